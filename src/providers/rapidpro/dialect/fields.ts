import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Field } from '../../../http/field.ts'
import type { Issue, Path } from '../../../http/problem.ts'
import type { RapidproCall } from './caller.ts'
import { LIMITS } from './limits.ts'
import { integerOf, strip, textOf } from './python.ts'
import { isLanguage } from '../../../standards/languages.ts'
import { SENTENCES } from './sentences.ts'

/** A value of a body, read as Django REST framework reads it; some have to look into the caller's workspace. */
export interface BodyField<T> extends Field<T> {
  /** How forms write it where it is not one value: repeated or `name[0]`, or `name.key`. */
  readonly form: 'value' | 'list' | 'object' | 'file'
  readonly nullable?: boolean
  /** Whether empty text counts as null. */
  readonly emptyIsNull?: boolean
  /** Whether empty text is a value of its own. */
  readonly blank?: boolean
  read(raw: unknown, path: Path, issues: Issue[], call: RapidproCall): T
}

export type BodyFields = Readonly<Record<string, BodyField<unknown>>>

export type Read<T> = (raw: unknown, path: Path, issues: Issue[], call: RapidproCall) => T

/** A required value from its schema and its reading; null is refused. */
export function value<T>(schema: TSchema, read: Read<T>, form: BodyField<T>['form'] = 'value'): BodyField<T> {
  return {
    schema,
    required: true,
    form,
    read(raw, path, issues, call) {
      if (raw === undefined) return refuse(issues, path, SENTENCES.required)
      if (raw === null) return refuse(issues, path, SENTENCES.null)
      return read(raw, path, issues, call)
    },
  }
}

/** Adds an issue; the value is then used by nobody. */
export function refuse(issues: Issue[], path: Path, message: string): never {
  issues.push({ path, rule: 'invalid', message })
  return undefined as never
}

export const optional = <T>(inner: BodyField<T>): BodyField<T | undefined> => ({
  ...inner,
  required: false,
  read: (raw, path, issues, call) => (raw === undefined ? undefined : inner.read(raw, path, issues, call)),
})

export const nullable = <T>(inner: BodyField<T>): BodyField<T | null> => ({
  ...inner,
  nullable: true,
  schema: Type.Union([inner.schema, Type.Null()]),
  read: (raw, path, issues, call) =>
    raw === null || (raw === '' && inner.emptyIsNull) ? null : inner.read(raw, path, issues, call),
})

interface TextLimits {
  max?: number
  min?: number
  /** Whether nothing but blanks will do. */
  blank?: boolean
}

/** Text, trimmed; numbers become text. */
export function text({ max, min, blank = false }: TextLimits = {}): BodyField<string> {
  const schema = Type.String({
    ...(max !== undefined && { maxLength: max }),
    ...(min !== undefined && { minLength: min }),
  })
  const inner = value(schema, (raw, path, issues) => {
    if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'bigint')
      return refuse(issues, path, SENTENCES.notString)
    const given = strip(textOf(raw))
    if (given === '') return blank ? '' : refuse(issues, path, SENTENCES.blank)
    if (isLongerThan(max, given)) refuse(issues, path, SENTENCES.tooLong(max!))
    if (min !== undefined && given.length < 2 * min && lengthOf(given) < min)
      refuse(issues, path, SENTENCES.tooShort(min))
    refuseCharacters(given, path, issues)
    return given
  })
  return { ...inner, blank }
}

/** What no text of the platform may hold: NUL, and halves of surrogate pairs. */
export function refuseCharacters(given: string, path: Path, issues: Issue[]): void {
  if (given.includes('\0')) refuse(issues, path, SENTENCES.nulCharacter)
  const half = LONE_SURROGATE.exec(given)
  if (half) refuse(issues, path, SENTENCES.surrogate(half[0]))
}

/** Half of a pair, which JSON can escape but UTF-8 cannot hold. */
const LONE_SURROGATE = /\p{Surrogate}/u

/** Whether a text has more characters than it may, without counting where its code units are few enough. */
export const isLongerThan = (max: number | undefined, given: string): boolean =>
  max !== undefined && given.length > max && lengthOf(given) > max

/** Python counts characters, not UTF-16 code units. */
function lengthOf(given: string): number {
  let length = 0
  for (const _ of given) length++
  return length
}

