import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type ChannelEvent, channelEventRows } from './channel-event.ts'
import { channelEventKept } from './events.ts'

type NewEvent = Pick<ChannelEvent, 'type' | 'contact' | 'urn' | 'channel'> &
  Partial<Pick<ChannelEvent, 'extra' | 'occurred_on'>>

/** Writes down what happened between a channel and a contact, and tells of it. */
export function keepChannelEvent(
  world: World,
  { type, contact, urn, channel, extra, occurred_on }: NewEvent,
): ChannelEvent {
  const now = moment(world)
  const event = channelEventRows(world).insert({
    id: String(world.random.count('rapidpro.channel-event')),
    sequence: 0,
    type,
    contact,
    urn,
    channel,
    extra: extra ?? null,
    occurred_on: occurred_on ?? now,
    created_on: now,
  })
  world.publish(channelEventKept, { provider: 'rapidpro', event: event.id, kind: type, contact, urn, channel })
  return event
}
