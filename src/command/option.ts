import { ConfigError } from '../config.ts'
import { didYouMean } from '../core/nearest.ts'

/** One option of a verb: what it is for, what else may stand for it, and how what was written is read. */
export interface Option<T = unknown> {
  readonly summary: string
  /** The variable of the environment that is taken where the option is not given. */
  readonly variable?: string
  /** The letter that is as good as the name. */
  readonly short?: string
  /** A value that one might give. */
  readonly example: string
  /** As it would be written; without one, the option has no value unless given. */
  readonly default?: string
  /** Whether it is given without a value. */
  readonly isSwitch?: true
  /** @throws ConfigError in a sentence that says what is possible */
  read(written: string, name: string): T
}

export type Options = Readonly<Record<string, Option>>

/** What was given, by the names of the options. */
export type ValuesOf<O extends Options> = {
  readonly [N in keyof O]: ReturnType<O[N]['read']> | (O[N] extends { default: string } ? never : undefined)
}

interface Told {
  variable?: string
  short?: string
  example?: string
}

export const text = (summary: string, told: Told & { example: string }): Option<string> => ({
  ...told,
  summary,
  read: (written) => written,
})

/** Several texts, separated by commas. */
export const list = (summary: string, told: Told & { example: string }): Option<string[]> => ({
  ...told,
  summary,
  read: (written) =>
    written
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
})

export const choice = <const W extends string>(summary: string, words: readonly W[], told: Told = {}): Option<W> => ({
  example: words[0]!,
  ...told,
  summary,
  read(written, name) {
    const word = words.find((one) => one === written)
    if (word !== undefined) return word
    throw new ConfigError(
      `The option ${name} has to be one of ${words.join(', ')}, not "${written}". ${didYouMean(written, words)}`,
    )
  },
})

export const port = (summary: string, told: Told = {}): Option<number> => ({
  example: '8398',
  ...told,
  summary,
  read(written) {
    const number = /^\d{1,5}$/.test(written) ? Number(written) : NaN
    if (number <= 65_535) return number
    throw new ConfigError(`The port has to be a number from 0 to 65535, not "${written}".`)
  },
})

/** No less than nothing. */
export const number = (summary: string, told: Told & { example: string }): Option<number> => ({
  ...told,
  summary,
  read(written, name) {
    if (/^\d{1,15}(\.\d{1,9})?$/.test(written)) return Number(written)
    throw new ConfigError(`The option ${name} has to be a number such as ${told.example}, not "${written}".`)
  },
})

/** A length of time: ISO 8601, which textbed reads, or seconds. */
export const duration = (summary: string, told: Told = {}): Option<number | string> => ({
  example: 'PT1H',
  ...told,
  summary,
  read: (written) => (/^\d+(\.\d+)?$/.test(written) ? Number(written) : written),
})

export const toggle = (summary: string, { short }: { short?: string } = {}): Option<boolean> & { default: string } => ({
  summary,
  ...(short && { short }),
  example: '',
  default: '',
  isSwitch: true,
  read: (written) => written !== '',
})

export const withDefault = <T>(option: Option<T>, written: string): Option<T> & { default: string } => ({
  ...option,
  default: written,
})
