import * as Type from 'typebox'
import { didYouMean } from '../core/nearest.ts'
import type { SchemaKeywords } from '../core/schema-keywords.ts'
import { FURTHEST } from '../core/store/kept.ts'
import { type Field, type FieldValues, type Fields, field, readFields } from './field.ts'
import { type Issue, MOST_ISSUES, type Path } from './problem.ts'
import { readDuration } from './duration.ts'

/** What the parameters of textbed's own API can be. They are strict: a control call that is half understood is worse than one refused. */

/** What a text has to be, where there are more such texts than a document could name. */
interface Known {
  is(text: string): boolean
  /** As in "has to be a country of ISO 3166-1". */
  what: string
}

export const text = (
  description: string,
  { min = 0, max = 1000, pattern, known }: { min?: number; max?: number; pattern?: RegExp; known?: Known } = {},
): Field<string> =>
  field(
    Type.String({
      description,
      ...(min > 0 ? { minLength: min } : {}),
      maxLength: max,
      ...(pattern ? { pattern: pattern.source } : {}),
    }),
    (raw, path, issues) => {
      if (typeof raw !== 'string') return refuse(issues, path, `has to be text, not ${describe(raw)}`)
      if (raw.length > max) return refuse(issues, path, `has ${raw.length} characters; ${max} are the most`)
      if (raw.length < min) return refuse(issues, path, 'is empty; leave it out, or say something')
      if (pattern && !pattern.test(raw)) return refuse(issues, path, `has to match ${pattern.source}`)
      if (known && !known.is(raw)) return refuse(issues, path, `has to be ${known.what}, not "${raw}"`)
      return raw
    },
  )

export const number = (
  description: string,
  { min = -Infinity, max = Infinity, whole = false }: { min?: number; max?: number; whole?: boolean } = {},
): Field<number> => {
  const limits = { ...(min > -Infinity ? { minimum: min } : {}), ...(max < Infinity ? { maximum: max } : {}) }
  return field(
    whole ? Type.Integer({ description, ...limits }) : Type.Number({ description, ...limits }),
    (raw, path, issues) => {
      const value = typeof raw === 'string' && DECIMAL.test(raw) ? Number(raw) : raw
      if (typeof value !== 'number' || !Number.isFinite(value) || (whole && !Number.isInteger(value)))
        return refuse(issues, path, `has to be a ${whole ? 'whole ' : ''}number, not ${describe(raw)}`)
      if (value < min || value > max) return refuse(issues, path, `has to be ${rangeOf(min, max)}, not ${value}`)
      return value
    },
  )
}

/** As it stands in an address; JavaScript would take hexadecimal digits and blanks besides. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

const rangeOf = (min: number, max: number): string =>
  max === Infinity ? `at least ${min}` : min === max ? String(min) : `between ${min} and ${max}`

export const choice = <const W extends string>(description: string, words: readonly W[]): Field<W> =>
  field(Type.Unsafe<W>(Type.String({ description, enum: [...words] })), (raw, path, issues) => {
    if (words.includes(raw as W)) return raw as W
    return refuse(
      issues,
      path,
      `has to be one of ${words.join(', ')}, not ${describe(raw)}. ${didYouMean(wordOf(raw), words)}`,
    )
  })

/** An address that can be called over http or https. */
export const webAddress = (description: string): Field<string> =>
  field(Type.String({ description, format: 'uri', maxLength: LONGEST_ADDRESS }), (raw, path, issues) => {
    if (typeof raw === 'string' && raw.length <= LONGEST_ADDRESS && /^https?:\/\//i.test(raw) && URL.canParse(raw))
      return raw
    return refuse(issues, path, `has to be an address such as "http://127.0.0.1:8080/send", not ${describe(raw)}`)
  })

const LONGEST_ADDRESS = 2000

export const yesOrNo = (description: string): Field<boolean> =>
  field(Type.Boolean({ description }), (raw, path, issues) => {
    if (typeof raw === 'boolean') return raw
    if (raw === 'true' || raw === 'false') return raw === 'true'
    return refuse(issues, path, `has to be true or false, not ${describe(raw)}`)
  })

/** Milliseconds, from seconds or an ISO 8601 duration such as `PT1H30M`. */
export const duration = (description: string): Field<number> =>
  field(
    Type.Union([Type.Number({ minimum: 0 }), Type.String()], {
      description: `${description} Seconds, or an ISO 8601 duration such as PT1H30M.`,
    }),
    (raw, path, issues) => {
      const milliseconds = readDuration(raw)
      if (milliseconds === undefined)
        return refuse(
          issues,
          path,
          `has to be seconds or an ISO 8601 duration such as "PT1H30M" or "P1D" that is not negative, not ${describe(raw)}`,
        )
      return milliseconds
    },
  )

/** Milliseconds since 1970, from an ISO 8601 moment or UNIX seconds. */
export const moment = (description: string): Field<number> =>
  field(
    Type.Union([Type.String(), Type.Number()], {
      description: `${description} An ISO 8601 moment such as 2026-01-31T12:00:00Z, or UNIX seconds.`,
    }),
    (raw, path, issues) => {
      const time =
        typeof raw === 'number'
          ? raw * 1000
          : typeof raw === 'string' && ISO_8601.test(raw)
            ? Date.parse(/[zZ]$|[+-]\d\d:?\d\d$|^[\d-]+$/.test(raw) ? raw : `${raw}Z`)
            : NaN
      if (!(time >= 0 && time <= FURTHEST))
        return refuse(
          issues,
          path,
          `has to be a moment such as "2026-01-31T12:00:00Z" or UNIX seconds, not ${describe(raw)}`,
        )
      return Math.round(time)
    },
  )

/** A moment without a time zone is UTC, so that it is the same on every machine. */
const ISO_8601 = /^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([zZ]|[+-]\d\d:?\d\d)?)?$/

