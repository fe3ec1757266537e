import type { Conversion } from '../convert.ts'
import { type Call, ErrorValue, type Value } from '../values.ts'

/** One value that a function takes, or all that are left. */
export interface Parameter<out T> {
  /** Reads what it takes from its place on. */
  readonly read: (values: readonly Value[], nth: number, call: Call) => T | ErrorValue
  /** It may be left out. */
  readonly isOptional?: boolean
  /** It takes all that are left. */
  readonly isRest?: boolean
  /** It takes errors as it takes other values. */
  readonly isLenient?: boolean
}

export const needs = <T>(read: Conversion<T>): Parameter<T> => ({
  read: (values, nth, call) => read(values[nth]!, call),
})

export const mayHave = <T>(read: Conversion<T>, otherwise: T): Parameter<T> => ({
  read: (values, nth, call) => (values[nth] === undefined ? otherwise : read(values[nth], call)),
  isOptional: true,
})

/** Reads all that are left. */
export const each = <T>(read: Conversion<T>): Parameter<readonly T[]> => ({
  read: (values, nth, call) => {
    const all: T[] = []
    for (const value of values.slice(nth)) {
      const one = read(value, call)
      if (one instanceof ErrorValue) return one
      all.push(one)
    }
    return all
  },
  isRest: true,
})

/** Whatever it is, errors included. */
export const anything: Parameter<Value> = { read: (values, nth) => values[nth]!, isLenient: true }

export const allThings: Parameter<readonly Value[]> = {
  read: (values, nth) => values.slice(nth),
  isRest: true,
  isLenient: true,
}

type Sound = Exclude<Value, ErrorValue>

/** A value as it is, if it is one. */
export const asItIs: Conversion<Sound> = (value) => value

interface Definition<P extends Readonly<Record<string, Parameter<unknown>>>> {
  /** In their order, by the names that documents have for them. */
  readonly takes: P
  /** How many of the last there have to be, if it takes all that are left. */
  readonly least?: number
  /** Units of work that it takes, whatever it is given. */
  readonly cost?: number
  /** What it answers, in a sentence or two. */
  readonly says: string
  /** Templates and what they come to; null for an error. */
  readonly examples: Readonly<Record<string, string | null>>
  readonly run: (values: { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never }, call: Call) => Value
}

/** A function as the table of functions has it. */
export interface Defined {
  /** As documents write them: `text, index [, delimiters]`. */
  readonly parameters: string
  readonly says: string
  readonly examples: Readonly<Record<string, string | null>>
  readonly run: (values: readonly Value[], call: Call) => Value
}

export function define<P extends Readonly<Record<string, Parameter<unknown>>>>(definition: Definition<P>): Defined {
  const { takes, says, examples, least = 0, cost = 1 } = definition
  const parameters = Object.entries(takes)
  const needed = parameters.filter(([, { isOptional, isRest }]) => !isOptional && !isRest).length + least
  const most = parameters.some(([, { isRest }]) => isRest) ? Number.POSITIVE_INFINITY : parameters.length
  return {
    parameters: written(parameters),
    says,
    examples,
    run: (values, call) => {
      const wrong = countWrong(values.length, needed, most)
      if (wrong) return wrong
      call.budget.spend(cost)
      for (const value of values) if (typeof value === 'string') call.budget.spendText(value.length)
      const read: Record<string, unknown> = {}
      for (const [nth, [name, parameter]] of parameters.entries()) {
        const value = parameter.read(values, nth, call)
        if (value instanceof ErrorValue && !parameter.isLenient) return value
        read[name] = value
      }
      return definition.run(read as Parameters<typeof definition.run>[0], call)
    },
  }
}

const written = (parameters: readonly [string, Parameter<unknown>][]): string =>
  parameters
    .map(([name, { isOptional, isRest }], nth) => {
      const comma = nth === 0 ? '' : ', '
      return isRest ? `${comma}${name}…` : isOptional ? ` [${comma}${name}]` : `${comma}${name}`
    })
    .join('')
    .trim()

/** Why a function cannot take so many values; undefined where it can. */
export function countWrong(count: number, least: number, most: number): ErrorValue | undefined {
  if (count >= least && count <= most) return undefined
  const needed =
    least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `at least ${least}` : `${least} to ${most}`
  return new ErrorValue(`need ${needed} argument(s), got ${count}`)
}
