import { type DataOf, eventKind } from '../events.ts'
import type { DeliveryState, FailureReason } from './delivery-state.ts'

/** A provider made a message of its own: one to be sent, or one of what arrived. */
export const messageCreated = eventKind<{
  provider: string
  /** The provider's own id of the message. */
  message: string
  direction: 'outbound' | 'inbound'
  /** Null where it can go nowhere. */
  from: string | null
  to: string | null
  text: string
}>()('message.created')
export type MessageCreated = DataOf<typeof messageCreated>

/** An outbound message took a step towards (or away from) its handset: what really happened. */
export const deliveryChanged = eventKind<{
  provider: string
  delivery: string
  /** The provider's own id of the message. */
  message: string
  from: string
  to: string
  was: DeliveryState | null
  state: DeliveryState
  reason: FailureReason | null
}>()('delivery.changed')
export type DeliveryChanged = DataOf<typeof deliveryChanged>

/** A provider hears what became of an outbound message, truly or not. */
export const deliveryReported = eventKind<{
  provider: string
  delivery: string
  /** The provider's own id of the message. */
  message: string
  from: string
  to: string
  state: DeliveryState
  reason: FailureReason | null
  /** Whether an earlier report was of the same change. */
  again: boolean
}>()('delivery.reported')
export type DeliveryReported = DataOf<typeof deliveryReported>

/** A person wrote a message; the root of what follows. */
export const handsetWrote = eventKind<{ handset: string; to: string; text: string }>()('handset.wrote')

/** A handset's message arrived at a route. */
export const messageInbound = eventKind<{
  provider: string
  inbound: string
  /** The provider's own id of what owns the route. */
  route: string
  from: string
  to: string
  text: string
}>()('message.inbound')
export type MessageInbound = DataOf<typeof messageInbound>
