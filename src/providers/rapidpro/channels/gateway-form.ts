import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { type Issue, Problem } from '../../../http/problem.ts'
import { type BodyField, optional, value } from '../dialect/fields.ts'
import type { Channel } from './channel.ts'

/** What an aggregator may tell a channel: a form of its own, and what is done with it. */
export interface Action {
  summary: string
  parameters: Record<string, BodyField<string | undefined>>
  example: (demo: World) => Record<string, string>
  /** Answers a heading and one entry. @throws Problem before anything has changed */
  take: (world: World, channel: Channel, given: Given) => [heading: string, entry: Record<string, unknown>]
}

/** What a form holds; a name without a value is there, and empty. */
export interface Given {
  readonly [name: string]: string | undefined
}

export const words = (description: string): BodyField<string | undefined> => ({
  ...optional(value(Type.String({ description }), (raw) => String(raw))),
  blank: true,
})

/** What is said of a form that lacks the one field which it needs: the validator speaks first, then the gateway. */
export function lacks(form: 'statusForm' | 'stopContactForm', field: 'ID' | 'From'): Problem {
  const name = field.toLowerCase()
  const issues: Issue[] = [
    `Key: '${form}.${field}' Error:Field validation for '${field}' failed on the 'required' tag`,
    `field '${name}' required`,
  ].map((message) => ({ path: [name], rule: 'required', message }))
  return new Problem('invalid', '', { issues })
}
