import { didYouMean } from '../../core/nearest.ts'
import type { Row } from '../../core/store/row.ts'
import type { Call } from '../../http/call.ts'
import { Problem } from '../../http/problem.ts'
import type { WebPages } from '../../http/web-app.ts'
import type { Operator } from '../dialect/index.ts'
import { worldOf } from '../worlds/world.ts'
import { wordsFor } from './words.ts'

/** Of very many, so many are looked through for an id that may have been meant. */
const NEWEST = 1000

/** The row that the path names. @throws Problem `not_found`, with the nearest ids */
export function rowOf(pages: WebPages, call: Call<Operator>): Row {
  const { noun, nouns } = pages
  const id = call.params[wordsFor(pages).parameter]!
  if (pages.find) {
    const found = pages.find(worldOf(call), id) as Row | undefined
    if (found) return found
    throw new Problem(
      'not_found',
      `There is no ${noun} "${id.slice(0, 100)}". The API of the platform lists those that are there.`,
    )
  }
  const rows = pages.rows(worldOf(call))
  const row = rows.find((one: Row) => one.id === id) as Row | undefined
  if (row) return row
  const known = didYouMean(id, rows.map((one: Row) => one.id).slice(-NEWEST))
  throw new Problem(
    'not_found',
    `There is no ${noun} "${id.slice(0, 100)}". ${known || `There are no ${nouns} at all.`}`,
  )
}
