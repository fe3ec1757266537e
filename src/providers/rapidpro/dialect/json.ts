import { Problem } from '../../../http/problem.ts'
import { LIMITS } from './limits.ts'

/**
 * Reads JSON as Python does: whole numbers become bigints, fractions numbers, and what is broken is told in the words of
 * Python's parser, which the platform passes on. Bounds are kept while reading.
 * @throws Problem `malformed_body`
 */
export function readJson(text: string, bytes: Uint8Array | null): unknown {
  if (hasMark(bytes)) throw new Problem('malformed_body', `${MARK_WORDS}: line 1 column 1 (char 0)`)
  try {
    return new Reader(text).read()
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    throw new Problem(
      'malformed_body',
      fault.at === null ? fault.message : `${fault.message}: ${placeOf(text, fault.at)}`,
    )
  }
}

const MARK_WORDS = 'Unexpected UTF-8 BOM (decode using utf-8-sig)'

/** Whether the text begins with a byte order mark, which decoding takes away. */
const hasMark = (body: Uint8Array | null): boolean => body?.[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf

/** What Python's parser stumbles over, and where; null where it does not say. */
class Fault extends Error {
  constructor(
    message: string,
    readonly at: number | null,
  ) {
    super(message)
  }
}

const NUMBER = /(-?(?:0|[1-9]\d*))(\.\d+)?([eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const WORDS: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null }
const BLANKS = /[ \t\n\r]*/y
// oxlint-disable-next-line no-control-regex -- JSON has to escape them
const PLAIN = /[^"\\\u0000-\u001f]*/y
const ESCAPED = '"\\/bfnrt'

class Reader {
  #at = 0
  #values = 0

  constructor(readonly text: string) {}

  read(): unknown {
    this.#skipBlanks()
    const value = this.#value(0)
    this.#skipBlanks()
    if (this.#at < this.text.length) throw new Fault('Extra data', this.#at)
    return value
  }

  #value(depth: number): unknown {
    if (++this.#values > LIMITS.values) throw new Fault(`More than ${LIMITS.values} values`, this.#at)
    const first = this.text[this.#at]
    if (first === '"') return this.#string()
    if (first === '{' || first === '[') {
      if (depth === LIMITS.levels) throw new Fault(`Nested more than ${LIMITS.levels} levels deep`, this.#at)
      return first === '{' ? this.#object(depth + 1) : this.#array(depth + 1)
    }
    const word = this.#take(WORD)
    return word ? WORDS[word[0]] : this.#number()
  }

  #number(): bigint | number {
    const [written, whole, fraction, power] = this.#take(NUMBER) ?? []
    if (written === undefined) throw new Fault('Expecting value', this.#at)
    if (fraction !== undefined || power !== undefined) return Number(written)
    const digits = whole!.length - (whole!.startsWith('-') ? 1 : 0)
    if (digits <= LIMITS.digits) return BigInt(whole!)
    throw new Fault(
      `Exceeds the limit (${LIMITS.digits} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`,
      null,
    )
  }

  /** Without a prototype, so that `__proto__` is a name like any other. */
  #object(depth: number): Record<string, unknown> {
    const object = Object.create(null) as Record<string, unknown>
    this.#at++
    if (this.#next() === '}') return this.#past(object)
    for (;;) {
      if (this.text[this.#at] !== '"') throw new Fault('Expecting property name enclosed in double quotes', this.#at)
      const name = this.#string()
      if (this.#next() !== ':') throw new Fault("Expecting ':' delimiter", this.#at)
      this.#at++
      this.#skipBlanks()
      object[name] = this.#value(depth)
      if (this.#goesOn('}')) return this.#past(object)
    }
  }

  #array(depth: number): unknown[] {
    const items: unknown[] = []
    this.#at++
    if (this.#next() === ']') return this.#past(items)
    for (;;) {
      items.push(this.#value(depth))
      if (this.#goesOn(']')) return this.#past(items)
    }
  }

  #string(): string {
    const begin = this.#at++
    let hasEscapes = false
    for (;;) {
      this.#skip(PLAIN)
      const next = this.text[this.#at]
      if (next === undefined) throw new Fault('Unterminated string starting at', begin)
      if (next === '"') break
      if (next !== '\\') throw new Fault('Invalid control character at', this.#at)
      this.#skipEscape(begin)
      hasEscapes = true
    }
    const end = this.#at++
    return hasEscapes ? (JSON.parse(this.text.slice(begin, end + 1)) as string) : this.text.slice(begin + 1, end)
  }

  #skipEscape(begin: number): void {
    const { text } = this
    const letter = text[this.#at + 1]
    if (letter === undefined) throw new Fault('Unterminated string starting at', begin)
    if (letter === 'u') {
      const digits = text.slice(this.#at + 2, this.#at + 6)
      if (this.#at + 6 >= text.length || !/^[0-9a-f]{4}$/i.test(digits))
        throw new Fault('Invalid \\uXXXX escape', this.#at + 1)
      this.#at += 6
      return
    }
    if (!ESCAPED.includes(letter)) throw new Fault('Invalid \\escape', this.#at)
    this.#at += 2
  }

  /** After an item: whether the list is at its end, or else the place of the next item. */
  #goesOn(end: '}' | ']'): boolean {
    const next = this.#next()
    if (next === end) return true
    if (next !== ',') throw new Fault("Expecting ',' delimiter", this.#at)
    this.#at++
    this.#skipBlanks()
    return false
  }

  #past<T>(value: T): T {
    this.#at++
    return value
  }

  /** The next character that is not blank. */
  #next(): string | undefined {
    this.#skipBlanks()
    return this.text[this.#at]
  }

  #skipBlanks(): void {
    this.#skip(BLANKS)
  }

  /** Goes past a token that may be empty. */
  #skip(token: RegExp): void {
    token.lastIndex = this.#at
    token.test(this.text)
    this.#at = token.lastIndex
  }

  #take(token: RegExp): RegExpExecArray | null {
    token.lastIndex = this.#at
    const found = token.exec(this.text)
    if (found) this.#at = token.lastIndex
    return found
  }
}

/** Python counts characters, not UTF-16 code units. */
function placeOf(text: string, at: number): string {
  let [line, column, count] = [1, 1, 0]
  for (let place = 0; place < at; place++, count++) {
    const code = text.codePointAt(place)!
    if (code > 0xffff) place++
    if (code === 0x0a) [line, column] = [line + 1, 1]
    else column++
  }
  return `line ${line} column ${column} (char ${count})`
}
