import type { Store } from '../store/store.ts'
import { toAddress } from './address.ts'
import type { Attached } from './attached.ts'
import { type Delivery, deliveries } from './delivery.ts'
import { inbounds } from './inbound.ts'

/** What stands on a person's phone: a message that arrived, or a text that they wrote. */
export interface HandsetMessage extends Attached {
  direction: 'received' | 'wrote'
  provider: string
  from: string
  to: string
  /** Missing where pictures or rich content stand alone. */
  text?: string
  /** Virtual milliseconds. */
  at: number
}

/** What a person sees on their phone, oldest first. Any phone number is a handset; none has to be registered. */
export function messagesOf(store: Store, number: string): HandsetMessage[] {
  const address = toAddress(number)
  const received = store
    .collection(deliveries)
    .by('to', address)
    .filter(hasArrived)
    .map(({ provider, from, to, text, attached, at }): HandsetMessage => ({
      direction: 'received',
      provider,
      from,
      to,
      ...(text !== '' || !attached ? { text } : {}),
      ...attached,
      at,
    }))
  const wrote = store
    .collection(inbounds)
    .by('from', address)
    .map(({ provider, from, to, text, at }): HandsetMessage => ({ direction: 'wrote', provider, from, to, text, at }))
  return [...received, ...wrote].sort((a, b) => a.at - b.at)
}

/** Delivered, or sent over a network that will report nothing more. */
const hasArrived = (delivery: Delivery): boolean =>
  delivery.state === 'delivered' ||
  delivery.state === 'read' ||
  (delivery.state === 'sent' && delivery.step >= delivery.plan.length)
