import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import { type Field, type FieldValues, type Fields, field, readFields } from '../../../http/field.ts'
import type { Issue, Path } from '../../../http/problem.ts'
import { nullable, oneOf } from './schemas.ts'

/** A field that has to be there. Null counts as not given: the clients leave out what is null, hand-made calls may not. */
function given<T>(schema: TSchema, read: Field<T>['read']): Field<T> {
  return field(schema, (raw, path, issues, call) =>
    raw === null ? refuse(path, 'required', issues) : read(raw, path, issues, call),
  )
}

/** Notes what is wrong. It does return, but a value with an issue is never used. */
export function refuse(path: Path, rule: string, issues: Issue[], message?: string): never {
  issues.push({ path, rule, message })
  return undefined as never
}

/** The same field, which may be left out or be null. */
export const maybe = <T>(inner: Field<T>): Field<T | undefined> => ({
  ...inner,
  required: false,
  read: (raw, path, issues, call) =>
    raw === undefined || raw === null ? undefined : inner.read(raw, path, issues, call),
})

/** The same field, for which an empty text counts as left out too: forms send fields that nobody filled in. */
export const unlessBlank = <T>(inner: Field<T>): Field<T | undefined> => ({
  ...inner,
  required: false,
  read: (raw, path, issues, call) =>
    raw === undefined || raw === null || raw === '' ? undefined : inner.read(raw, path, issues, call),
})

/** The same field, with a value for where it is left out or null. */
export const orElse = <T>(inner: Field<T>, value: T): Field<T> => ({
  ...inner,
  schema: { ...inner.schema, default: value },
  required: false,
  read: (raw, path, issues, call) => (raw === undefined || raw === null ? value : inner.read(raw, path, issues, call)),
})

/** The same field, which may be left out, and is cleared by null (an empty text, where the call is form-encoded). */
export const clearable = <T>(inner: Field<T>): Field<T | null | undefined> => ({
  ...inner,
  schema: nullable(inner.schema),
  required: false,
  read: (raw, path, issues, call) =>
    raw === undefined ? undefined : raw === null || raw === '' ? null : inner.read(raw, path, issues, call),
})

/** The longest text, in UTF-16 code units, where the documents name no other: five hundred of a kind still fit a page. */
const LONGEST_TEXT = 8192

/** Text. A number in a JSON body is taken for its digits. */
export const text = (description?: string, longest = LONGEST_TEXT): Field<string> =>
  given(
    Type.String({ maxLength: longest, ...(description === undefined ? {} : { description }) }),
    (raw, path, issues) => {
      const value = textOf(raw)
      if (value === undefined) return refuse(path, 'string', issues)
      return value.length > longest ? refuse(path, 'too_long', issues, tooLong(longest)) : value
    },
  )

/** Text that says something. */
const filled = (description?: string, longest = LONGEST_TEXT): Field<string> => {
  const inner = text(description, longest)
  return {
    ...inner,
    schema: { ...inner.schema, minLength: 1 },
    read(raw, path, issues, call) {
      const value = inner.read(raw, path, issues, call)
      return value?.trim() === '' ? refuse(path, 'required', issues) : value
    },
  }
}

/** The name or number of something. Lists are sorted by them, and a marker holds one: it has to fit into an address. */
export const label = (description?: string, longest = 1000): Field<string> => filled(description, longest)

const tooLong = (longest: number): string => `must not be longer than ${longest} characters`

/** The ID of another object. Whether there is such an object is for the handler to see. */
export const idField = (of: string, description = `ID of the ${of}.`): Field<string> => filled(description)

export const textOf = (raw: unknown): string | undefined =>
  typeof raw === 'string' ? raw : typeof raw === 'number' && Number.isFinite(raw) ? String(raw) : undefined

/** "Boolean parameters: 1 or true, 0 or false"; the .NET client writes them with a capital letter. */
const TRUTH = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  ['True', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
  ['False', false],
])

export const truthOf = (raw: unknown): boolean | undefined => TRUTH.get(raw)

export const boolean = (description?: string): Field<boolean> =>
  given(
    Type.Boolean(description === undefined ? {} : { description }),
    (raw, path, issues) => truthOf(raw) ?? refuse(path, 'boolean', issues),
  )

export function numberOf(raw: unknown): number | undefined {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : undefined
  return typeof raw === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(raw) ? Number(raw) : undefined
}

