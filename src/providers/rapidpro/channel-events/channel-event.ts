import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { channels } from '../channels/channel.ts'
import { contacts } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { contactRef, instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** What can happen between a channel and a contact besides messages; whether the contact is heard of by it. */
export const EVENT_TYPES = {
  'call-in': { isHeard: true },
  'call-in-missed': { isHeard: true },
  'call-out': { isHeard: false },
  'call-out-missed': { isHeard: false },
  'stop-contact': { isHeard: true },
  'new-conversation': { isHeard: true },
  referral: { isHeard: true },
  'welcome-message': { isHeard: false },
  optin: { isHeard: true },
  optout: { isHeard: true },
} as const
export type EventType = keyof typeof EVENT_TYPES

export const TYPES = Object.keys(EVENT_TYPES) as EventType[]

/** Something besides a message that happened between a channel and a contact. Its id is its number. */
export type ChannelEvent = RowOf<typeof channelEvents>

export const channelEvents = defineCollection(
  'rapidpro.channel-events',
  {
    type: kept.oneOf(TYPES),
    contact: kept.idOf('rapidpro.contacts'),
    /** The identity of the URN by which the contact was met. */
    urn: kept.text,
    channel: kept.idOf('rapidpro.channels'),
    extra: kept.orNull(kept.jsonObject),
    occurred_on: kept.micros,
    created_on: kept.micros,
  },
  { indexes: ['contact'], ids: 'rapidpro.channel-event', prefix: '' },
)

export const channelEventRows = (world: World) => world.collection(channelEvents)

/** How it looks. */
export const channelEventView = viewOf<ChannelEvent>()('ChannelEvent', {
  id: [Type.Integer(), ({ id }) => Number(id)],
  type: [Type.Unsafe<EventType>({ type: 'string', enum: TYPES }), ({ type }) => type],
  contact: [
    contactRef.schema,
    ({ contact }, world) => contactRef.json(world.collection(contacts).get(contact)!, world),
  ],
  channel: [objectRef.schema, ({ channel }, world) => objectRef.json(world.collection(channels).get(channel)!, world)],
  extra: [orNull(Type.Object({}, { additionalProperties: true })), ({ extra }) => extra],
  occurred_on: [instant('When it happened.'), ({ occurred_on }) => formatTime(occurred_on)],
  created_on: [instant('When the service heard of it.'), ({ created_on }) => formatTime(created_on)],
})
