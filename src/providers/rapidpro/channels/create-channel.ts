import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import { possibleNumber } from '../../../standards/phone-numbers.ts'
import { NONE } from '../dialect/links.ts'
import { moment } from '../dialect/times.ts'
import { type Channel, channelRows } from './channel.ts'

type NewChannel = Pick<Channel, 'name' | 'address' | 'type' | 'country' | 'schemes' | 'send'> &
  Partial<Pick<Channel, 'device' | 'last_seen' | 'sends' | 'international' | 'prefixes'>>

/** Adds a channel, which sends and receives at its address from now on. @throws Refusal where somebody else receives there */
export function createChannel(world: World, { address: written, ...given }: NewChannel): Channel {
  // What other schemes call an address is no number, even where it is digits.
  const address = given.schemes.includes('tel')
    ? (possibleNumber(written, given.country) ?? toAddress(written))
    : written.trim()
  const book = world.collection(routes)
  if (book.get(toAddress(address)))
    throw new Refusal(
      'exists',
      `Somebody receives at "${address}" already. Choose another address, or delete what has it.`,
    )
  const channel = channelRows(world).insert({
    id: world.random.uuid('rapidpro.channel'),
    sequence: 0,
    name: given.name,
    address,
    type: given.type,
    country: given.country,
    schemes: given.schemes,
    device: given.device ?? null,
    created_on: moment(world),
    last_seen: given.last_seen ?? null,
    send: given.send,
    sends: given.sends ?? true,
    international: given.international ?? false,
    prefixes: given.prefixes ?? NONE,
    is_active: true,
  })
  book.insert({ id: toAddress(address), sequence: 0, provider: 'rapidpro', account: channel.id })
  world.keyring.add('rapidpro', channel.id, channel.id)
  return channel
}
