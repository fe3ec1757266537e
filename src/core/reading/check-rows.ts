import type { CollectionState, RowKind } from '../store/collection.ts'
import { Unreadable, step } from './unreadable.ts'

/**
 * What has to be true of the rows of a collection among themselves, so that none is taken for another, now or when more
 * come to be. @throws Unreadable
 */
export function checkRows(kind: RowKind, state: CollectionState, counters: Record<string, number>): void {
  const place = `/rows${step(kind.name)}`
  const counted = kind.ids === undefined ? Infinity : (counters[kind.ids] ?? 0)
  const ids = new Set<string>()
  let last = 0
  for (const [at, row] of state.rows.entries()) {
    const here = `${place}/rows/${at}`
    if (ids.has(row.id)) throw new Unreadable(`${here}/id`, `"${row.id}" is the id of an earlier row`)
    ids.add(row.id)
    if (row.sequence <= last)
      throw new Unreadable(`${here}/sequence`, `${row.sequence} comes after ${last}, and rows stand in their order`)
    last = row.sequence
    if (kind.prefix !== undefined && Number(row.id.slice(kind.prefix.length)) > counted)
      throw new Unreadable(`${here}/id`, `"${row.id}" is not given out yet: the counter "${kind.ids}" is ${counted}`)
    const wrong = kind.wrongWith(row)
    if (wrong !== undefined) throw new Unreadable(here, wrong)
  }
  if (state.sequence < last) throw new Unreadable(`${place}/sequence`, `${state.sequence} is less than that of a row`)
  if (counted < state.sequence)
    throw new Unreadable(
      `/counters${step(kind.ids!)}`,
      `${counted} is less than the ${state.sequence} rows that took their ids from it`,
    )
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
