import type { TSchema } from 'typebox'
import { keywordsOf } from '../schema-keywords.ts'
import { step } from './unreadable.ts'

/** Where something stands, as a JSON pointer; put together only where somebody wants to know. */
export type Place = () => string

/** Goes to certain places of a value. */
export type Visit = (value: unknown, place: Place) => void

/**
 * Makes what goes to all places of a value that a schema marks with a keyword, and tells of each with what the keyword
 * says. The value fits the schema. Undefined where there are no such places.
 */
export function visiting(
  schema: TSchema,
  keyword: string,
  tell: (value: unknown, says: unknown, place: Place) => void,
): Visit | undefined {
  if (Object.hasOwn(schema, keyword)) {
    const says = (schema as Record<string, unknown>)[keyword]
    return (value, place) => tell(value, says, place)
  }
  const { anyOf, items, properties = {}, patternProperties, additionalProperties } = keywordsOf(schema)
  const others = patternProperties ? Object.values(patternProperties)[0] : additionalProperties
  if (anyOf) return together(anyOf.flatMap((one) => onlyIn(one, visiting(one, keyword, tell)) ?? []))
  if (items) {
    const each = visiting(items, keyword, tell)
    return (
      each &&
      ((value, place) => Array.isArray(value) && value.forEach((one, at) => each(one, () => `${place()}/${at}`)))
    )
  }
  const named = new Map(
    Object.entries(properties).flatMap(([name, one]) => {
      const visit = visiting(one, keyword, tell)
      return visit ? [[name, visit] as const] : []
    }),
  )
  const other = typeof others === 'object' ? visiting(others, keyword, tell) : undefined
  if (named.size === 0 && !other) return undefined
  return (value, place) => {
    if (typeof value !== 'object' || value === null) return
    const object = value as Record<string, unknown>
    for (const [name, visit] of named) if (Object.hasOwn(object, name)) visit(object[name], () => place() + step(name))
    if (!other) return
    for (const name of Object.keys(object))
      if (!Object.hasOwn(properties, name)) other(object[name], () => place() + step(name))
  }
}

/** Of several kinds of objects that are told apart by a word, which each has to have, only those of the one kind are gone to. */
function onlyIn(schema: TSchema, visit: Visit | undefined): Visit | undefined {
  const { properties = {}, required = [] } = keywordsOf(schema)
  const words = Object.entries(properties).filter(
    ([name, one]) => required.includes(name) && Object.hasOwn(one, 'const'),
  )
  if (!visit || words.length === 0) return visit
  return (value, place) => {
    const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    if (words.every(([name, one]) => object[name] === keywordsOf(one).const)) visit(value, place)
  }
}

const together = (visits: readonly Visit[]): Visit | undefined =>
  visits.length === 0
    ? undefined
    : (value, place) => {
        for (const visit of visits) visit(value, place)
      }
