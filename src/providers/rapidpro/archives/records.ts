import type { Row } from '../../../core/store/row.ts'
import type { RowList } from '../../../core/store/row-list.ts'
import { messages } from '../messages/message.ts'
import { runs } from '../runs/run.ts'
import type { Archive } from './archive.ts'
import { archivedMessageView } from './archived-message.ts'
import { archivedRunView } from './archived-run.ts'
import type { Settled } from './settled.ts'

/** How the records of one type are found and written. */
type Records = (world: Settled, span: Pick<Archive, 'from' | 'until'>, bucket: string) => Iterable<string>

/** Messages that were not deleted, by when they were created: the order in which they came to be. */
function* messageRecords(...[world, { from, until }, bucket]: Parameters<Records>): Iterable<string> {
  const all = world.collection(messages).all()
  for (let at = firstFrom(all, from * 1000); at < all.length; at++) {
    const message = all.at(at)!
    if (message.created_on >= until * 1000) return
    if (!message.extra?.deleted) yield archivedMessageView.text(message, world, bucket)
  }
}

/** Runs by when they last went on. */
function* runRecords(...[world, { from, until }]: Parameters<Records>): Iterable<string> {
  const found = world.collection(runs).list({
    where: [
      { field: 'modified_on', is: 'atLeast', value: from * 1000 },
      { field: 'modified_on', is: 'below', value: until * 1000 },
    ],
    sort: 'modified_on',
    take: Infinity,
  })
  for (const run of found.rows) yield archivedRunView.text(run, world)
}

/** The place of the first row that was created at a moment or later. */
function firstFrom(rows: RowList<Row & { readonly created_on: number }>, moment: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows.at(middle)!.created_on < moment) low = middle + 1
    else high = middle
  }
  return low
}

/** What lies in an archive, oldest first: each record as JSON. */
export const RECORDS: Readonly<Record<Archive['type'], Records>> = {
  message: messageRecords,
  run: runRecords,
}
