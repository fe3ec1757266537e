import type { World } from '../../../core/world.ts'
import { type ChannelEvent, EVENT_TYPES, channelEventRows } from '../channel-events/channel-event.ts'
import type { ChannelEventKept } from '../channel-events/events.ts'
import { changeContact } from './change-contact.ts'
import { contactRows, urnRows } from './contact.ts'

/** Whoever calls has been heard of by that channel; whoever stops wants no more messages, and leaves every group. */
export function hearOfEvent({ event: id, contact: uuid, urn: identity }: ChannelEventKept, world: World): void {
  const event: ChannelEvent | undefined = channelEventRows(world).get(id)
  const contact = contactRows(world).get(uuid)
  if (!event || !contact || !EVENT_TYPES[event.type].isHeard) return
  const urn = urnRows(world).get(identity)
  if (urn && urn.channel !== event.channel) urnRows(world).update(urn, { channel: event.channel })
  changeContact(world, contact, {
    last_seen_on: Math.max(event.occurred_on, contact.last_seen_on ?? event.occurred_on),
    ...(event.type === 'stop-contact' && contact.status === 'active' && { status: 'stopped' as const }),
  })
}
