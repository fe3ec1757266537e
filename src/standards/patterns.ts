import { RE2JS } from 're2js'

/** What a pattern found: the whole match first, then what each group has; null where a group took no part. */
export type Found = readonly (string | null)[]

const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  u: 0,
}

/** Why a text is no pattern, in a sentence with what can be written instead. */
export class BrokenPattern extends Error {}

/**
 * Compiles a pattern as JavaScript writes it; by RE2's rules, so that finding takes time in proportion to the text,
 * whatever the pattern.
 * @throws BrokenPattern
 */
export function compilePattern(source: string, flags: string): (text: string) => Found | undefined {
  let bits = 0
  for (const flag of flags) {
    const bit = FLAGS[flag]
    if (bit === undefined) throw new BrokenPattern(`A pattern can have the flags i, m, s and u, not "${flag}".`)
    bits |= bit
  }
  const pattern = compile(source, bits)
  return (text) => {
    const match = pattern.matcher(text)
    if (!match.find()) return undefined
    return Array.from({ length: match.groupCount() + 1 }, (_, group) => match.group(group) ?? null)
  }
}

function compile(source: string, bits: number): RE2JS {
  try {
    return RE2JS.compile(inWordsOfRe2(source), bits)
  } catch (error) {
    const { message } = error as Error
    throw new BrokenPattern(`That is no pattern: ${message}. ${adviceOn(source)}`, { cause: error })
  }
}

/** JavaScript writes a character by its number in ways that RE2 does not know. */
const inWordsOfRe2 = (source: string): string =>
  source.replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|[^])/g, (all, long?: string, short?: string) =>
    long === undefined && short === undefined ? all : `\\x{${long ?? short}}`,
  )

const LOOKS_AROUND = /\(\?<?[=!]/
const REFERS_BACK = /\\(?:[1-9]|k<)/

function adviceOn(source: string): string {
  if (LOOKS_AROUND.test(source))
    return 'Patterns here cannot look ahead or behind: write what comes before or after as part of the pattern, and put what you want in a group.'
  if (REFERS_BACK.test(source))
    return 'Patterns here cannot refer back to a group: write out what may stand there, or compare the groups.'
  return 'Patterns are written as RE2 has them.'
}
