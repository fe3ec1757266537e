import { RE2JS } from 're2js'
import { once } from './once.ts'
import { sizeOf } from './pattern-size.ts'

/** What a pattern found: the whole match first, then what each group has; null where a group took no part. */
type Found = readonly (string | null)[]

/** The library is large: nothing of it is asked for before there is a pattern. */
const flagsOf = once((): Readonly<Record<string, number>> => ({
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
  u: 0,
}))

/**
 * Finding takes as many steps as the program of the pattern has, for each character of a text. So many are made at most,
 * which takes some 50 ms; and so many a program may have, so that it reaches over 1,100 characters.
 */
const MOST_STEPS = 1_250_000
const LARGEST = 1100

/** A pattern that can be looked for. */
export interface Pattern {
  /** What it finds; undefined where it finds nothing, or the text is longer than it is held against. */
  readonly find: (text: string) => Found | undefined
  /** How many characters a text may have, so that it does not take too long. */
  readonly reach: number
}

/** Why a text is no pattern, in a sentence with what can be written instead. */
export class BrokenPattern extends Error {}

/**
 * Compiles a pattern as JavaScript writes it; by RE2's rules, so that finding takes time in proportion to the text and to
 * the size of the pattern, both of which are bounded.
 * @throws BrokenPattern
 */
export function compilePattern(source: string, flags: string): Pattern {
  let bits = 0
  for (const flag of flags) {
    const bit = flagsOf()[flag]
    if (bit === undefined) throw new BrokenPattern(`A pattern can have the flags i, m, s and u, not "${flag}".`)
    bits |= bit
  }
  refuseLarge(sizeOf(source))
  const pattern = compile(source, bits)
  const size = pattern.programSize()
  refuseLarge(size)
  const reach = Math.floor(MOST_STEPS / size)
  return {
    reach,
    find(text) {
      if (text.length > reach) return undefined
      const match = pattern.matcher(text)
      if (!match.find()) return undefined
      return Array.from({ length: match.groupCount() + 1 }, (_, group) => match.group(group) ?? null)
    },
  }
}

/** @throws BrokenPattern */
function refuseLarge(size: number): void {
  if (size > LARGEST)
    throw new BrokenPattern(
      `The pattern comes to ${size} steps or more, and ${LARGEST} are the most: a repetition such as {1000} is written out. Leave the numbers out, with * and +, or ask for a part of the text.`,
    )
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
