/**
 * The one source of chance and ids in a world. A draw is a function of (seed, stream, entity, n): nothing drawn in one
 * place shifts what is drawn in another, and the same seed with the same calls gives the same bytes.
 */
export class Random {
  /** Of the streams that have made more than one draw: most have not. */
  #bases: Map<string, Words> | undefined
  /** How many draws each stream has made; part of a snapshot. */
  readonly counters: Record<string, number>

  constructor(
    readonly seed: string,
    counters: Readonly<Record<string, number>> = {},
  ) {
    this.counters = { ...counters }
  }

  /** The next number of a stream: 1, 2, 3… Counts things without chance, such as integer ids. */
  count(stream: string): number {
    return (this.counters[stream] = (this.counters[stream] ?? 0) + 1)
  }

  /** A fresh id's lower-case hex digits (at most 32). */
  hex(stream: string, digits: number): string {
    const words = this.#draw(stream, this.count(stream))
    let text = ''
    for (let index = 0; text.length < digits; index++) text += hex8(words[index]!)
    return text.slice(0, digits)
  }

  /** A fresh random UUID, version 4 in form. */
  uuid(stream: string): string {
    return asUuid(this.#draw(stream, this.count(stream)))
  }

  /** Fresh decimal digits (at most 36), the first never zero. */
  digits(stream: string, count: number): string {
    const words = this.#draw(stream, this.count(stream))
    let text = ''
    for (let index = 0; text.length < count; index++) text += String(words[index]! % 1_000_000_000).padStart(9, '0')
    return (text[0] === '0' ? '7' : text[0]!) + text.slice(1, count)
  }

  /** A number in [0, 1) that belongs to an entity: the same however often and whenever it is asked for. */
  fraction(stream: string, entity: string, n = 0): number {
    return this.#draw(`${stream}\u0000${entity}`, n, false)[0] / 4294967296
  }

  #draw(key: string, n: number, keep = n > 1): Words {
    let base = this.#bases?.get(key)
    if (!base) {
      base = hash(`${this.seed}\u0000${key}`)
      if (keep) (this.#bases ??= new Map()).set(key, base)
    }
    return mix(base, n)
  }
}

type Words = readonly [number, number, number, number]

/** 128 bits of a text (four differently seeded multiplicative hashes), as four unsigned 32-bit words. */
function hash(text: string): Words {
  let a = 1779033703
  let b = 3144134277
  let c = 1013904242
  let d = 2773480762
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    a = b ^ Math.imul(a ^ code, 597399067)
    b = c ^ Math.imul(b ^ code, 2869860233)
    c = d ^ Math.imul(c ^ code, 951274213)
    d = a ^ Math.imul(d ^ code, 2716044179)
  }
  return [finish(a ^ b), finish(b ^ c), finish(c ^ d), finish(d ^ a)]
}

/** Text from an alphabet that depends on nothing but the words given: how a world's credentials are made. */
export function derive(words: string, alphabet: string, length: number): string {
  const characters: string[] = []
  for (let block = 0; characters.length < length; block++) {
    for (const word of hash(`${words}\u0000${block}`)) characters.push(alphabet[word % alphabet.length]!)
  }
  // Put together one by one they would be kept one by one.
  return characters.slice(0, length).join('')
}

function mix(base: Words, n: number): Words {
  const low = n | 0
  const high = (n / 4294967296) | 0
  const a = finish(base[0] + Math.imul(low, 0x9e3779b1) + high)
  const b = finish(base[1] ^ a ^ Math.imul(low, 0x85ebca6b))
  const c = finish(base[2] + b + Math.imul(low, 0xc2b2ae35))
  const d = finish(base[3] ^ c ^ Math.imul(low, 0x27d4eb2f))
  return [a, b, c, d]
}

function finish(word: number): number {
  let bits = word | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** The two hex digits of each byte: looking them up is quicker than working them out. */
const HEX = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1))

/** An unsigned 32-bit word as eight hex digits. */
export const hex8 = (word: number): string =>
  HEX[word >>> 24]! + HEX[(word >>> 16) & 255]! + HEX[(word >>> 8) & 255]! + HEX[word & 255]!

/** In one piece, which takes a third of the time and of the memory that it takes to put pieces together. */
// oxfmt-ignore
const asUuid = ([a, b, c, d]: Words): string =>
  String.fromCharCode(
    digit(a, 28), digit(a, 24), digit(a, 20), digit(a, 16), digit(a, 12), digit(a, 8), digit(a, 4), digit(a, 0), DASH,
    digit(b, 28), digit(b, 24), digit(b, 20), digit(b, 16), DASH,
    VERSION, digit(b, 8), digit(b, 4), digit(b, 0), DASH,
    DIGITS[8 + ((c >>> 28) & 3)]!, digit(c, 24), digit(c, 20), digit(c, 16), DASH,
    digit(c, 12), digit(c, 8), digit(c, 4), digit(c, 0),
    digit(d, 28), digit(d, 24), digit(d, 20), digit(d, 16), digit(d, 12), digit(d, 8), digit(d, 4), digit(d, 0),
  )

const [DASH, VERSION] = [45, 52]
const DIGITS: readonly number[] = Array.from('0123456789abcdef', (character) => character.charCodeAt(0))

/** The code of the hex digit of four bits. */
const digit = (word: number, bits: number): number => DIGITS[(word >>> bits) & 15]!
