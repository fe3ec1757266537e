import type { TSchema } from 'typebox'
import { keywordsOf } from '../../../core/schema-keywords.ts'

const FORMATS: Readonly<Record<string, string>> = { 'date-time': 'datetime', uuid: 'uuid', binary: 'file' }

/** What a value may be, in words: `datetime`, `array of string`, `one of in, out`. */
export function schemaWords(schema: TSchema): string {
  const { type, format, items, properties, patternProperties, anyOf, enum: words } = keywordsOf(schema)
  if (anyOf) return [...new Set(anyOf.map(schemaWords))].join(' or ')
  if (words) return `one of ${words.join(', ')}`
  if (type === 'array') return `array of ${items ? schemaWords(items) : 'anything'}`
  if (patternProperties) return `object of ${schemaWords(Object.values(patternProperties)[0]!)}`
  if (properties) return `object with ${Object.keys(properties).join(', ')}`
  return FORMATS[format ?? ''] ?? type ?? 'anything'
}

/** The bounds that a value has to keep, in words. */
export function boundWords(schema: TSchema): string {
  const { maxLength, maxItems, maxProperties, maximum, minLength, minItems, minimum } = keywordsOf(schema)
  const most = maxLength ?? maxItems ?? maxProperties ?? maximum
  const least = minLength ?? minItems ?? minimum
  return [least === undefined ? '' : `at least ${least}`, most === undefined ? '' : `at most ${most}`]
    .filter((words) => words !== '')
    .join(', ')
}
