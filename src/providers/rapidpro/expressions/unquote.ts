const SINGLE: Readonly<Record<string, string>> = {
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

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([^]))?/g

/**
 * What stands between quotes, with what is written by backslashes put in. One that means nothing, as in a pattern, or a
 * break of the line leaves all of it as it is written.
 */
export function unquote(written: string): string {
  if (!written.includes('\\')) return written
  if (written.includes('\n')) return written
  let isSound = true
  const text = written.replace(
    ESCAPE,
    (_all, byte?: string, short?: string, long?: string, octal?: string, single = '') => {
      const hex = short ?? long
      const found =
        hex !== undefined
          ? character(Number.parseInt(hex, 16))
          : byte !== undefined
            ? inBytes(Number.parseInt(byte, 16))
            : octal !== undefined
              ? inBytes(Number.parseInt(octal, 8))
              : SINGLE[single]
      if (found === undefined) isSound = false
      return found ?? ''
    },
  )
  return isSound ? text : written
}

/** Undefined for halves of pairs and numbers beyond all characters. */
const character = (code: number): string | undefined =>
  code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : String.fromCodePoint(code)

/** Single bytes are a character if they are ASCII; what they are together with others is not looked for. */
const inBytes = (byte: number): string | undefined =>
  byte > 0xff ? undefined : byte < 0x80 ? String.fromCodePoint(byte) : '\uFFFD'
