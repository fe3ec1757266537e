import { type Slices, each } from '../slices.ts'
import type { CollectionState, RowKind } from '../store/collection.ts'
import type { Row } from '../store/row.ts'
import { Unreadable, step } from './unreadable.ts'

/**
 * What has to be true of the rows of a collection among themselves, so that none is taken for another, now or when more
 * come to be. Answers them by their ids. @throws Unreadable
 */
export function* checkRows(
  kind: RowKind,
  state: CollectionState,
  counters: Readonly<Record<string, number>>,
): Slices<Map<string, Row>> {
  const place = `/rows${step(kind.name)}`
  const counted = kind.ids === undefined ? Infinity : (counters[kind.ids] ?? 0)
  const known = new Map<string, Row>()
  let last = 0
  yield* each(state.rows, (row, at) => {
    const here = `${place}/rows/${at}`
    if (known.has(row.id)) throw new Unreadable(`${here}/id`, `"${row.id}" is the id of an earlier row`)
    known.set(row.id, row)
    if (row.sequence <= last)
      throw new Unreadable(`${here}/sequence`, `${row.sequence} comes after ${last}, and rows stand in their order`)
    last = row.sequence
    if (kind.prefix !== undefined && Number(row.id.slice(kind.prefix.length)) > counted)
      throw new Unreadable(`${here}/id`, `"${row.id}" is not given out yet: the counter "${kind.ids}" is ${counted}`)
    const wrong = kind.wrongWith(row)
    if (wrong !== undefined) throw new Unreadable(here, wrong)
  })
  if (state.sequence < last) throw new Unreadable(`${place}/sequence`, `${state.sequence} is less than that of a row`)
  if (counted < state.sequence)
    throw new Unreadable(
      `/counters${step(kind.ids!)}`,
      `${counted} is less than the ${state.sequence} rows that took their ids from it`,
    )
  return known
}

/** How many rows there have to be. @throws Unreadable */
export function checkNumber({ name, least, most }: RowKind, state: CollectionState | undefined): void {
  const number = state?.rows.length ?? 0
  if (number < least || number > most)
    throw new Unreadable(
      `/rows${step(name)}`,
      `there have to be ${most === least ? `exactly ${least}` : `at least ${least}`} of these, not ${number}`,
    )
}
