import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import { keptText } from '../messages/asked-text.ts'
import { MESSAGE_TYPES, SOURCES } from '../messages/words.ts'

/** "Its keys are the possible status codes": those that its messages are counted by. */
export const COUNTED = ['queued', 'sent', 'failed', 'failed_queued', 'delivered', 'not_delivered', 'cancelled'] as const
export type Counted = (typeof COUNTED)[number]

const keptRecipient = kept.either(
  kept.object({ type: kept.always('phone_number'), phone_number: kept.text }),
  kept.object({ type: kept.always('group'), group_id: kept.text, group_name: kept.text }),
)

/** Outgoing messages that belong together. */
export type Broadcast = RowOf<typeof broadcasts>
export type Recipient = Broadcast['recipients'][number]

export const broadcasts = defineCollection(
  'telerivet.broadcasts',
  {
    id: keptId('broadcast'),
    project_id: kept.idOf('telerivet.projects'),
    recipients: kept.listOf(keptRecipient),
    title: kept.text,
    time_created: kept.seconds,
    last_message_time: kept.seconds,
    last_send_time: kept.orNull(kept.seconds),
    status_counts: kept.object({
      queued: kept.count,
      sent: kept.count,
      failed: kept.count,
      failed_queued: kept.count,
      delivered: kept.count,
      not_delivered: kept.count,
      cancelled: kept.count,
    }),
    estimated_count: kept.count,
    /** Of the messages that were sent, whatever became of them. */
    num_parts: kept.count,
    /** Whether somebody is still to be written to, nobody is any more, or nobody ever will be. */
    stage: kept.oneOf(['queuing', 'queued', 'cancelled']),
    message_type: kept.oneOf(MESSAGE_TYPES),
    source: kept.oneOf(SOURCES),
    /** What those of its messages cost that have been sent, where that is known. */
    price: kept.orNull(kept.number),
    price_currency: kept.orNull(kept.text),
    clicked_count: kept.count,
    reply_count: kept.count,
    last_reply_time: kept.orNull(kept.seconds),
    route_id: kept.orNull(kept.text),
    user_id: kept.orNull(kept.text),
    /** What its recipients are sent. */
    text: keptText,
    /** A contact that is left out. */
    exclude_contact_id: kept.orNull(kept.text),
    /** How far it has got: so many numbers, or up to the contact of this sequence. */
    reached: kept.count,
  },
  { indexes: ['project_id'], ids: 'telerivet.broadcast' },
)

/** What a message has come to that was sent. */
const SENT: ReadonlySet<Counted> = new Set(['sent', 'delivered', 'not_delivered'])
export const isSent = (counted: Counted): boolean => SENT.has(counted)

/** What its messages come to; none is read without having been delivered. */
export const countedAs = (status: string): Counted => (status === 'read' ? 'delivered' : (status as Counted))

/** "The total number of messages created for this broadcast", deleted ones not counted. */
export const messagesOf = ({ status_counts }: Broadcast): number =>
  COUNTED.reduce((sum, status) => sum + status_counts[status], 0)

/** Where it stands: once all are queued it is complete as soon as none waits any more. */
export function statusOf({ stage, status_counts }: Broadcast): 'queuing' | 'sending' | 'complete' | 'cancelled' {
  if (stage !== 'queued') return stage
  return status_counts.queued + status_counts.failed_queued > 0 ? 'sending' : 'complete'
}
