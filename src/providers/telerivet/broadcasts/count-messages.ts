import type { MessageCreated } from '../../../core/network/events.ts'
import type { Changes } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import type { MessageDeleted, MessageMoved } from '../messages/events.ts'
import { type Message, messages, priceOf } from '../messages/message.ts'
import type { LinkClicked } from '../short-links/events.ts'
import { type Broadcast, type Counted, broadcasts, countedAs, isSent } from './broadcast.ts'

/** A message is one more of its broadcast, or a reply to one. */
export function countCreated({ message: id }: MessageCreated, world: World): void {
  const message = world.collection(messages).get(id)
  if (message?.direction === 'incoming') countReply(message, world)
  else if (message?.extra?.broadcast_id !== undefined)
    change(world, message.extra.broadcast_id, ({ status_counts: counts }) => ({
      status_counts: { ...counts, queued: counts.queued + 1 },
      last_message_time: message.time_created,
    }))
}

/** A message has another status than the one that it was counted by. */
export function countMoved({ message: id, broadcast, was, status }: MessageMoved, world: World): void {
  const now = Math.floor(world.now / 1000)
  const message = world.collection(messages).get(id)
  const [left, entered] = [countedAs(was), countedAs(status)]
  change(world, broadcast, (before) => ({
    status_counts: moved(before.status_counts, left, entered),
    num_parts: before.num_parts + (isSent(entered) && !isSent(left) ? (message?.num_parts ?? 0) : 0),
    last_send_time: status === 'sent' || status === 'failed' ? now : before.last_send_time,
    ...(message?.extra?.price !== undefined && costing(before, message, was)),
  }))
}

/** What a broadcast costs once a message has another status; messages in another currency than the first are left out. */
function costing({ price, price_currency }: Broadcast, message: Message, was: Message['status']): Changes<Broadcast> {
  const currency = message.extra!.price_currency!
  if (price_currency !== null && price_currency !== currency) return {}
  const more = (priceOf(message) ?? 0) - (priceOf({ ...message, status: was }) ?? 0)
  return more === 0 ? {} : { price: Math.round(((price ?? 0) + more) * 1e6) / 1e6, price_currency: currency }
}

/** A message that is gone counts no more. */
export function countDeleted({ broadcast, status }: MessageDeleted, world: World): void {
  if (broadcast === null) return
  const counted = countedAs(status)
  change(world, broadcast, ({ status_counts: counts }) => ({
    status_counts: { ...counts, [counted]: counts[counted] - 1 },
  }))
}

/** "At most one click per message is counted." */
export function countClick({ broadcast, first }: LinkClicked, world: World): void {
  if (broadcast !== null && first)
    change(world, broadcast, ({ clicked_count }) => ({ clicked_count: clicked_count + 1 }))
}

/** So far back in a conversation is looked for what somebody replies to. */
const LOOKED_AT = 100

/** What somebody writes is a reply to the broadcast that the last message sent to them was part of. */
function countReply({ contact_id, time_created }: Message, world: World): void {
  if (contact_id === null) return
  const conversation = world.collection(messages).by('contact_id', contact_id).slice(-LOOKED_AT)
  const last = conversation.findLast(({ direction, time_sent }) => direction === 'outgoing' && time_sent !== null)
  if (last?.extra?.broadcast_id === undefined) return
  change(world, last.extra.broadcast_id, ({ reply_count }) => ({
    reply_count: reply_count + 1,
    last_reply_time: time_created,
  }))
}

const moved = (counts: Broadcast['status_counts'], was: Counted, status: Counted): Broadcast['status_counts'] =>
  was === status ? counts : { ...counts, [was]: counts[was] - 1, [status]: counts[status] + 1 }

function change(world: World, id: string, by: (broadcast: Broadcast) => Changes<Broadcast>): void {
  const rows = world.collection(broadcasts)
  const broadcast = rows.get(id)
  if (broadcast) rows.update(broadcast, by(broadcast))
}
