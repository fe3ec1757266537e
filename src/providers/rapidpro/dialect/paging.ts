import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Collection } from '../../../core/store/collection.ts'
import { valueOf } from '../../../core/store/field-path.ts'
import type { Condition, Position } from '../../../core/store/query.ts'
import type { Row } from '../../../core/store/row.ts'
import { testAll } from '../../../core/store/run-query.ts'
import { type JsonText, jsonList, jsonObject } from '../../../http/json-text.ts'
import { onOnePage } from '../../../http/one-page.ts'
import { Problem } from '../../../http/problem.ts'
import type { RapidproCall } from './caller.ts'
import { formatTime, parseTime } from './times.ts'

const PAGE_SIZE = 250

/** Which rows a list shows: those that meet the conditions, or at most the one that its filters name. */
export interface Selection<R extends Row> {
  where?: readonly Condition[]
  /** The only candidate, where a filter names a row; null where that row does not exist. */
  only?: R | null | undefined
  /** The field that orders the list; without it, rows in the order in which they came to be. */
  sort?: (keyof R & string) | undefined
  /** Oldest first. */
  reverse?: boolean | undefined
}

export const pageSchema = (item: TSchema): TSchema =>
  Type.Object(
    {
      next: Type.Union([Type.String(), Type.Null()], { description: 'Address of the next page.' }),
      previous: Type.Union([Type.String(), Type.Null()], { description: 'Address of the page before.' }),
      results: Type.Array(item),
    },
    { additionalProperties: false },
  )

/** Where a page begins: beyond a place, going the list's way or back. */
interface Cursor {
  place: Position
  back: boolean
}

/** One page of a list, newest first unless reversed, with the links to its neighbours. */
export function pageOf<R extends Row>(
  call: RapidproCall,
  rows: Collection<R>,
  selection: Selection<R>,
  show: (row: R) => JsonText,
): JsonText {
  const cursor = readCursor(call.rawQuery['cursor'])
  const { where = [], only, sort, reverse = false } = selection
  if (only !== undefined) {
    const fits = only !== null && !cursor && (testAll(where)?.(only) ?? true)
    return page(null, null, fits ? [show(only)] : [])
  }
  const back = cursor?.back ?? false
  const found = rows.list({
    where,
    sort,
    descending: reverse === back,
    beyond: cursor && { value: sort === undefined ? null : cursor.place.value, sequence: cursor.place.sequence },
    take: PAGE_SIZE,
  })
  const results = onOnePage(found.rows, show)
  const rest = found.more || results.length < found.rows.length
  if (!cursor && !rest) return page(null, null, results)
  const shown = found.rows.slice(0, results.length)
  if (back) {
    shown.reverse()
    results.reverse()
  }
  const link = (row: R | undefined, goesBack: boolean) =>
    linkTo(call, { place: row ? placeOf(row, sort) : justBefore(cursor!, goesBack, reverse), back: goesBack })
  return page(
    back || rest ? link(shown.at(-1), false) : null,
    (back ? rest : cursor) ? link(shown[0], true) : null,
    results,
  )
}

const page = (next: string | null, previous: string | null, results: readonly JsonText[]): JsonText =>
  jsonObject({ next, previous, results: jsonList(results) })

/** Every kind of row that is listed was created at some time: the order in which rows came to be is that order. */
const placeOf = (row: Row, sort: string | undefined): Position => ({
  value: (valueOf(row, sort ?? 'created_on') as number | null | undefined) ?? null,
  sequence: row.sequence,
})

/** The way back from an empty page begins with the very row that the cursor stands on. */
function justBefore({ place }: Cursor, goesBack: boolean, reverse: boolean): Position {
  const goesUp = goesBack !== reverse
  return { value: place.value, sequence: Math.min(place.sequence + (goesUp ? -1 : 1), HIGHEST) }
}

/** No row is so far down, and no place before all rows further up than -1. */
const HIGHEST = 999_999_999_999_999
const PLACE = /^(?:\d{1,15}|-1)$/

/** base64 of `o` (which of the rows with this value), `r` (whether it goes back) and `p` (the value). Opaque to clients. */
function linkTo(call: RapidproCall, { place, back }: Cursor): string {
  const text = new URLSearchParams({
    o: String(place.sequence),
    ...(back && { r: '1' }),
    ...(place.value !== null && { p: formatTime(Number(place.value)) }),
  })
  const parameters = new URLSearchParams(call.request.query)
  parameters.set('cursor', Buffer.from(text.toString()).toString('base64'))
  parameters.sort()
  return `${call.request.origin}${call.request.path}?${parameters.toString()}`
}

/** @throws Problem where the cursor does not decode */
function readCursor(raw: unknown): Cursor | undefined {
  if (typeof raw !== 'string' || raw === '') return undefined
  const text = decode(raw)
  if (text === undefined) throw invalidCursor()
  const parts = new URLSearchParams(text)
  const sequence = parts.get('o')
  const value = parts.get('p')
  // What decodes to nothing of meaning begins at the top.
  if (sequence === null && value === null) return undefined
  if (!PLACE.test(sequence ?? '0')) throw invalidCursor()
  return {
    place: { value: value === null ? null : (parseTime(value) ?? 0), sequence: Number(sequence ?? 0) },
    back: parts.get('r') === '1',
  }
}

const invalidCursor = (): Problem => new Problem('not_found', 'Invalid cursor')

/** Python's base64: characters outside of the alphabet are passed over; wrong padding and what is not ASCII are not. */
function decode(encoded: string): string | undefined {
  const clean = encoded.replace(/[^A-Za-z0-9+/=]/g, '')
  if (clean.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(clean)) return undefined
  const text = Buffer.from(clean, 'base64').toString('latin1')
  return /[\x80-\xff]/.test(text) ? undefined : text
}
