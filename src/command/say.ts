import { toggle } from './option.ts'
import type { Shell } from './verb.ts'

/** How an answer is shown. */
export const sayOptions = {
  json: toggle('Says the answer as JSON, in one line'),
  quiet: toggle('Says nothing: the exit status tells', { short: 'q' }),
  verbose: toggle('Says all of the answer, as JSON in many lines', { short: 'v' }),
}

interface How {
  json: boolean
  quiet: boolean
  verbose: boolean
}

/** Says an answer as it is wanted. @param words what is said of it to people, a line each */
export function say({ out }: Shell, { json, quiet, verbose }: How, answer: unknown, words: readonly string[]): void {
  if (quiet) return
  if (json) out.write(`${JSON.stringify(answer)}\n`)
  else if (verbose) out.write(`${JSON.stringify(answer, null, 2)}\n`)
  else if (words.length > 0) out.write(`${words.join('\n')}\n`)
}

/** A text in a line. */
export const textLine = (from: string | null, to: string | null, text = ''): string =>
  `${from ?? 'nobody'} -> ${to ?? 'nobody'} ${JSON.stringify(text)}`
