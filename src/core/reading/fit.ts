import type { Static, TSchema } from 'typebox'
import { Format } from 'typebox/format'
import { Compile } from 'typebox/schema'
import { Settings } from 'typebox/system'
import { isLanguage } from '../../standards/languages.ts'
import { isTimeZone } from '../../standards/time-zones.ts'
import { keywordsOf } from '../schema-keywords.ts'
import { Unreadable } from './unreadable.ts'

Format.Set('language', isLanguage)
Format.Set('time-zone', isTimeZone)
Format.Set('web-address', (value) => /^https?:\/\//i.test(value) && URL.canParse(value))

// Which of several things a value nearly is can be told only from all that is wrong with it as each of them.
Settings.Set({ maxErrors: 10_000 })

/** Makes what holds a value against a schema. Making it takes a while, holding hardly any. */
export function fitting<S extends TSchema>(schema: S): (value: unknown) => Static<S> {
  const check = Compile(schema)
  return (value) => {
    if (check.Check(value)) return value
    const errors = check.Errors(value)[1].flatMap((error) => wrongOf(error as Found))
    const { path, keyword, schemaPath } = closest(errors)
    throw new Unreadable(
      path,
      SENTENCE[keyword] ?? `${describe(at(value, path))} is not ${wordsFor(at(schema, schemaPath))}`,
    )
  }
}

interface Found {
  keyword: string
  instancePath: string
  schemaPath: string
  params: { requiredProperties?: string[] }
}

/** Something that is wrong: where, with which word of the schema, and where that stands in it. */
interface Wrong {
  path: string
  keyword: string
  schemaPath: string
}

/** `boolean`: nothing may stand there. */
const SENTENCE: Record<string, string> = { required: 'is missing', boolean: 'is not known here' }

/** Each member that is missing by itself, as those that are not known are already. */
function wrongOf({ keyword, instancePath, schemaPath, params }: Found): Wrong[] {
  if (keyword === 'additionalProperties') return []
  const paths = params.requiredProperties?.map(
    (name) => `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  )
  return (paths ?? [instancePath]).map((path) => ({ path, keyword, schemaPath }))
}

/**
 * What is wrong first. Where a value may be one of several things, what is wrong with that which it nearly is: what it
 * calls itself, else the least wrong.
 */
function closest(errors: readonly Wrong[], within = ''): Wrong {
  const first = errors[0]!
  const start = first.schemaPath.indexOf(OF_SEVERAL, within.length)
  const union = first.schemaPath.slice(0, start)
  const end = errors.findIndex(({ keyword, schemaPath }) => keyword === 'anyOf' && schemaPath === union)
  if (start === -1 || end === -1) return first
  const whole = errors[end]!
  const branches = new Map<string, Wrong[]>()
  for (const error of errors.slice(0, end)) {
    const branch = branchOf(union, error.schemaPath)
    const others = branches.get(branch)
    if (others) others.push(error)
    else branches.set(branch, [error])
  }
  const [nearest] = [...branches]
    .filter(([, wrong]) => wrong[0]!.path.length > whole.path.length)
    .sort(([, a], [, b]) => Number(isOther(a)) - Number(isOther(b)) || a.length - b.length)
  return nearest ? closest(nearest[1], nearest[0]) : whole
}

const OF_SEVERAL = '/anyOf/'

/** Which of several things a place of the schema belongs to. */
const branchOf = (union: string, schemaPath: string): string => {
  const from = union.length + OF_SEVERAL.length
  return union + OF_SEVERAL + schemaPath.slice(from).split('/', 1)[0]
}

/** A kind, or whatever else tells several things apart, is not the one. */
const isOther = (errors: readonly Wrong[]): boolean => errors.some(({ keyword }) => keyword === 'const')

/** What stands at a place (a JSON pointer, as a fragment or not) of a value. */
function at<T>(value: T, path: string): T {
  let found = value
  for (const name of path.replace(/^#/, '').split('/').slice(1))
    found = (found as Record<string, T>)[name.replaceAll('~1', '/').replaceAll('~0', '~')]!
  return found
}

/** What a schema asks for, in a few words. */
function wordsFor(schema: TSchema): string {
  const {
    type,
    anyOf,
    const: fixed,
    format,
    pattern,
    exclusiveMinimum,
    minimum = exclusiveMinimum,
    maximum,
    minItems,
    maxItems,
    description,
  } = keywordsOf(schema)
  if (anyOf) return listed([...new Set(anyOf.map(wordsFor))])
  if (fixed !== undefined) return JSON.stringify(fixed)
  if (format !== undefined) return `a ${format}`
  if (pattern !== undefined) return `text of the form ${pattern}`
  if (type === 'integer' || type === 'number') {
    const kind = type === 'integer' ? 'a whole number' : 'a number'
    const range = minimum === undefined ? '' : ` from ${minimum}${maximum === undefined ? '' : ` to ${maximum}`}`
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
