import { FormatRegistry, type Static, type TSchema, type TUnion } from '@sinclair/typebox'
import { TypeCompiler, type ValueError, ValueErrorType } from '@sinclair/typebox/compiler'
import { isLanguage } from '../../standards/languages.ts'
import { isTimeZone } from '../../standards/time-zones.ts'
import { Unreadable } from './unreadable.ts'

FormatRegistry.Set('language', isLanguage)
FormatRegistry.Set('time-zone', isTimeZone)
FormatRegistry.Set('web-address', (value) => /^https?:\/\//i.test(value) && URL.canParse(value))

/** Makes what holds a value against a schema. Making it takes a while, holding hardly any. */
export function fitting<S extends TSchema>(schema: S): (value: unknown) => Static<S> {
  const check = TypeCompiler.Compile(schema)
  return (value) => {
    if (check.Check(value)) return value
    const error = closest(check.Errors(value).First()!)
    throw new Unreadable(error.path, sentenceFor(error))
  }
}

/** Where a value may be one of several things, the error of that which it nearly is: what it calls itself, else the least wrong. */
function closest(error: ValueError): ValueError {
  const nearest = error.errors
    .map((errors) => [...errors])
    .filter(([first]) => first !== undefined && first.path.length > error.path.length)
    .sort((a, b) => Number(isOther(a)) - Number(isOther(b)) || a.length - b.length)[0]?.[0]
  return nearest ? closest(nearest) : error
}

function sentenceFor({ type, value, schema }: ValueError): string {
  if (type === ValueErrorType.ObjectRequiredProperty) return 'is missing'
  if (type === ValueErrorType.ObjectAdditionalProperties) return 'is not known here'
  return `${describe(value)} is not ${wordsFor(schema)}`
}

/** A kind, or whatever else tells several things apart, is not the one. */
const isOther = (errors: readonly ValueError[]): boolean => errors.some(({ type }) => type === ValueErrorType.Literal)

interface Wanted extends TSchema {
  const?: unknown
  pattern?: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  maxItems?: number
  minItems?: number
}

/** What a schema asks for, in a few words. */
function wordsFor(schema: TSchema): string {
  const {
    type,
    anyOf,
    const: fixed,
    format,
    pattern,
    minimum,
    maximum,
    minItems,
    maxItems,
    description,
  } = schema as Wanted & Partial<TUnion>
  if (anyOf) return listed([...new Set(anyOf.map(wordsFor))])
  if (fixed !== undefined) return JSON.stringify(fixed)
  if (format !== undefined) return `a ${format}`
  if (pattern !== undefined) return `text of the form ${pattern}`
  if (type === 'integer' || type === 'number') {
    const least = minimum ?? (schema as Wanted).exclusiveMinimum
    const kind = type === 'integer' ? 'a whole number' : 'a number'
    const range = least === undefined ? '' : ` from ${least}${maximum === undefined ? '' : ` to ${maximum}`}`
    return `${kind}${range}${description === undefined ? '' : `, ${description}`}`
  }
  if (type === 'array')
    return `a list${minItems === undefined ? '' : ` of at least ${minItems}`}${maxItems === undefined ? '' : ` of at most ${maxItems}`}`
  return type === 'string' ? 'text' : type === 'object' ? 'an object' : (type ?? 'expected here')
}

const listed = (words: readonly string[]): string =>
  words.length === 1 ? words[0]! : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

/** Shown so much of what was found. */
const LONGEST = 60

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, LONGEST) : value)
  return typeof value === 'string' && value.length > LONGEST ? `${text}…` : text
}