export const integer = ({
  min = Number.MIN_SAFE_INTEGER,
  max = Number.MAX_SAFE_INTEGER,
  description,
}: { min?: number; max?: number; description?: string } = {}): Field<number> =>
  given(
    Type.Integer({
      ...(min === Number.MIN_SAFE_INTEGER ? {} : { minimum: min }),
      ...(max === Number.MAX_SAFE_INTEGER ? {} : { maximum: max }),
      ...(description === undefined ? {} : { description }),
    }),
    (raw, path, issues) => {
      const value = numberOf(raw)
      if (value === undefined || !Number.isSafeInteger(value)) return refuse(path, 'integer', issues)
      if (value < min) return refuse(path, 'minimum', issues, `must be at least ${min}`)
      return value > max ? refuse(path, 'maximum', issues, `must be at most ${max}`) : value
    },
  )

export const choice = <const V extends readonly string[]>(values: V, description?: string): Field<V[number]> => {
  const known = new Set<string>(values)
  return given({ ...oneOf(values), ...(description === undefined ? {} : { description }) }, (raw, path, issues) =>
    typeof raw === 'string' && known.has(raw)
      ? raw
      : refuse(path, 'choice', issues, `must be one of: ${values.join(', ')}`),
  )
}

/** One of a few numbers. */
export const numberChoice = (values: readonly number[], description: string): Field<number> =>
  given(Type.Unsafe<number>({ type: 'integer', enum: [...values], description }), (raw, path, issues) => {
    const value = numberOf(raw)
    return value !== undefined && values.includes(value)
      ? value
      : refuse(path, 'choice', issues, `must be one of: ${values.join(', ')}`)
  })

/** A list. Form bodies write `name[0]=…`; PHP writes an empty one as nothing or as an empty text. */
export const list = <T>(
  item: Field<T>,
  { min = 0, max, description }: { min?: number; max?: number; description?: string } = {},
): Field<T[]> =>
  given(
    Type.Array(item.schema, {
      ...(min === 0 ? {} : { minItems: min }),
      ...(max === undefined ? {} : { maxItems: max }),
      ...(description === undefined ? {} : { description }),
    }),
    (raw, path, issues, call) => {
      const items = raw === '' ? [] : Array.isArray(raw) ? raw : isIndexed(raw) ? Object.values(raw) : undefined
      if (!items) return refuse(path, 'list', issues)
      if (items.length < min) return refuse(path, 'required', issues)
      if (max !== undefined && items.length > max)
        return refuse(path, 'too_many', issues, `must not have more than ${max} entries`)
      return items.map((one, index) => item.read(one, [...path, index], issues, call))
    },
  )

const isIndexed = (raw: unknown): raw is Record<string, unknown> =>
  isObject(raw) && Object.keys(raw).every((name) => /^\d+$/.test(name))

/** An object with attributes of its own; what it does not know is ignored. */
export const object = <F extends Fields>(fields: F, description: string): Field<FieldValues<F>> =>
  given(
    Type.Object(
      Object.fromEntries(
        Object.entries(fields).map(([name, one]) => [name, one.required ? one.schema : Type.Optional(one.schema)]),
      ),
      { description },
    ),
    (raw, path, issues, call) => {
      const value = objectOf(raw)
      return value ? readFields(fields, value, path, issues, call) : refuse(path, 'object', issues)
    },
  )

/** An object that is kept as it came. */
export const anyObject = (description: string): Field<Record<string, unknown>> =>
  given(Type.Object({}, { additionalProperties: true, description }), (raw, path, issues) => {
    const value = objectOf(raw)
    if (!value) return refuse(path, 'object', issues)
    return JSON.stringify(value).length > LARGEST_OBJECT
      ? refuse(path, 'too_long', issues, `must not take more than ${LARGEST_OBJECT} characters of JSON`)
      : value
  })

const LARGEST_OBJECT = 65_536

/** An object; PHP's JSON has `[]` for an empty one. */
export function objectOf(raw: unknown): Record<string, unknown> | undefined {
  if (isObject(raw)) return raw
  return (Array.isArray(raw) && raw.length === 0) || raw === '' ? {} : undefined
}

export const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** The address of a page on the web. */
export const webAddress = (description: string): Field<string> =>
  given(Type.String({ format: 'uri', maxLength: LONGEST_TEXT, description }), (raw, path, issues) => {
    if (typeof raw !== 'string') return refuse(path, 'string', issues)
    if (raw.length > LONGEST_TEXT) return refuse(path, 'too_long', issues, tooLong(LONGEST_TEXT))
    return isWebAddress(raw) ? raw : refuse(path, 'url', issues)
  })

const isWebAddress = (value: string): boolean => /^https?:\/\//i.test(value) && URL.canParse(value)
