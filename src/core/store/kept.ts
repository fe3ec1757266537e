import type { Static, TProperties, TSchema, TUnion, TUnsafe } from 'typebox'
import * as Type from 'typebox'
import type { JsonObject } from '../json.ts'

// The words in which rows are described, for `defineCollection`. A row's type comes from its description, and snapshots
// and kept files are read by it; nothing of it runs while a call is served.

/** Counts up to here stay exact, however much is added to them. */
export const HIGHEST = 1_000_000_000_000_000

/** The first and the last moment that can be written with a year of four digits, milliseconds since 1970. */
const EARLIEST = -62_167_219_200_000
export const FURTHEST = Date.UTC(10_000, 0, 1) - 1

/** What happens at the last moment of all has results a day later. */
const SLACK = 86_400_000

const moment = (perMillisecond: number, what: string) =>
  Type.Integer({
    minimum: EARLIEST * perMillisecond,
    maximum: (FURTHEST + SLACK) * perMillisecond,
    description: what,
  })

export const text = Type.String()
export const boolean = Type.Boolean()
export const number = Type.Number()
/** 0, 1, 2… */
export const count = Type.Integer({ minimum: 0, maximum: HIGHEST })
/** Virtual milliseconds since 1970; the same in seconds, and in microseconds. */
export const time = moment(1, 'milliseconds since 1970')
export const seconds = moment(1 / 1000, 'seconds since 1970')
export const micros = moment(1000, 'microseconds since 1970')
/** When something is due that may be put off as long as there is time. */
export const due = Type.Integer({ minimum: EARLIEST, maximum: 2 * FURTHEST })
/** A length of time, milliseconds. */
export const duration = Type.Integer({ minimum: 0, maximum: FURTHEST })
/** Anything that JSON can say, kept as it was given, but no deeper than it can be written again. */
export const json = Type.Unknown({ depth: 100 })
export const jsonObject = Type.Unsafe<JsonObject>(Type.Object({}, { additionalProperties: json }))

/** The same in a form that no schema here says; `wrongWith` has to. */
export const jsonObjectAs = <T extends object>() => Type.Unsafe<T>(jsonObject)

/** An id that names a row of this collection, which is there as long as the row that names it. */
export const idOf = (collection: string) => Type.String({ refersTo: collection })

/** The name of a provider that this simulator has. */
export const provider = idOf('providers')

/** A UUID as chance gives it out. */
export const uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

/** Two letters of ISO 3166-1. */
export const country = Type.String({ pattern: '^[A-Z]{2}$' })

/** An address that can be called over http or https. */
export const webAddress = Type.String({ format: 'web-address' })

/** What a header field can say. */
export const headerValue = Type.String({ pattern: '^[\\t\\x20-\\x7e\\x80-\\xff]*$' })

/** Header fields that a request can carry. */
export const headers = Type.Unsafe<Record<string, string>>(
  Type.Record(Type.String({ pattern: "^[\\w!#$%&'*+.^`|~-]+$" }), headerValue, { additionalProperties: false }),
)

/** What a request asks to be done with what is at an address. */
export const method = Type.String({ pattern: '^[A-Z][A-Z-]*$' })

/** Three letters of ISO 639-3. */
export const language = Type.String({ format: 'language' })

/** A name in the TZ database, so that what is due by local time can be due. */
export const timeZone = Type.String({ format: 'time-zone' })

/** Text of a certain form. */
export const written = (pattern: RegExp) => Type.String({ pattern: pattern.source })

export const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

export const oneOf = <const W extends readonly string[]>(words: W): TUnsafe<W[number]> =>
  Type.Unsafe<W[number]>(Type.Union(words.map((word) => Type.Literal(word))))

export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** May be left out; beside fields that always have a value, for what few rows have. */
export const optional = <S extends TSchema>(schema: S) => Type.Optional(schema)

export const listOf = <S extends TSchema>(
  schema: S,
  { least = 0 }: { least?: number } = {},
): TUnsafe<readonly Static<S>[]> => Type.Unsafe<readonly Static<S>[]>(Type.Array(schema, { minItems: least }))

/** Any name at all, line breaks included. */
const anyName = Type.String({ pattern: '^[\\s\\S]*$' })

/**
 * Values by names that nobody knows beforehand. A record, because TypeBox compiles `additionalProperties` within
 * `additionalProperties` to a check that asks for the wrong name.
 */
export const mapOf = <S extends TSchema>(schema: S): TUnsafe<Readonly<Record<string, Static<S>>>> =>
  Type.Unsafe<Readonly<Record<string, Static<S>>>>(Type.Record(anyName, schema))

/** These names and no others. */
export const object = <P extends TProperties>(fields: P) => Type.Object(fields, { additionalProperties: false })

/** One of several. */
export const either = <S extends TSchema[]>(...schemas: [...S]): TUnion<S> => Type.Union(schemas)

/** Always this. */
export const always = <T extends string | number | boolean>(value: T) => Type.Literal(value)
