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
  if (COMES_AFTER_SENT[state] && row.sentAt === null) calls.push(...enter(world, row, 'sent', null))
  if (isNew) calls.push(...told(row))
  else calls.push(...enter(world, row, state, errorOf(state, event.reason)))
  return calls
}

const NONE: OutboundCall[] = []

function enter(world: World, row: Message, state: MessageState, errorCode: Message['errorCode']): OutboundCall[] {
  const now = world.clock.micros()
  world
    .collection(messages)
    .update(row, { state, errorCode, updatedAt: now, ...(state === 'sent' ? { sentAt: now } : undefined) })
  return told(row)
}

const told = (row: Message): OutboundCall[] => (row.callback === null ? NONE : [statusCallback(row, row.callback)])
