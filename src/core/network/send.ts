import type { CollectionDefinition } from '../store/collection.ts'
import type { Draft, Row } from '../store/row.ts'
import type { Course, DeliveryEngine } from './delivery-engine.ts'
import type { Delivery } from './delivery.ts'
import { toAddress } from './address.ts'
import { messageCreated } from './events.ts'
import type { NetworkPorts } from './network-ports.ts'
import { unsent } from './unsent.ts'

interface SendPorts extends NetworkPorts {
  readonly deliveries: DeliveryEngine
}

/** What a provider sends, besides its own record of it. */
export interface Sending {
  readonly provider: string
  /** Null where there is nobody to send it to. */
  readonly from: string | null
  readonly to: string | null
  readonly text: string
  readonly attached?: Delivery['attached']
  /** The id that its delivery gets, where the record names it. */
  readonly delivery?: string
}

/**
 * Sends on a provider's behalf: its record is written down, the message told of, and its delivery begun.
 * Answers the record as it stands then.
 * @param draft the record, one of `records`
 * @param course how it goes; null where it goes nowhere
 */
export function send<R extends Row>(
  ports: SendPorts,
  records: CollectionDefinition<R>,
  draft: Draft<R>,
  { provider, from, to, text, attached, delivery }: Sending,
  course: Course | null,
): R {
  const rows = ports.store.collection(records)
  const inserted = rows.insert(draft)
  const message = inserted.id
  const { id: entry } = ports.publish(messageCreated, { provider, message, direction: 'outbound', from, to, text })
  if (course !== null && from !== null && to !== null)
    ports.journal.within(entry, () =>
      ports.deliveries.submit({ provider, message, from, to, text, attached, id: delivery, entry }, course),
    )
  else
    ports.store.collection(unsent).insert({
      id: `N${ports.random.count('network.unsent')}`,
      sequence: 0,
      provider,
      message,
      from,
      to: to === null ? null : toAddress(to),
      text,
      at: ports.clock.now,
      entry,
    })
  return rows.now(inserted)!
}
