import { type DataOf, eventKind } from '../../../core/events.ts'
import type { EventType } from './channel-event.ts'

/** Something besides a message happened between a channel and a contact. */
export const channelEventKept = eventKind<{
  provider: 'rapidpro'
  event: string
  kind: EventType
  contact: string
  /** The identity of the URN. */
  urn: string
  channel: string
}>()('rapidpro.channel_event.kept')
export type ChannelEventKept = DataOf<typeof channelEventKept>
