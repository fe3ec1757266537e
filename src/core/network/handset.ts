import type { Store } from '../store/store.ts'
import { toAddress } from './address.ts'
import type { Attached } from './attached.ts'
import { type Delivery, deliveries } from './delivery.ts'
import { type Inbound, inbounds } from './inbound.ts'

/** What stands on a person's phone: a message that arrived, or a text that they wrote. */
export interface HandsetMessage extends Attached {
  /** The delivery's, or the inbound text's. */
  id: string
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
    .filter(({ arrived }) => arrived !== null)
    .map((delivery) => messageOf(delivery, 'received', delivery.arrived!))
  const wrote = store
    .collection(inbounds)
    .by('from', address)
    .map((inbound) => messageOf(inbound, 'wrote', inbound.at))
  return [...received, ...wrote].sort((a, b) => a.at - b.at)
}

const messageOf = (
  { id, provider, from, to, text, attached }: Delivery | Inbound,
  direction: HandsetMessage['direction'],
  at: number,
): HandsetMessage => ({
  id,
  direction,
  provider,
  from,
  to,
  ...(text !== '' || !attached ? { text } : {}),
  ...attached,
  at,
})
