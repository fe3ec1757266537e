import { Decimal } from './decimal.ts'
import { RANKS } from './operators.ts'
import { type Token, SyntaxProblem, syntaxProblem, tokensOf } from './tokens.ts'
import type { Link, Step, Tree } from './tree.ts'
import { ErrorValue } from './values.ts'

/** How many brackets and functions may lie within each other. */
const DEEPEST = 100

const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }

const isReserved = (name: string): boolean => Object.hasOwn(WORDS, name.toLowerCase())

/** Reads an expression. @throws SyntaxProblem */
export const parse = (expression: string): Tree => new Reader(expression).read()

class Reader {
  readonly #expression: string
  readonly #tokens: readonly Token[]
  #next = 0
  #depth = 0

  constructor(expression: string) {
    this.#expression = expression
    this.#tokens = tokensOf(expression)
  }

  read(): Tree {
    const tree = this.#readExpression()
    if (this.#next < this.#tokens.length) this.#stop()
    return tree
  }

  #readExpression(): Tree {
    if (++this.#depth > DEEPEST) throw new SyntaxProblem('expression nesting too deep')
    const tree = this.#readRank(RANKS.length - 1)
    this.#depth--
    return tree
  }

  /** What binds at least as much as operators of this rank. */
  #readRank(rank: number): Tree {
    if (rank < 0) return this.#readNegation()
    const first = this.#readRank(rank - 1)
    const rest: Link[] = []
    for (let sign = this.#sign(); sign !== undefined && Object.hasOwn(RANKS[rank]!, sign); sign = this.#sign()) {
      this.#next++
      rest.push({ operator: RANKS[rank]![sign]!, operand: this.#readRank(rank - 1) })
    }
    return rest.length === 0 ? first : { kind: 'chain', first, rest }
  }

  #readNegation(): Tree {
    let times = 0
    while (this.#take('-')) times++
    const of = this.#readOperand()
    return times === 0 ? of : { kind: 'negation', times, of }
  }

  #readOperand(): Tree {
    const token = this.#tokens[this.#next] ?? this.#stop()
    if (token.kind === 'text') return this.#literal(token.text)
    if (token.kind === 'number') return this.#literal(numberOf(token.text))
    if (token.kind === 'name' && isReserved(token.text)) return this.#literal(WORDS[token.text.toLowerCase()]!)
    return this.#readLambda() ?? this.#readPath()
  }

  #literal(value: Extract<Tree, { kind: 'literal' }>['value']): Tree {
    this.#next++
    return { kind: 'literal', value }
  }

  /** `(a, b) => …`; undefined where what is next is something else. */
  #readLambda(): Tree | undefined {
    const names = this.#namesOfLambda()
    if (!names) return undefined
    this.#next += 2 * names.length + 2
    return { kind: 'lambda', names, body: this.#readExpression() }
  }

  #namesOfLambda(): string[] | undefined {
    const names: string[] = []
    for (let at = this.#next, sign = '('; ; at += 2) {
      if (!this.#is(at, sign))
        return this.#is(at, ')') && this.#is(at + 1, '=>') && names.length > 0 ? names : undefined
      const name = this.#tokens[at + 1]
      if (name?.kind !== 'name' || isReserved(name.text)) return undefined
      names.push(name.text)
      sign = ','
    }
  }

  /** A name or brackets, and what is looked up in it or called. */
  #readPath(): Tree {
    const from = this.#readBeginning()
    const steps: Step[] = []
    for (let step = this.#readStep(); step; step = this.#readStep()) steps.push(step)
    return steps.length === 0 ? from : { kind: 'path', from, steps }
  }

  #readBeginning(): Tree {
    if (!this.#take('(')) return { kind: 'name', name: this.#takeName() }
    const tree = this.#readExpression()
    this.#need(')')
    return tree
  }

  #readStep(): Step | undefined {
    if (this.#take('.')) return { kind: 'dot', name: this.#takeName(/^\d+$/) }
    if (this.#take('[')) {
      const of = this.#readExpression()
      this.#need(']')
      return { kind: 'index', of }
    }
    return this.#take('(') ? { kind: 'call', values: this.#readValues() } : undefined
  }

  #readValues(): Tree[] {
    const values: Tree[] = []
    if (this.#take(')')) return values
    do values.push(this.#readExpression())
    while (this.#take(','))
    this.#need(')')
    return values
  }

  #is(at: number, sign: string): boolean {
    const token = this.#tokens[at]
    return token?.kind === 'sign' && token.text === sign
  }

  #sign(): string | undefined {
    const token = this.#tokens[this.#next]
    return token?.kind === 'sign' ? token.text : undefined
  }

  #take(sign: string): boolean {
    const isNext = this.#is(this.#next, sign)
    if (isNext) this.#next++
    return isNext
  }

  #need(sign: string): void {
    if (!this.#take(sign)) this.#stop()
  }

  /** @param numbers those that are taken for names, too */
  #takeName(numbers?: RegExp): string {
    const token = this.#tokens[this.#next]
    const isName = token?.kind === 'name' && !isReserved(token.text)
    if (!token || !(isName || (token.kind === 'number' && numbers?.test(token.text)))) return this.#stop()
    this.#next++
    return token.text
  }

  #stop(): never {
    throw syntaxProblem(this.#expression, this.#tokens[this.#next]?.at ?? this.#expression.length)
  }
}

function numberOf(written: string): Decimal | ErrorValue {
  const number = Decimal.read(written)
  return number?.isWithinBounds ? number : new ErrorValue(`number ${written} is out of range`)
}
