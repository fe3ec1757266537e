import type { DeliveryReported, MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { statusCallback } from '../webhooks/status-callback.ts'
import { type Message, type MessageState, messages } from './message.ts'
import { COMES_AFTER_SENT, errorOf, stateOf } from './statuses.ts'

/** A message that is queued is told to the address of its send. */
export function tellQueued(event: MessageCreated, world: World): OutboundCall[] {
  const row = event.direction === 'outbound' ? world.collection(messages).get(event.message) : undefined
  return row ? told(row) : NONE
}

/** A message follows what the network reports; each state that it enters is told to the address of its send. */
export function followReports(
  { message, state: reported, reason, again }: DeliveryReported,
  world: World,
): OutboundCall[] {
  const row = world.collection(messages).get(message)
  if (!row) return NONE
  const state = stateOf(reported, row.type)
  // Not every state has a word of its own.
  if (state === row.state && !again) return NONE
  if (!COMES_AFTER_SENT[state] || row.sentAt !== null) return told(enter(world, row, state, errorOf(state, reason)))
  const sent = enter(world, row, 'sent', null)
  return [...told(sent), ...told(enter(world, sent, state, errorOf(state, reason)))]
}

const NONE: OutboundCall[] = []

function enter(world: World, row: Message, state: MessageState, errorCode: Message['errorCode']): Message {
  const now = world.clock.micros()
  return world.collection(messages).replace(row, {
    id: row.id,
    sequence: row.sequence,
    owner: row.owner,
    direction: row.direction,
    state,
    type: row.type,
    from: row.from,
    to: row.to,
    country: row.country,
    units: row.units,
    time: row.time,
    sentAt: state === 'sent' ? (row.sentAt ?? now) : row.sentAt,
    updatedAt: now,
    errorCode,
    log: row.log,
    requester: row.requester,
    callback: row.callback,
    callbackMethod: row.callbackMethod,
    extra: row.extra,
  })
}

const told = (row: Message): OutboundCall[] => (row.callback === null ? NONE : [statusCallback(row, row.callback)])