export function integer({ max, min }: { max?: number; min?: number } = {}): BodyField<number> {
  const schema = Type.Integer({
    ...(max !== undefined && { maximum: max }),
    ...(min !== undefined && { minimum: min }),
  })
  return value(schema, (raw, path, issues) => {
    // A point with nothing but noughts behind it is passed over, as Django REST framework does.
    const given = WRITTEN.has(typeof raw) ? integerOf(textOf(raw).replace(/\.0*\s*$/, '')) : undefined
    if (given === undefined) return refuse(issues, path, SENTENCES.notInteger)
    if (max !== undefined && given > max) refuse(issues, path, SENTENCES.tooGreat(max))
    if (min !== undefined && given < min) refuse(issues, path, SENTENCES.tooSmall(min))
    return given
  })
}

const WRITTEN = new Set(['string', 'number', 'bigint'])

const TRUE = new Set(['t', 'y', 'yes', 'true', 'on', '1'])
const FALSE = new Set(['f', 'n', 'no', 'false', 'off', '0'])

export const boolean = (): BodyField<boolean> =>
  value(Type.Boolean(), (raw, path, issues) => {
    const word = isObject(raw) || Array.isArray(raw) ? '' : String(raw).trim().toLowerCase()
    if (TRUE.has(word)) return true
    return FALSE.has(word) ? false : refuse(issues, path, SENTENCES.notBoolean)
  })

export const choice = <const C extends string>(words: readonly C[]): BodyField<C> =>
  value(Type.Unsafe<C>({ type: 'string', enum: [...words] }), (raw, path, issues) => {
    const given = textOf(raw)
    return words.find((word) => word === given) ?? refuse(issues, path, SENTENCES.choice(raw))
  })

/** The same field, whose values are judged further once nothing else is wrong with them. */
export const judged = <T, J = T>(
  inner: BodyField<T>,
  judge: (value: T, ...rest: Tail<Parameters<Read<T>>>) => J,
): BodyField<J> => ({
  ...inner,
  read(raw, path, issues, call) {
    const before = issues.length
    const read = inner.read(raw, path, issues, call)
    // A value with an issue is never used.
    return issues.length > before ? (undefined as never) : judge(read, path, issues, call)
  },
})

type Tail<P extends readonly unknown[]> = P extends readonly [unknown, ...infer Rest] ? Rest : never

/** A language by its ISO 639-3 code; one that is too long besides is told both. */
export const language = (): BodyField<string> => ({
  ...judged(text(), (code, path, issues) => {
    if (!isLanguage(code)) refuse(issues, path, SENTENCES.language)
    if (isLongerThan(3, code)) refuse(issues, path, SENTENCES.tooLong(3))
    return code
  }),
  schema: Type.String({ minLength: 3, maxLength: 3 }),
})

/** A plain list: each bad item is reported under its index, and the cap is looked at once all items are good. Very long lists are not judged at all. */
export function list<T>(item: BodyField<T>, { max = 100 }: { max?: number } = {}): BodyField<T[]> {
  return value(
    Type.Array(item.schema, { maxItems: max }),
    (raw, path, issues, call) => {
      if (!Array.isArray(raw)) return refuse(issues, path, SENTENCES.notList(raw))
      if (raw.length > LIMITS.judged) return refuse(issues, path, SENTENCES.tooMany(max))
      const before = issues.length
      const items = raw.map((one, index) => item.read(one, [...path, index], issues, call))
      if (issues.length === before && items.length > max) refuse(issues, path, SENTENCES.tooMany(max))
      return items
    },
    'list',
  )
}

interface ObjectLimits {
  max?: number
  empty?: boolean
  /** Why a key will not do, if so. */
  refuseKey?: (key: string) => string | undefined
}

/** An object with free names, as a map: names such as `__proto__` are names like any other. */
export function object<T>(
  item: BodyField<T>,
  { max, empty = true, refuseKey }: ObjectLimits = {},
): BodyField<Map<string, T>> {
  return value(
    Type.Record(Type.String(), item.schema, {
      ...(max !== undefined && { maxProperties: max }),
      ...(!empty && { minProperties: 1 }),
    }),
    (raw, path, issues, call) => {
      if (!isObject(raw)) return refuse(issues, path, SENTENCES.notObject(raw))
      const names = Object.keys(raw)
      if (names.length === 0 && !empty) return refuse(issues, path, SENTENCES.emptyObject)
      if (max !== undefined && names.length > LIMITS.judged) return refuse(issues, path, SENTENCES.tooMany(max))
      const before = issues.length
      const values = new Map(names.map((name) => [name, item.read(raw[name], [...path, name], issues, call)]))
      if (issues.length > before) return values
      for (const name of names) {
        const message = refuseKey?.(name)
        if (message !== undefined) refuse(issues, [...path, name], message)
      }
      if (issues.length === before && max !== undefined && names.length > max)
        refuse(issues, path, SENTENCES.tooMany(max))
      return values
    },
    'object',
  )
}

export const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)
