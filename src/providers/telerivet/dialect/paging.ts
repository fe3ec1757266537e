import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Collection } from '../../../core/store/collection.ts'
import type { Condition, Position, SortValue } from '../../../core/store/query.ts'
import type { Row } from '../../../core/store/row.ts'
import type { Field } from '../../../http/field.ts'
import { described } from '../../../http/field.ts'
import { type JsonText, jsonList, jsonObject } from '../../../http/json-text.ts'
import { onOnePage } from '../../../http/one-page.ts'
import { invalid } from '../../../http/problem.ts'
import { boolean, choice, integer, maybe, orElse, text } from './fields.ts'
import { nullable, oneOf } from './schemas.ts'

/** "page_size: number of results returned per page (max 500)"; more than that is taken for the maximum. */
const LARGEST_PAGE = 500

/** What a caller may say about the page; `default` is the order in which objects came to be. */
export interface PageRequest {
  sort: string
  sort_dir: 'asc' | 'desc'
  page_size: number
  offset: number
  marker: string | undefined
  count: boolean
}

export function pagingFields(sorts: readonly string[] = []): { [K in keyof PageRequest]: Field<PageRequest[K]> } {
  return {
    sort: orElse(choice(['default', ...sorts], 'What to sort by.'), 'default'),
    sort_dir: orElse(choice(['asc', 'desc'], 'Ascending or descending.'), 'asc'),
    page_size: described(orElse(integer({ min: 1 }), 50), `Results per page, at most ${LARGEST_PAGE}.`),
    offset: described(
      orElse(integer({ min: 0 }), 0),
      'Results to skip from the start; of no effect together with a marker.',
    ),
    marker: maybe(text('The next_marker of the page before.', 65_536)),
    count: described(orElse(boolean(), false), 'Answer only the number of all matches, as {"count": n}.'),
  }
}

/** A page of the rows that meet the conditions, or the number of all of them where that was asked for. */
export function pageOf<R extends Row>(
  noun: string,
  rows: Collection<R>,
  where: readonly Condition[],
  { sort, sort_dir, page_size, offset, marker, count }: PageRequest,
  show: (row: R) => JsonText,
): JsonText {
  if (count) return jsonObject({ count: rows.list({ where, take: 0, count: true }).total })
  // A marker of another list is not taken.
  const order = `${noun} ${sort}`
  const take = page_size > LARGEST_PAGE ? LARGEST_PAGE : page_size
  const asked = {
    where,
    sort: sort === 'default' ? undefined : sort,
    descending: sort_dir === 'desc',
    beyond: marker === undefined || marker === '' ? undefined : fromMarker(marker, order),
    // Clients repeat the first call's offset on every page.
    skip: marker === undefined || marker === '' ? offset : 0,
  }
  const page = rows.list({ ...asked, take })
  const data = onOnePage(page.rows, show)
  const isCut = data.length < page.rows.length
  // "truncated: true if the number of results equals the page size", even if nothing follows.
  const truncated = isCut || data.length === take
  const { last } = isCut ? rows.list({ ...asked, take: data.length }) : page
  const next_marker = truncated && last ? toMarker(order, last) : null
  return jsonObject({ data: jsonList(data), truncated, next_marker, sort, sort_dir })
}

/** A place in the order, not a number of rows: what comes and goes between two pages shifts nothing. */
function toMarker(order: string, { value, sequence }: Position): string {
  return Buffer.from(JSON.stringify([order, value, sequence])).toString('base64url')
}

function fromMarker(marker: string, order: string): Position {
  const parts = decode(marker)
  if (
    !Array.isArray(parts) ||
    parts.length !== 3 ||
    parts[0] !== order ||
    !isSortValue(parts[1]) ||
    !Number.isSafeInteger(parts[2])
  ) {
    throw invalid('marker', 'is not the next_marker of a page of this list')
  }
  return { value: parts[1], sequence: parts[2] as number }
}

function decode(marker: string): unknown {
  try {
    return JSON.parse(Buffer.from(marker, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

const isSortValue = (value: unknown): value is SortValue =>
  value === null || typeof value === 'string' || typeof value === 'number'

/** "{data, truncated, next_marker, sort, sort_dir}", or "{count}". */
export const pageSchema = <S extends TSchema>(item: S, sorts: readonly string[] = []) =>
  Type.Union([
    Type.Object(
      {
        data: Type.Array(item),
        truncated: Type.Boolean({ description: 'Whether the page is full, so that more may follow.' }),
        next_marker: nullable(Type.String({ description: 'Where the next page begins.' })),
        sort: oneOf(['default', ...sorts]),
        sort_dir: oneOf(['asc', 'desc']),
      },
      { additionalProperties: false },
    ),
    Type.Object({ count: Type.Integer() }, { additionalProperties: false }),
  ])
