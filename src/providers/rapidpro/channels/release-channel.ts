import { routes } from '../../../core/network/route.ts'
import type { Slices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { channelReleased } from './events.ts'
import { type Channel, channelRows } from './channel.ts'

/** Takes a channel out of use: nobody receives at its address any more. Its row stays, for the messages that it carried. */
export function* releaseChannel(world: World, channel: Channel): Slices<void> {
  const book = world.collection(routes)
  for (const route of book.by('account', channel.id).slice()) book.delete(route)
  channelRows(world).update(channel, { is_active: false })
  yield* world.publishInSlices(channelReleased, { provider: 'rapidpro', channel: channel.id })
}
