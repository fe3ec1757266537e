import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import { parseJson } from '../../../http/body.ts'
import type { Field } from '../../../http/field.ts'
import { parseDay, parseFilterTime, type Span } from './time.ts'

/** Says that a value will not do; the parameter's name goes before the sentence. */
type Refuse = (sentence: string) => undefined

/** A field as Plivo reads it: left out, null (as Ruby sends it) and '' (as .NET sends it) all mean that it is not there. */
function read<T>(schema: TSchema, take: (raw: unknown, refuse: Refuse) => T | undefined): Field<T> {
  return {
    schema,
    required: true,
    read(raw, path, issues) {
      const name = path.join('.')
      if (isAbsent(raw)) {
        issues.push({ path, rule: 'required', message: `${name} parameter not present` })
        return undefined as T
      }
      return take(raw, (sentence) => void issues.push({ path, rule: 'invalid', message: `${name} ${sentence}` })) as T
    },
  }
}

export const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null || raw === ''

export function optional<T>(inner: Field<T>): Field<T | undefined> {
  return {
    ...inner,
    required: false,
    read: (raw, path, issues, call) => (isAbsent(raw) ? undefined : inner.read(raw, path, issues, call)),
  }
}

export function withDefault<T extends string | number | boolean>(inner: Field<T>, value: T): Field<T> {
  return {
    ...inner,
    schema: { ...inner.schema, default: value },
    required: false,
    read: (raw, path, issues, call) => (isAbsent(raw) ? value : inner.read(raw, path, issues, call)),
  }
}

/** A field that can be emptied: null and '' say so, left out says nothing. */
export function clearable<T>(inner: Field<T>): Field<T | null | undefined> {
  return {
    ...inner,
    required: false,
    read(raw, path, issues, call) {
      if (raw === undefined) return undefined
      return isAbsent(raw) ? null : inner.read(raw, path, issues, call)
    },
  }
}

export const text = (maxLength = 4096): Field<string> =>
  read(Type.String({ maxLength }), (raw, refuse) => {
    if (typeof raw !== 'string') return refuse('should be a string.')
    return raw.length <= maxLength ? raw : refuse(`should be at most ${maxLength} characters long.`)
  })

/** Text, for which old clients send JSON numbers. */
export const numberText = (maxLength: number): Field<string> => {
  const inner = text(maxLength)
  return {
    ...inner,
    read: (raw, path, issues, call) => inner.read(Number.isSafeInteger(raw) ? String(raw) : raw, path, issues, call),
  }
}

/** A phone number; its spelling takes no part. */
export const phone = (): Field<string> => {
  const inner = numberText(64)
  return {
    ...inner,
    read: (raw, path, issues, call) => {
      const value = inner.read(raw, path, issues, call) as string | undefined
      return (value === undefined ? value : plainNumber(value)) as string
    },
  }
}

/** A number without the signs that people put into it. */
export const plainNumber = (written: string): string =>
  PLAIN.test(written) ? written : written.replace(/[-+.()\s]/g, '')

const PLAIN = /^[0-9A-Za-z]*$/

export const integer = (minimum: number, maximum = Number.MAX_SAFE_INTEGER): Field<number> =>
  read(Type.Integer(maximum === Number.MAX_SAFE_INTEGER ? { minimum } : { minimum, maximum }), (raw, refuse) => {
    const value = typeof raw === 'string' && /^[+-]?\d{1,15}$/.test(raw.trim()) ? Number(raw) : raw
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return refuse('should be an integer.')
    if (value < minimum) return refuse(`should be at least ${minimum}.`)
    return value <= maximum ? value : refuse(`should be at most ${maximum}.`)
  })

export const boolean = (): Field<boolean> =>
  read(Type.Boolean(), (raw, refuse) => {
    if (typeof raw === 'boolean') return raw
    const word = typeof raw === 'string' ? raw.toLowerCase() : ''
    return word === 'true' ? true : word === 'false' ? false : refuse('should be true or false.')
  })

export const oneOf = <const T extends string>(values: readonly T[]): Field<T> =>
  read(Type.Unsafe<T>({ type: 'string', enum: [...values] }), (raw, refuse) =>
    (values as readonly unknown[]).includes(raw)
      ? (raw as T)
      : refuse(`should be one of ${values.filter((value) => value !== '').join(', ')}.`),
  )

/** Two letters of a country, as capitals. */
export const country = (): Field<string> =>
  read(Type.String({ minLength: 2, maxLength: 2 }), (raw, refuse) =>
    typeof raw === 'string' && /^[A-Za-z]{2}$/.test(raw) ? raw.toUpperCase() : refuse('should be two letters.'),
  )

export const METHODS = ['GET', 'POST'] as const
export type WebhookMethod = (typeof METHODS)[number]

