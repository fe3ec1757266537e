import { isAttribute } from './attributes.ts'
import { impliedBy } from './implied.ts'
import { type Comparison, OPERATORS, type Operator, type Property, type Query, join } from './query.ts'
import { unquote } from '../../../standards/quoted-text.ts'
import type { Setting } from './setting.ts'
import { type Token, inLowerCase, tokensIn } from './tokens.ts'
import { WrongQuery } from './wrong-query.ts'

/** The most that is read at all: characters, brackets within brackets, comparisons. */
const MOST = { length: 10_000, depth: 100, comparisons: 250 }

const LITERALS: readonly Token['kind'][] = ['string', 'property', 'text']
const BEGINNINGS: readonly Token['kind'][] = ['(', ...LITERALS]

/**
 * A query as it is written, of which nothing but its form has been judged.
 * @throws WrongQuery
 */
export function parse(written: string, setting: Setting): Query {
  if (written.length > 2 * MOST.length) throw new WrongQuery('too_complex')
  const text = written.replace(/\p{Surrogate}/gu, '\ufffd').trim()
  if (Array.from(text).length > MOST.length) throw new WrongQuery('too_complex')
  const phone = setting.anon ? undefined : setting.phoneIn(text)
  if (phone !== undefined) return { kind: 'scheme', key: 'tel', operator: '=', value: phone }
  const reading = new Reading(tokensIn(text), setting)
  const query = reading.either()
  reading.finish()
  return query
}

class Reading {
  readonly #tokens: readonly Token[]
  readonly #setting: Setting
  #at = 0
  #depth = 0
  #comparisons = 0
  /** What is wrong with a property; the whole text is read first. */
  #wrong: WrongQuery | undefined

  constructor(tokens: readonly Token[], setting: Setting) {
    this.#tokens = tokens
    this.#setting = setting
  }

  finish(): void {
    if (this.#token.kind !== 'end') throw this.#unexpected('<EOF>', ['end'])
    if (this.#wrong) throw this.#wrong
  }

  /** Parts of which one has to hold: what is joined by AND belongs together more closely. */
  either(): Query {
    const parts = [this.#both()]
    while (this.#token.kind === 'or') {
      this.#at++
      parts.push(this.#both())
    }
    return join('OR', parts)
  }

  /** Parts that all have to hold: those side by side, too. */
  #both(): Query {
    const parts = [this.#one()]
    for (;;) {
      const { kind } = this.#token
      if (kind === 'and') this.#at++
      else if (!BEGINNINGS.includes(kind)) return join('AND', parts)
      parts.push(this.#one())
    }
  }

  #one(): Query {
    const { kind, text } = this.#token
    if (kind === '(') return this.#bracket()
    if (!BEGINNINGS.includes(kind)) throw this.#unexpected("{'(', STRING, PROPERTY, TEXT}", BEGINNINGS)
    if (++this.#comparisons > MOST.comparisons) throw new WrongQuery('too_complex')
    const sign = this.#tokens[this.#at + 1]!
    if (kind !== 'property' || sign.kind !== 'comparator') return impliedBy(this.#literal(), this.#setting)
    this.#at += 2
    return { ...this.#property(text), operator: operatorOf(sign.text), value: this.#literal() } satisfies Comparison
  }

  #bracket(): Query {
    if (++this.#depth > MOST.depth) throw new WrongQuery('too_complex')
    this.#at++
    const inner = this.either()
    if (this.#token.kind !== ')')
      throw this.#token.kind === 'end' && this.#depth === 1
        ? new WrongQuery('syntax', { detail: "missing ')' at '<EOF>'" })
        : this.#unexpected("')'", [')'])
    this.#at++
    this.#depth--
    return inner
  }

  #literal(): string {
    const { kind, text } = this.#token
    if (!LITERALS.includes(kind)) throw this.#unexpected('{STRING, PROPERTY, TEXT}', LITERALS)
    this.#at++
    return kind === 'string' ? unquote(text.slice(1, -1)) : text
  }

  #property(written: string): Property {
    const [prefix, rest] = inLowerCase(written).split('.') as [string, string | undefined]
    if (rest === undefined) {
      const kind = isAttribute(prefix) ? 'attribute' : this.#setting.isScheme(prefix) ? 'scheme' : 'field'
      return { kind, key: prefix }
    }
    if (prefix !== 'fields' && prefix !== 'urns')
      this.#wrong ??= new WrongQuery('unknown_property_type', { type: prefix })
    return { kind: prefix === 'urns' ? 'scheme' : 'field', key: rest }
  }

  get #token(): Token {
    return this.#tokens[this.#at]!
  }

  /** As the platform's parser says it: what comes next decides whether there is one piece too many. */
  #unexpected(expected: string, fitting: readonly Token['kind'][]): WrongQuery {
    const next = this.#tokens[this.#at + 1]
    const what = next && fitting.includes(next.kind) ? 'extraneous' : 'mismatched'
    const shown = this.#token.text.replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
    return new WrongQuery('syntax', { detail: `${what} input '${shown}' expecting ${expected}` })
  }
}

const ALIASES: Readonly<Record<string, Operator>> = { has: '~', is: '=' }

const operatorOf = (sign: string): Operator =>
  OPERATORS.find((operator) => operator === sign) ?? ALIASES[sign.toLowerCase()]!
