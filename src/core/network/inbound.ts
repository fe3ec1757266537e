import { didYouMean } from '../nearest.ts'
import { Refusal } from '../refusal.ts'
import { type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { toAddress } from './address.ts'
import { type Attached, attachedSchema } from './attached.ts'
import { messageInbound } from './events.ts'
import type { NetworkPorts } from './network-ports.ts'
import { routes } from './route.ts'

/** A message that a handset wrote to a provider's address. */
export type Inbound = RowOf<typeof inbounds>

export const inbounds = defineCollection(
  'network.inbounds',
  {
    provider: kept.provider,
    route: kept.text,
    /** The handset's address. */
    from: kept.text,
    to: kept.text,
    text: kept.text,
    /** What came with the text, where anything did. */
    attached: kept.optional(attachedSchema),
    at: kept.time,
    /** The journal entry that told of it: what came later has a higher one. */
    entry: kept.count,
  },
  { indexes: ['from'], ids: 'network.inbound', prefix: 'I' },
)

/** What somebody wrote, and to whom. */
interface Written {
  from: string
  to: string
  text: string
  /** What comes with it; its provider may show the text alone. */
  attached?: Attached | undefined
}

/**
 * A handset's message arrives at the route that owns the address.
 * @throws Refusal `unknown` where no provider account has that address; it names those that are there.
 */
export function receive(ports: NetworkPorts, { from, to, text, attached }: Written): Inbound {
  const book = ports.store.collection(routes)
  const address = toAddress(to)
  const route = book.get(address)
  if (!route) {
    const known = book.all().map(({ id }) => id)
    throw new Refusal(
      'unknown',
      `No provider account of this world receives at "${to}". ${didYouMean(address, known) || 'It has no addresses at all.'}`,
    )
  }
  const inbound = ports.store.collection(inbounds).insert({
    id: `I${ports.random.count('network.inbound')}`,
    sequence: 0,
    provider: route.provider,
    route: route.account,
    from: toAddress(from),
    to: address,
    text,
    ...(attached && { attached }),
    at: ports.clock.now,
    entry: ports.journal.next,
  })
  ports.publish(messageInbound, {
    provider: route.provider,
    inbound: inbound.id,
    route: route.account,
    from: inbound.from,
    to: address,
    text,
  })
  return inbound
}
