import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import { type Field, field, optional } from '../../../http/field.ts'
import { type JsonText, jsonList, jsonObject } from '../../../http/json-text.ts'
import type { RapidproCall } from './caller.ts'
import { integerOf } from './python.ts'

const PAGE_SIZE = 250

/** However many are asked for, so that a page keeps nobody waiting. */
const MOST = 1000

/** A number from `least` on; whatever else it is counts as left out. */
const count = (description: string, least: number): Field<number | undefined> =>
  optional(
    field(Type.Integer({ description, minimum: least }), (raw) => {
      const given = integerOf(String(raw))
      return given !== undefined && given >= least ? given : (undefined as never)
    }),
  )

export const offsetParameters = {
  limit: count(`How many are on a page: ${PAGE_SIZE} unless said, and ${MOST} at most.`, 1),
  offset: count('How many come before those on the page.', 0),
}

export const offsetPageSchema = (item: TSchema): TSchema =>
  Type.Object(
    {
      count: Type.Integer({ description: 'How many there are on all pages.' }),
      next: Type.Union([Type.String(), Type.Null()], { description: 'Address of the next page.' }),
      previous: Type.Union([Type.String(), Type.Null()], { description: 'Address of the page before.' }),
      results: Type.Array(item),
    },
    { additionalProperties: false },
  )

interface Asked {
  limit?: number | undefined
  offset?: number | undefined
}

/** One page of things in their order, with how many there are and with links to its neighbours. */
export async function offsetPageOf<T, V>(
  call: RapidproCall<Asked>,
  all: readonly T[],
  show: (thing: T) => Promise<JsonText<V>>,
) {
  const { limit: wanted = PAGE_SIZE, offset = 0 } = call.query
  const limit = Math.min(wanted, MOST)
  const results: JsonText<V>[] = []
  for (const thing of all.slice(offset, offset + limit)) results.push(await show(thing))
  return jsonObject({
    count: all.length,
    next: offset + limit < all.length ? linkTo(call, limit, offset + limit) : null,
    previous: offset > 0 ? linkTo(call, limit, offset - limit) : null,
    results: jsonList(results),
  })
}

/** As Django REST framework writes it: the first page has no offset. */
function linkTo({ request }: RapidproCall, limit: number, offset: number): string {
  const parameters = new URLSearchParams(request.query)
  parameters.set('limit', String(limit))
  if (offset > 0) parameters.set('offset', String(offset))
  else parameters.delete('offset')
  parameters.sort()
  return `${request.origin}${request.path}?${parameters.toString()}`
}
