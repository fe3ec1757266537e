import type { Condition } from '../../../core/store/query.ts'
import type { Selection } from '../dialect/paging.ts'
import type { Message } from './message.ts'
import type { Status } from './statuses.ts'

export const FOLDERS = ['inbox', 'flows', 'archived', 'outbox', 'sent', 'failed', 'incoming'] as const
type Folder = (typeof FOLDERS)[number]

const incoming: Condition = { field: 'direction', is: 'equals', value: 'in' }
const outgoing: Condition = { field: 'direction', is: 'equals', value: 'out' }
export const visible: Condition = { field: ['extra', 'archived'], is: 'isSet', value: false }
/** What is shown at all. */
export const there: Condition = { field: ['extra', 'deleted'], is: 'isSet', value: false }
const hasStatus = (...statuses: Status[]): Condition => ({ field: 'status', is: 'oneOf', value: statuses })

/** What lies in each folder, and its order where it has one of its own. */
export const IN_FOLDER: Readonly<
  Record<Folder, Pick<Selection<Message>, 'only' | 'sort'> & { where: readonly Condition[] }>
> = {
  inbox: { where: [incoming, visible, there] },
  // No message belongs to a flow yet.
  flows: { where: [], only: null },
  archived: { where: [incoming, there, { field: ['extra', 'archived'], is: 'equals', value: true }] },
  outbox: { where: [outgoing, hasStatus('queued', 'errored')] },
  sent: { where: [outgoing, hasStatus('wired', 'sent', 'delivered', 'read')], sort: 'sent_on' },
  failed: { where: [outgoing, hasStatus('failed')] },
  /** Whoever keeps a copy is told of those that are gone, too. */
  incoming: { where: [incoming], sort: 'modified_on' },
}

/** Undefined where there is no such folder. */
export const folderOf = (name: string): Folder | undefined => FOLDERS.find((folder) => folder === name)
