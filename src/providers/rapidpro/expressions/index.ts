import { Budget, TooComplex } from './budget.ts'
import type { Environment } from './environment.ts'
import { evaluate, scopeOf } from './evaluate.ts'
import { charactersOf, wellFormed } from './letters.ts'
import { parse } from './parse.ts'
import { type Piece, piecesOf } from './template.ts'
import { SyntaxProblem } from './tokens.ts'
import { type Call, ErrorValue, type ObjectValue, type Value } from './values.ts'
import { textOf } from './written.ts'

// The platform's expressions, which know of no world: a template, a context of roots, and an environment to work them out by.

export { dateTimeIn } from './read-date.ts'
export { UTC, namedZone } from './environment.ts'
export type { DateOrder, Environment } from './environment.ts'
export { ErrorValue, FunctionValue, ObjectValue } from './values.ts'
export type { Value } from './values.ts'
export { DateTimeValue, TimeValue } from './calendar.ts'
export { Decimal, MOST_DIGITS } from './decimal.ts'
export { wordsOf } from './words.ts'

/** A text that comes of a template ends there. */
const LONGEST_TEXT = 10_000

/** What a template comes to, and which of its expressions erred on the way. */
export interface Evaluated<T> {
  readonly value: T
  readonly errors: readonly Erred[]
}

/** An expression as it is written in a template, and what was wrong, in the platform's words. */
interface Erred {
  readonly expression: string
  readonly message: string
}

/**
 * The text that a template comes to. An expression that errs is shown as nothing; the rest still is.
 * @param context its roots: what templates may ask about
 * @param longest characters that the text may have; what is longer is cut and ends with three points
 */
export function evaluateTemplate(
  template: string,
  context: ObjectValue,
  environment: Environment,
  longest = LONGEST_TEXT,
): Evaluated<string> {
  if (!template.includes('@')) return { value: cut(template, longest), errors: [] }
  const work = new Work(context, environment)
  const text = work
    .pieces(template)
    .map((piece) => work.show(piece))
    .join('')
  return { value: cut(text, longest), errors: work.errors }
}

/**
 * The value of a template that is one expression and nothing else but spaces around it, which may be an error; of any
 * other its text, as evaluateTemplate has it.
 */
export function evaluateValue(template: string, context: ObjectValue, environment: Environment): Evaluated<Value> {
  const trimmed = template.trim()
  const work = new Work(context, environment)
  const [first, ...others] = work.pieces(trimmed)
  if (!first || others.length > 0 || 'text' in first) return evaluateTemplate(trimmed, context, environment)
  return { value: work.valueOf(first.expression), errors: work.errors }
}

/** What is done for one template, within one budget. */
class Work {
  readonly errors: Erred[] = []
  readonly #context: ObjectValue
  readonly #call: Call

  constructor(context: ObjectValue, environment: Environment) {
    this.#context = context
    this.#call = { environment, budget: new Budget() }
  }

  pieces(template: string): Piece[] {
    return piecesOf(wellFormed(template), (word) => this.#context.has(word))
  }

  show(piece: Piece): string {
    if ('text' in piece) return piece.text
    const value = this.valueOf(piece.expression, (one) => textOf(one, this.#call.budget))
    if (!(value instanceof ErrorValue)) return value as string
    this.errors.push({ expression: piece.written, message: value.message })
    return ''
  }

  /** @param use what is done with the value, unless it is an error */
  valueOf(expression: string, use: (value: Value) => Value = (value) => value): Value {
    try {
      const value = evaluate(parse(expression), scopeOf(this.#context), this.#call)
      return value instanceof ErrorValue ? value : use(value)
    } catch (error) {
      if (error instanceof TooComplex || error instanceof SyntaxProblem) return new ErrorValue(error.message)
      throw error
    }
  }
}

function cut(text: string, longest: number): string {
  if (text.length <= longest) return text
  const characters = charactersOf(text)
  return characters.length <= longest ? text : `${characters.slice(0, longest - 3).join('')}...`
}
