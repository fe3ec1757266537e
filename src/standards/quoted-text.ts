/** What is between quotation marks: characters, and escapes as Go has them (`strconv.Unquote`). */
const INNER =
  /\\([abfnrtv\\"])|((?:\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2})+)|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|([^\\"\n])/guy

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
}

/** What a text between quotation marks means; one with an escape that there is none of means what is written, as it stands. */
export function unquote(inner: string): string {
  if (!inner.includes('\\') && !inner.includes('"') && !inner.includes('\n')) return inner
  let meant = ''
  let at = 0
  for (const [all, escape, bytes, four, eight, plain] of inner.matchAll(new RegExp(INNER))) {
    const code = four ?? eight
    const character =
      plain ?? (escape && ESCAPES[escape]) ?? (bytes && ofBytes(bytes)) ?? ofCode(Number.parseInt(code!, 16))
    if (character === undefined) break
    meant += character
    at += all.length
  }
  return at === inner.length ? meant : inner
}

/** Escapes stand for bytes; those that are no text are shown as such. */
const ofBytes = (written: string): string =>
  Buffer.from(
    [...written.matchAll(/\\(?:x(..)|(...))/g)].map(([, hex, octal]) =>
      hex === undefined ? Number.parseInt(octal!, 8) : Number.parseInt(hex, 16),
    ),
  ).toString()

const ofCode = (code: number): string | undefined =>
  code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code)

const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu

const NAMES = new Map(Object.entries(ESCAPES).map(([name, character]) => [character, `\\${name}`]))

/**
 * A text between marks, as Go writes it; but for a backslash at its end, which would make the mark behind it part of the
 * text when it is read again.
 */
export const quote = (text: string): string =>
  `"${text.replace(UNPRINTABLE, (one) => NAMES.get(one) ?? escaped(one.codePointAt(0)!)).replace(/\\$/, 'x5c')}"`

function escaped(code: number): string {
  const hex = code.toString(16)
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`
}
