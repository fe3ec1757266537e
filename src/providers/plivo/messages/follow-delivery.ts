import type { DeliveryChanged } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { statusCallback } from '../webhooks/status-callback.ts'
import { type Message, type MessageState, messages } from './message.ts'
import { COMES_AFTER_SENT, errorOf, stateOf } from './statuses.ts'

/** A message follows its delivery; each state that it enters is told to the address of its send. */
export function followDelivery(event: DeliveryChanged, world: World): OutboundCall[] {
  const row = world.collection(messages).get(event.message)
  if (!row) return NONE
  const state = stateOf(event.state, row.type)
  const isNew = event.was === null
  if (!isNew && state === row.state) return NONE
  const calls: OutboundCall[] = []
  const sent = COMES_AFTER_SENT[state] && row.sentAt === null ? enter(world, row, 'sent', null) : undefined
  if (sent) calls.push(...told(sent))
  const now = sent ?? row
  calls.push(...told(isNew ? now : enter(world, now, state, errorOf(state, event.reason))))
  return calls
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
    sentAt: state === 'sent' ? now : row.sentAt,
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
