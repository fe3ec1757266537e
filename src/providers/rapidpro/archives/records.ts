import { messages } from '../messages/message.ts'
import { runs } from '../runs/run.ts'
import type { Archive } from './archive.ts'
import { archivedMessageView } from './archived-message.ts'
import { archivedRunView } from './archived-run.ts'
import type { Settled } from '../../../core/settled.ts'

/** How the records of one type are found and written. */
type Records = (world: Settled, span: Pick<Archive, 'from' | 'until'>, bucket: string) => Iterable<string>

/** Messages that were not deleted, by when they were created: the order in which they came to be. */
function* messageRecords(...[world, { from, until }, bucket]: Parameters<Records>): Iterable<string> {
  const all = world.collection(messages).all()
  const first = all.firstNot(({ created_on }) => created_on < from * 1000)
  for (let at = first; at < all.length; at++) {
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

/** What lies in an archive, oldest first: each record as JSON. */
export const RECORDS: Readonly<Record<Archive['type'], Records>> = {
  message: messageRecords,
  run: runRecords,
}
