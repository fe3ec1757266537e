/** How a text travels: its encoding and how many parts it takes. */
export interface Segments {
  encoding: 'gsm7' | 'ucs2'
  /** Septets or UTF-16 code units, as the encoding counts. */
  length: number
  parts: number
}

// 3GPP TS 23.038, 6.2.1: the default alphabet, and the table reached through the escape character.
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'

/** Septets by UTF-16 code unit; 0 for what the alphabet does not have. A table, because hostile texts are long. */
const SEPTETS = new Uint8Array(0x10000)
for (const character of BASIC) SEPTETS[character.charCodeAt(0)] = 1
for (const character of EXTENDED) SEPTETS[character.charCodeAt(0)] = 2

const LIMITS = { gsm7: { single: 160, joined: 153 }, ucs2: { single: 70, joined: 67 } }

/** Counts the parts of a text. A character that takes two units never stands on the border of two parts. */
export function segmentsOf(text: string): Segments {
  if (PLAIN.test(text))
    return { encoding: 'gsm7', length: text.length, parts: text.length <= 160 ? 1 : Math.ceil(text.length / 153) }
  return isGsm7(text) ? inSeptets(text) : inUnits(text)
}

export function isGsm7(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (SEPTETS[text.charCodeAt(at)] === 0) return false
  return true
}

/** Most texts: characters that are one septet each, without looking any of them up. */
const PLAIN = /^[A-Za-z0-9 \n\r!"#%&'()*+,\-./:;<=>?@$_]*$/

function inSeptets(text: string): Segments {
  const { single, joined } = LIMITS.gsm7
  let [length, parts, used] = [0, 1, 0]
  for (let at = 0; at < text.length; at++) {
    const size = SEPTETS[text.charCodeAt(at)]!
    length += size
    if (used + size > joined) {
      parts++
      used = 0
    }
    used += size
  }
  return { encoding: 'gsm7', length, parts: length <= single ? 1 : parts }
}

function inUnits(text: string): Segments {
  const { single, joined } = LIMITS.ucs2
  const { length } = text
  let parts = 1
  if (length > single)
    for (let end = borderBefore(text, joined); end < length; end = borderBefore(text, end + joined)) parts++
  return { encoding: 'ucs2', length, parts }
}

/** Where a part ends that may reach up to there: a unit earlier where a pair stands on the border. */
function borderBefore(text: string, end: number): number {
  return end < text.length && (text.codePointAt(end - 1) ?? 0) > 0xffff ? end - 1 : end
}
