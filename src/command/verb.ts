import type { Options, ValuesOf } from './option.ts'

/** A word that is no option, such as a phone's number. */
export interface Word {
  name: string
  /** Whether it may be left out. */
  optional?: true
  /** Whether all that follow belong to it. */
  rest?: true
}

/** Who started the program, as far as a verb needs them. */
export interface Shell {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly out: NodeJS.WriteStream
  readonly err: NodeJS.WriteStream
}

/** What a verb was given. */
export interface Given<O extends Options> {
  readonly options: ValuesOf<O>
  readonly words: readonly string[]
  /** The names of options that were written, and not taken from elsewhere. */
  readonly flags: ReadonlySet<string>
}

/** What textbed can be told to do: the first word after its name. */
export interface Verb<O extends Options = Options> {
  readonly name: string
  /** What it does, in a sentence. */
  readonly summary: string
  /** What else there is to know, in sentences. */
  readonly description?: string
  readonly words?: readonly Word[]
  /** Whether the first word begins somebody else's command, whose options are its own. */
  readonly takesCommand?: true
  readonly options: O
  /** Lines that one might write. */
  readonly examples: readonly string[]
  /** The exit status where it cannot do what it is told to, 1 unless said. */
  readonly failure?: number
  /** Whether what is open still when it is done ends with it. */
  readonly endsAtOnce?: true
  /** @returns the exit status @throws ConfigError, or an error of the client, whose message is for whoever called */
  run(given: Given<O>, shell: Shell): Promise<number>
}

/** A verb whose `run` is given what its options say. Whoever keeps a table of verbs need not know them. */
export const verb = <const O extends Options>(one: Verb<O>): Verb => one
