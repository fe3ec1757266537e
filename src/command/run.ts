import { ConfigError, version } from '../config.ts'
import { didYouMean } from '../core/nearest.ts'
import { explain } from './explain.ts'
import { readWords } from './read-words.ts'
import { usage, usageOf } from './usage.ts'
import type { Shell, Verb } from './verb.ts'
import { UNNAMED, VERBS } from './verbs.ts'

/** How a run of the program ended. */
export interface Ended {
  /** The exit status. */
  status: number
  /** Whether what is open still ends with it. */
  atOnce: boolean
}

/** Does what the words of a command line say. Whatever goes wrong is said on stderr; nothing is thrown. */
export async function run(args: readonly string[], shell: Shell): Promise<Ended> {
  let verb: Verb | undefined
  try {
    verb = verbOf(args)
    const given = readWords(verb ?? UNNAMED, verb ? args.slice(1) : args, shell.environment)
    if (given === 'version') return said(shell, version)
    if (given === 'help') return said(shell, verb ? usageOf(verb) : usage(VERBS, UNNAMED))
    const told = verb ?? UNNAMED
    return { status: await told.run(given, shell), atOnce: told.endsAtOnce ?? false }
  } catch (error) {
    shell.err.write(`${explain(error)}\n`)
    const { failure = 1, endsAtOnce = false } = verb ?? UNNAMED
    const status = error instanceof ConfigError ? error.status : undefined
    return { status: status ?? failure, atOnce: endsAtOnce }
  }
}

/** The verb that is named first; undefined where none is. @throws ConfigError where it is none */
function verbOf([first]: readonly string[]): Verb | undefined {
  if (first === undefined || first.startsWith('-')) return undefined
  const verb = VERBS.find(({ name }) => name === first)
  if (verb) return verb
  const names = VERBS.map(({ name }) => name)
  throw new ConfigError(`There is no verb "${first}". ${didYouMean(first, names)} See textbed --help.`)
}

function said({ out }: Shell, words: string): Ended {
  out.write(`${words}\n`)
  return { status: 0, atOnce: false }
}