export const object = <F extends Fields>(description: string, fields: F): Field<FieldValues<F>> =>
  field(objectSchema(fields, description), (raw, path, issues, call) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      return refuse(issues, path, `has to be an object, not ${describe(raw)}`)
    refuseUnknown(raw, fields, path, issues)
    return readFields(fields, raw as Record<string, unknown>, path, issues, call)
  })

export const list = <T>(
  description: string,
  inner: Field<T>,
  { min = 0, max = 1000 }: { min?: number; max?: number } = {},
): Field<T[]> =>
  field(Type.Array(inner.schema, { description, minItems: min, maxItems: max }), (raw, path, issues, call) => {
    if (!Array.isArray(raw)) return refuse(issues, path, `has to be a list, not ${describe(raw)}`)
    if (raw.length < min || raw.length > max)
      return refuse(issues, path, `has ${raw.length} items; between ${min} and ${max} are possible`)
    return raw.map((item, index) => inner.read(item, [...path, index], issues, call))
  })

/** Values by names that nobody knows beforehand. @param names what a name has to match */
export const mapOf = <T>(
  description: string,
  inner: Field<T>,
  { names, max = 100 }: { names: RegExp; max?: number },
): Field<Record<string, T>> =>
  field(
    Type.Record(Type.String({ pattern: names.source }), inner.schema, {
      description,
      maxProperties: max,
      additionalProperties: false,
    }),
    (raw, path, issues, call) => {
      if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
        return refuse(issues, path, `has to be an object, not ${describe(raw)}`)
      const entries = Object.entries(raw)
      if (entries.length > max) return refuse(issues, path, `has ${entries.length} names; ${max} are the most`)
      return Object.fromEntries(
        entries.map(([name, value]) => {
          if (!names.test(name)) refuse(issues, [...path, name], `has to have a name that matches ${names.source}`)
          return [name, inner.read(value, [...path, name], issues, call)]
        }),
      )
    },
  )

/** One of several objects, told apart by the word in `kind`. */
export const variants = <V extends Record<string, Fields>>(
  description: string,
  kinds: V,
): Field<{ [K in keyof V & string]: { kind: K } & FieldValues<V[K]> }[keyof V & string]> => {
  const words = Object.keys(kinds)
  const schemas = words.map((word) => {
    const inner = objectSchema(kinds[word]!)
    return {
      ...inner,
      properties: { kind: Type.Literal(word), ...inner.properties },
      required: ['kind', ...(inner.required ?? [])],
    }
  })
  return field(Type.Unsafe({ description, oneOf: schemas }), (raw, path, issues, call) => {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      return refuse(issues, path, `has to be an object, not ${describe(raw)}`)
    const { kind, ...rest } = raw as Record<string, unknown>
    const fields = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
    if (!fields)
      return refuse(
        issues,
        [...path, 'kind'],
        `has to be one of ${words.join(', ')}, not ${describe(kind)}. ${didYouMean(wordOf(kind), words)}`,
      )
    refuseUnknown(rest, fields, path, issues)
    return { kind, ...readFields(fields, rest, path, issues, call) } as never
  })
}

/** The same field, which null is good for as well. */
export const orNull = <T>(inner: Field<T>): Field<T | null> => ({
  ...inner,
  schema: Type.Union([inner.schema, Type.Null()]),
  read: (raw, path, issues, call) => (raw === null ? null : inner.read(raw, path, issues, call)),
})

/** Anything at all: what is in it is read elsewhere. */
export const anything = (description: string): Field => field(Type.Unknown({ description }), (raw) => raw)

function objectSchema(fields: Fields, description?: string): SchemaKeywords {
  const properties = Object.fromEntries(Object.entries(fields).map(([name, one]) => [name, one.schema]))
  const required = Object.keys(fields).filter((name) => fields[name]!.required)
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...(description ? { description } : {}),
  }
}

function refuseUnknown(raw: object, fields: Fields, path: Path, issues: Issue[]): void {
  for (const name of Object.keys(raw)) {
    if (issues.length >= MOST_ISSUES) return
    if (!Object.hasOwn(fields, name))
      refuse(
        issues,
        [...path, name],
        `is not known here. ${didYouMean(name, Object.keys(fields)) || 'Nothing more belongs there.'}`,
      )
  }
}

function refuse(issues: Issue[], path: Path, message: string): never {
  issues.push({ path, rule: 'invalid', message: `"${path.join('.')}" ${message}.`.replace(/([?.])\.$/, '$1') })
  return undefined as never
}

/** What was given, for looking up what was meant. An object may hold a `toString` of its own. */
const wordOf = (value: unknown): string => (typeof value === 'string' ? value : describe(value))

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const shown = JSON.stringify(value) ?? typeof value
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}
