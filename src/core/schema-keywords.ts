import type { TSchema } from 'typebox'

/** What a schema of JSON Schema may say, as far as it is read here. TypeBox's own type of any schema tells nothing of it. */
export interface SchemaKeywords {
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly TSchema[]
  readonly oneOf?: readonly TSchema[]
  readonly allOf?: readonly TSchema[]
  readonly items?: TSchema
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
  /** All names are of one pattern. */
  readonly patternProperties?: Readonly<Record<string, TSchema>>
  readonly additionalProperties?: TSchema | boolean
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly maxProperties?: number
}

/** The keywords of a schema, whatever it is a schema of. */
export const keywordsOf = (schema: TSchema): SchemaKeywords => schema
