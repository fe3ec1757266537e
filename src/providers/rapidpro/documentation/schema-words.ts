import type { TSchema } from '@sinclair/typebox'

const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'datetime', uuid: 'uuid', binary: 'file' }

/** What is read of a schema. */
interface Words extends TSchema {
  type?: string
  format?: string
  enum?: readonly string[]
  anyOf?: readonly TSchema[]
  items?: TSchema
  properties?: Record<string, TSchema>
  patternProperties?: Record<string, TSchema>
}

/** What a value may be, in words: `datetime`, `array of string`, `one of in, out`. */
export function schemaWords(schema: TSchema): string {
  const { type, format, items, properties, patternProperties, anyOf, enum: words } = schema as Words
  if (anyOf) return [...new Set(anyOf.map(schemaWords))].join(' or ')
  if (words) return `one of ${words.join(', ')}`
  if (type === 'array') return `array of ${items ? schemaWords(items) : 'anything'}`
  if (patternProperties) return `object of ${schemaWords(Object.values(patternProperties)[0]!)}`
  if (properties) return `object with ${Object.keys(properties).join(', ')}`
  return FORMATS[format ?? ''] ?? type ?? 'anything'
}

/** The bounds that a value has to keep, in words. */
export function boundWords(schema: TSchema): string {
  const most = schema['maxLength'] ?? schema['maxItems'] ?? schema['maxProperties'] ?? schema['maximum']
  const least = schema['minLength'] ?? schema['minItems'] ?? schema['minimum']
  return [least === undefined ? '' : `at least ${String(least)}`, most === undefined ? '' : `at most ${String(most)}`]
    .filter((words) => words !== '')
    .join(', ')
}
