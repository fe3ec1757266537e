import type { DeliveryState } from './network/delivery.ts'

/** Something that happened in a world. Providers listen to the first two kinds; the rest is told for people. */
export type WorldEvent = DeliveryChanged | MessageInbound | HandsetWrote | Note

/** An outbound message took a step towards (or away from) its handset. */
export interface DeliveryChanged {
  type: 'delivery.changed'
  provider: string
  delivery: string
  /** The provider's own id of the message. */
  message: string
  from: string
  to: string
  was: DeliveryState | null
  state: DeliveryState
  reason: string | null
}

/** A handset's message arrived at a route. */
export interface MessageInbound {
  type: 'message.inbound'
  provider: string
  inbound: string
  route: string
  from: string
  to: string
  text: string
}

/** A person wrote a message; the root of what follows. */
interface HandsetWrote {
  type: 'handset.wrote'
  handset: string
  to: string
  text: string
}

/** Anything else worth a line in the journal: calls, webhook attempts, faults met, limits hit. */
interface Note {
  type: 'call' | `webhook.${'owed' | 'attempted' | 'given_up'}` | 'message.created' | 'fault.met' | 'limit.hit'
  [detail: string]: unknown
}

export const EVENT_TYPES = [
  'call',
  'delivery.changed',
  'fault.met',
  'handset.wrote',
  'limit.hit',
  'message.created',
  'message.inbound',
  'webhook.owed',
  'webhook.attempted',
  'webhook.given_up',
] as const satisfies readonly WorldEvent['type'][]
