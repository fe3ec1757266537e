import type { Sight } from '../../../core/sight.ts'
import type { Row } from '../../../core/store/row.ts'
import type { RowList } from '../../../core/store/row-list.ts'
import { messages } from '../messages/message.ts'
import type { Archive } from './archive.ts'
import { archivedMessageView } from './archived-message.ts'

/** How the records of one type are found and written. */
type Records = (world: Sight, span: Pick<Archive, 'from' | 'until'>, bucket: string) => Iterable<string>

/** Messages that were not deleted, by when they were created: the order in which they came to be. */
function* messageRecords(...[world, { from, until }, bucket]: Parameters<Records>): Iterable<string> {
  const all = world.collection(messages).all()
  for (let at = firstFrom(all, from * 1000); at < all.length; at++) {
    const message = all.at(at)!
    if (message.created_on >= until * 1000) return
    if (!message.extra?.deleted) yield archivedMessageView.text(message, world, bucket)
  }
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
  // No flow runs yet.
  run: () => [],
}
