import type { TSchema } from 'typebox'
import * as Type from 'typebox'

/** Words that several objects are described with in the document. */
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

export const oneOf = <const V extends readonly string[]>(values: V) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values] })

export const idSchema = (of: string) => Type.String({ maxLength: 34, description: `ID of the ${of}.` })

export const timeSchema = (what: string) => Type.Integer({ description: `${what}, UNIX seconds.` })

/** What deletions answer: an object without any attribute, because most clients cannot read an empty body. */
export const emptySchema = Type.Object({}, { additionalProperties: false })