/** How an address is to be called. */
export const webhookMethod = (): Field<WebhookMethod> => inCapitals(oneOf(METHODS))

/** The same words, in any case. */
export const inCapitals = <T>(inner: Field<T>): Field<T> => ({
  ...inner,
  read: (raw, path, issues, call) => inner.read(typeof raw === 'string' ? raw.toUpperCase() : raw, path, issues, call),
})

export const inAnyCase = <T>(inner: Field<T>): Field<T> => ({
  ...inner,
  read: (raw, path, issues, call) => inner.read(typeof raw === 'string' ? raw.toLowerCase() : raw, path, issues, call),
})

export const webAddress = (): Field<string> =>
  read(Type.String({ format: 'uri', maxLength: 2048 }), (raw, refuse) =>
    isWebAddress(raw) ? raw : refuse('is not a valid URL.'),
  )

export const isWebAddress = (raw: unknown): raw is string =>
  typeof raw === 'string' && raw.length <= 2048 && /^https?:\/\//i.test(raw) && URL.canParse(raw)

export const isUuid = (written: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(written)

/** A list of texts; a form sends it as JSON, joined by commas where every part is one of them, or one value as it is. */
export const texts = (maxItems: number, isOne: (part: string) => boolean): Field<string[]> =>
  read(Type.Array(Type.String(), { maxItems }), (raw, refuse) => {
    const values = typeof raw === 'string' ? (tryJson(raw) ?? parted(raw, maxItems, isOne)) : raw
    if (!Array.isArray(values) || !values.every((value) => typeof value === 'string'))
      return refuse('should be a list of strings.')
    return values.length <= maxItems ? values : refuse(`should have at most ${maxItems} entries.`)
  })

/** The parts of a text that is joined by commas; an address may have a comma of its own. */
function parted(joined: string, maxItems: number, isOne: (part: string) => boolean): string[] {
  const parts = joined.split(',', maxItems + 1).map((part) => part.trim())
  return parts.every(isOne) ? parts : [joined]
}

/** An object; a form sends it as JSON. */
export const object = (): Field<Record<string, unknown>> =>
  read(Type.Record(Type.String(), Type.Unknown()), (raw, refuse) => {
    const value = typeof raw === 'string' ? tryJson(raw) : raw
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('should be an object.')
    return isLong(value) ? refuse(TOO_LONG) : (value as Record<string, unknown>)
  })

/** A list of objects; a form sends it as JSON. */
export const objects = (maxItems: number): Field<Record<string, unknown>[]> =>
  read(Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems }), (raw, refuse) => {
    const values = typeof raw === 'string' ? tryJson(raw) : raw
    if (
      !Array.isArray(values) ||
      !values.every((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
    )
      return refuse('should be a list of objects.')
    if (values.length > maxItems) return refuse(`should have at most ${maxItems} entries.`)
    return isLong(values) ? refuse(TOO_LONG) : (values as Record<string, unknown>[])
  })

/** A moment, or the whole minute or second of it where it is written no finer. */
export const time = (): Field<Span> =>
  read(Type.String({ examples: ['2026-01-31 09:30', '2026-01-31 09:30:15.250000'] }), (raw, refuse) => {
    const span = typeof raw === 'string' ? parseFilterTime(raw) : undefined
    return span ?? refuse('should be in the format YYYY-MM-DD HH:MM[:ss[.uuuuuu]].')
  })

/** A whole day. */
export const day = (): Field<Span> =>
  read(Type.String({ format: 'date' }), (raw, refuse) => {
    const span = typeof raw === 'string' ? parseDay(raw) : undefined
    return span ?? refuse('should be in the format YYYY-MM-DD.')
  })

/** Words of a list joined by commas, in any case and with blanks around them. */
export const words = <const T extends string>(values: readonly T[]): Field<T[]> =>
  read(Type.String({ examples: [values.join(',')] }), (raw, refuse) => {
    const given =
      typeof raw === 'string' ? raw.split(',', values.length + 1).map((word) => word.trim().toLowerCase()) : []
    return given.length > 0 && given.every((word) => (values as readonly string[]).includes(word))
      ? (given as T[])
      : refuse(`should be one or more of ${values.join(', ')}, joined by commas.`)
  })

/** A text that is JSON as its value, within the bounds of any JSON; undefined where it is none. */
function tryJson(value: string): unknown {
  if (value.length > LONGEST_JSON || !/^\s*[[{]/.test(value)) return undefined
  try {
    return parseJson(value)
  } catch {
    return undefined
  }
}

/** More than this many characters of JSON are nobody's template. */
const LONGEST_JSON = 100_000
const TOO_LONG = `should be at most ${LONGEST_JSON} characters long, as JSON.`
const isLong = (value: unknown): boolean => JSON.stringify(value).length > LONGEST_JSON
