import type { Slices } from '../slices.ts'

/** What was to be read as JSON is none, or more of it than may be read; `code` says whether it is even text. */
export class BrokenJson extends Error {
  constructor(
    message: string,
    readonly code: 'json' | 'utf8' = 'json',
  ) {
    super(message)
    this.name = 'BrokenJson'
  }
}

export interface JsonBounds {
  /** How deep lists and objects may be nested. */
  depth: number
  /** Members of lists and objects. */
  values: number
}

/** So many bytes are parsed in one go, which takes about half a millisecond. */
const PIECE = 64 * 1024

/**
 * Reads a JSON text of any length in slices: as `JSON.parse` would, of which it has small pieces parsed, cut where members
 * of lists and objects end. Only what is larger than a piece is taken apart here.
 * @param bytes the text in UTF-8
 * @throws BrokenJson
 */
export function* readJson(bytes: Uint8Array, bounds: JsonBounds, piece = PIECE): Slices<unknown> {
  const start = startsWith(bytes, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return yield* new JsonReader(buffer, start, bounds, piece).all()
}

class JsonReader {
  #at: number
  #values = 0
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

  constructor(
    readonly bytes: Buffer,
    start: number,
    readonly bounds: JsonBounds,
    readonly piece: number,
  ) {
    this.#at = start
  }

  *all(): Slices<unknown> {
    const { bytes } = this
    const start = this.#at
    if (bytes.length - start <= this.piece) {
      this.#scan(start, 0)
      return this.#parse('', start, bytes.length, '')
    }
    const value = yield* this.#value(0)
    yield* this.#blanks()
    if (this.#at < bytes.length) throw this.#unexpected()
    return value
  }

  *#value(depth: number): Slices<unknown> {
    yield* this.#blanks()
    const start = this.#at
    const end = this.#scan(start, depth)
    if (end !== TOO_FAR) {
      this.#at = end
      return this.#parse('', start, end, '')
    }
    const first = this.bytes[start]
    if (first === QUOTE) return yield* this.#text()
    if (first === OPEN_BRACE || first === OPEN_BRACKET) return yield* this.#container(depth + 1)
    // A number or a word, with many blanks after it.
    while (this.#at < start + this.piece && !isBlank(this.bytes[this.#at])) this.#at++
    if (this.#at === start + this.piece) throw this.#unexpected()
    return this.#parse('', start, this.#at, '')
  }

  /** A list or an object that is more than a piece: its members are parsed many at a time, or by themselves where large. */
  *#container(depth: number): Slices<unknown> {
    const { bytes, piece } = this
    const isList = bytes[this.#at++] === OPEN_BRACKET
    const [opening, closing, close] = isList ? (['[', ']', CLOSE_BRACKET] as const) : (['{', '}', CLOSE_BRACE] as const)
    const into = isList ? [] : {}
    yield* this.#blanks()
    if (bytes[this.#at] === close) {
      this.#at++
      return into
    }
    let from = this.#at
    let isRun = false
    for (;;) {
      if (!isRun && Array.isArray(into) && this.#leap(into, depth)) {
        from = ++this.#at
        yield
        continue
      }
      const end = this.#scan(this.#at, depth)
      if (end === TOO_FAR) {
        if (isRun) this.#take(into, this.#parse(opening, from, this.#at - 1, closing))
        yield* this.#blanks()
        const name = isList ? '' : yield* this.#name()
        put(into, name, yield* this.#value(depth))
        yield* this.#blanks()
        isRun = false
        yield
      } else {
        this.#at = end
        isRun = true
      }
      const code = bytes[this.#at]
      if (code !== COMMA && code !== close) throw this.#unexpected()
      if (isRun && (code === close || end - from >= piece)) {
        this.#take(into, this.#parse(opening, from, end, closing))
        isRun = false
        yield
      }
      this.#at++
      if (code === close) return into
      if (!isRun) from = this.#at
    }
  }

  /**
   * Takes a piece's worth of members of a list at once, up to where one object seems to end and another to begin: quicker
   * than to look for the end of each. What can be parsed does end there, for within a text or an object it would be broken.
   * Answers whether it was taken.
   */
  #leap(into: unknown[], depth: number): boolean {
    const from = this.#at
    const far = from + this.piece
    const seam = this.bytes.subarray(far, far + this.piece).indexOf('},{')
    if (seam === -1) return false
    const end = far + seam + 1
    const members = this.#parsed('[', from, end, ']')
    if (!members) return false
    for (const member of members as unknown[]) {
      this.#values++
      if (isContainer(member)) this.#weigh(member, depth + 1)
      into.push(member)
    }
    this.#refuseTooMany()
    this.#at = end
    return true
  }

  /** Counts what is in a value as `#scan` does, and how deep it is. */
  #weigh(value: object, depth: number): void {
    this.#refuseTooDeep(depth)
    let members = 0
    for (const name in value) {
      members++
      const member = (value as Record<string, unknown>)[name]
      if (isContainer(member)) this.#weigh(member, depth + 1)
    }
    this.#values += Math.max(1, members)
  }

  #refuseTooDeep(depth: number): void {
    const { bounds } = this
    if (depth > bounds.depth) throw new BrokenJson(`The JSON is nested more than ${bounds.depth} levels deep.`)
  }

  #refuseTooMany(): void {
    const { bounds } = this
    if (this.#values > bounds.values) throw new BrokenJson(`The JSON holds more than ${bounds.values} values.`)
  }

  /** A run of members has at least one; where it has none there is a comma too many. */
  #take(into: object, members: unknown): void {
    const names: readonly string[] = Array.isArray(members) ? members : Object.keys(members as object)
    if (names.length === 0) throw this.#unexpected()
    if (Array.isArray(members)) for (const member of members) put(into, '', member)
    else for (const name of names) put(into, name, (members as Record<string, unknown>)[name])
  }

  *#name(): Slices<string> {
    if (this.bytes[this.#at] !== QUOTE) throw this.#unexpected()
    const name = yield* this.#text()
    yield* this.#blanks()
    if (this.bytes[this.#at] !== COLON) throw this.#unexpected()
    this.#at++
    return name
  }

  /** Text of any length, cut between characters. */
  *#text(): Slices<string> {
    const { bytes } = this
    const parts: string[] = []
    let at = this.#at + 1
    for (let from = at; ; from = at) {
      const far = Math.min(from + this.piece, bytes.length)
      while (at < bytes.length && bytes[at] !== QUOTE && (at < far || isWithinCharacter(bytes[at]!)))
        at += bytes[at] === BACKSLASH ? (bytes[at + 1] === LETTER_U ? 6 : 2) : 1
      if (at >= bytes.length) throw new BrokenJson(`Unterminated text, which begins at byte ${this.#at}`)
      parts.push(this.#parse('"', from, at, '"') as string)
      if (bytes[at] === QUOTE) break
      yield
    }
    this.#at = at + 1
    return parts.join('')
  }

  *#blanks(): Slices<void> {
    const { bytes } = this
    while (isBlank(bytes[this.#at])) if (++this.#at % this.piece === 0) yield
  }

  /** Where a member of a list or an object ends; `TOO_FAR` where that is further away than a piece. */
  #scan(from: number, depth: number): number {
    const { bytes } = this
    const far = Math.min(from + this.piece, bytes.length)
    let open = 0
    let values = 1
    let at = from
    for (; at < far; at++) {
      const code = bytes[at]
      if (code === QUOTE) {
        // Most of what is read is text: it has a loop of its own.
        while (++at < far && bytes[at] !== QUOTE) if (bytes[at] === BACKSLASH) at++
      } else if (code === COMMA) {
        if (open === 0) break
        values++
      } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        values++
        this.#refuseTooDeep(depth + ++open)
      } else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --open < 0) break
    }
    if (at >= far && far < bytes.length) return TOO_FAR
    this.#values += values
    this.#refuseTooMany()
    return Math.min(at, far)
  }

  #parse(before: string, from: number, end: number, after: string): unknown {
    let text: string
    try {
      text = this.#utf8.decode(this.bytes.subarray(from, end))
    } catch {
      throw new BrokenJson('The JSON is not valid UTF-8.', 'utf8')
    }
    try {
      return JSON.parse(before + text + after) as unknown
    } catch (error) {
      const { message } = error as Error
      throw new BrokenJson(before === '' && from === 0 ? message : `${message}, from byte ${from} on`)
    }
  }

  /** Undefined where it is broken. */
  #parsed(before: string, from: number, end: number, after: string): unknown {
    try {
      return this.#parse(before, from, end, after)
    } catch {
      return undefined
    }
  }

  #unexpected(): BrokenJson {
    const code = this.bytes[this.#at]
    return new BrokenJson(
      code === undefined
        ? 'Unexpected end of JSON input'
        : `Unexpected token ${JSON.stringify(String.fromCharCode(code))} in JSON at byte ${this.#at}`,
    )
  }
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null

/** `__proto__` is a name like any other. */
function put(into: object, name: string, value: unknown): void {
  if (Array.isArray(into)) into.push(value)
  else if (name === '__proto__')
    Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true })
  else (into as Record<string, unknown>)[name] = value
}

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf]
const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((one, at) => bytes[at] === one)

/** Bytes of a character in UTF-8 after its first. */
const isWithinCharacter = (byte: number): boolean => (byte & 0xc0) === 0x80

const isBlank = (code: number | undefined): boolean => code === 32 || code === 10 || code === 13 || code === 9

const TOO_FAR = -1
const [QUOTE, COMMA, COLON, BACKSLASH, LETTER_U, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [
  34, 44, 58, 92, 117, 123, 125, 91, 93,
] as const
