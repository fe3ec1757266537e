/** How a text travels: its encoding and how many parts it takes. */
export interface Segments {
  encoding: 'gsm7' | 'ucs2'
  /** Septets or UTF-16 code units, as the encoding counts. */
  length: number
  parts: number
}

// 3GPP TS 23.038, 6.2.1: the default alphabet, and the table reached through the escape character.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENDED = new Set('\f^{}\\[~]|€')

const LIMITS = { gsm7: { single: 160, joined: 153 }, ucs2: { single: 70, joined: 67 } }

/** Counts the parts of a text. A character that takes two units never stands on the border of two parts. */
export function segmentsOf(text: string): Segments {
  if (PLAIN.test(text))
    return { encoding: 'gsm7', length: text.length, parts: text.length <= 160 ? 1 : Math.ceil(text.length / 153) }
  const encoding = isGsm7(text) ? 'gsm7' : 'ucs2'
  const sizes =
    encoding === 'gsm7'
      ? Array.from(text, (character) => (EXTENDED.has(character) ? 2 : 1))
      : Array.from(text, (character) => character.length)
  const length = sizes.reduce((sum, size) => sum + size, 0)
  const limit = LIMITS[encoding]
  return { encoding, length, parts: length <= limit.single ? 1 : joinedParts(sizes, limit.joined) }
}

export function isGsm7(text: string): boolean {
  for (const character of text) if (!BASIC.has(character) && !EXTENDED.has(character)) return false
  return true
}

/** Most texts: characters that are one septet each, without looking any of them up. */
const PLAIN = /^[A-Za-z0-9 \n\r!"#%&'()*+,\-./:;<=>?@$_]*$/

function joinedParts(sizes: readonly number[], room: number): number {
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > room) {
      parts++
      used = 0
    }
    used += size
  }
  return parts
}
