import { type Path, invalid } from '../../http/problem.ts'

/** What a text has to say: a part of it, or a pattern between slashes. */
export interface Wording {
  /** As it was given. */
  readonly written: string
  readonly isPattern: boolean
  /** What the groups of the pattern found, the whole match first; undefined where it does not fit. */
  readonly find: (text: string) => readonly (string | null)[] | undefined
  /** How many characters a text may have to be looked at: patterns take time. */
  readonly reach: number
}

/** A wording may have so many characters. */
export const LONGEST_WORDING = 1000

const PATTERN = /^\/(.+)\/([a-z]*)$/s

/** @throws Problem `invalid` where what stands between slashes is no pattern */
export async function wordingOf(written: string, path: Path): Promise<Wording> {
  const [, source, flags] = PATTERN.exec(written) ?? []
  if (source === undefined || flags === undefined)
    return {
      written,
      isPattern: false,
      find: (text) => (text.includes(written) ? [written] : undefined),
      reach: Infinity,
    }
  // What reads patterns is large, and most runs never read one.
  const { BrokenPattern, compilePattern } = await import('../../standards/patterns.ts')
  try {
    return { written, isPattern: true, ...compilePattern(source, flags) }
  } catch (error) {
    if (!(error instanceof BrokenPattern)) throw error
    throw invalid(path, error.message)
  }
}
