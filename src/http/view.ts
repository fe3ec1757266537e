import type { Static, TObject, TObjectOptions, TOptional, TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Sight } from '../core/sight.ts'
import type { TextMaker } from '../core/remembered-texts.ts'
import type { Row } from '../core/store/row.ts'
import type { World } from '../core/world.ts'
import { JsonText } from './json-text.ts'
import { textMaker } from './member-texts.ts'

type Schemas = Readonly<Record<string, TSchema>>

/** A schema's value as a row may hold it: nothing in it is to be changed. */
type Given<T> = T extends readonly (infer E)[]
  ? readonly Given<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Given<T[K]> }
    : T

/** What may stand for a member: JSON text where another view makes it, undefined where the document says that it may be left out. */
type Value<S extends TSchema> = Given<Static<S>> | JsonText<Static<S>> | (S extends TOptional ? undefined : never)

/** How a member is read: from the row, from what else there is to see of the world, in the variant that was asked for. */
type Read<R, V, S extends TSchema> = (row: R, world: Sight, variant: V) => Value<S>

/** Something that is the same in every object. */
type Constant<S extends TSchema> = Value<S> & (string | number | boolean | null)

/** What a member is to the document, and what it is read from. */
export type Members<R, V, S extends Schemas> = {
  readonly [K in keyof S]: readonly [schema: S[K], read: Read<R, V, S[K]> | Constant<S[K]>]
}

type ObjectOf<S extends Schemas> = Static<TObject<{ [K in keyof S]: S[K] }>>

/** How an object looks: its schema, itself and its JSON text, all from one list of members. */
export interface View<R, V = void, S extends Schemas = Schemas> {
  readonly schema: TObject<{ [K in keyof S]: S[K] }>
  /** For views that show more. */
  readonly members: Members<R, V, S>
  /** For what is no answer: webhooks, templates, tests. */
  object(row: R, world: Sight, variant: V): ObjectOf<S>
  /** What JSON.stringify would make of it. */
  text(row: R, world: Sight, variant: V): string
  /** As an answer, or a part of one. */
  json(row: R, world: Sight, variant: V): JsonText<ObjectOf<S>>
  /** The same, remembered: lists are asked for again and again. */
  remembered(row: R & Row, world: Pick<World, 'texts'>, variant: V): JsonText<ObjectOf<S>>
}

/**
 * Defines how objects of one kind look. Members stand in the order in which answers have them, the first in every object.
 * @param title what the document calls the kind
 */
export const viewOf =
  <R, V = void>() =>
  <S extends Schemas>(title: string, members: Members<R, V, S>, options: TObjectOptions = {}): View<R, V, S> => {
    const list = Object.entries(members) as unknown as [string, readonly [TSchema, unknown]][]
    if (Type.IsOptional(list[0]![1][0])) throw new Error(`The first member of ${title} may not be left out.`)
    const schema = Type.Object(Object.fromEntries(list.map(([name, [one]]) => [name, one])), {
      additionalProperties: false,
      title,
      ...options,
    }) as unknown as View<R, V, S>['schema']
    const reads = list.map(([name, [, read]]) => [name, typeof read === 'function' ? read : () => read] as const)
    // Of many views no object is ever shown: how its text is made is worked out for the first.
    let textOf: TextMaker<R, V>['text'] | undefined
    const text: TextMaker<R, V>['text'] = (row, world, variant) =>
      (textOf ??= textMaker<R, V>(
        Object.fromEntries(list.map(([name, [, read]]) => [name, read])) as Parameters<typeof textMaker<R, V>>[0],
      ))(row, world, variant)
    const maker = { text }
    return {
      schema,
      members,
      object: (row, world, variant) =>
        Object.fromEntries(
          reads.map(([name, read]) => [name, valueOf((read as Read<R, V, TSchema>)(row, world, variant))]),
        ) as ObjectOf<S>,
      text,
      json: (row, world, variant) => new JsonText(text(row, world, variant)),
      remembered: (row, { texts }, variant) => new JsonText(texts.of(maker as TextMaker<Row, V>, row, variant)),
    }
  }

const valueOf = (value: unknown): unknown => (value instanceof JsonText ? (JSON.parse(value.text) as unknown) : value)
