import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import type { Incoming } from '../../../http/incoming.ts'
import { invalid } from '../../../http/problem.ts'
import { type Channel, activeChannels, channelRows } from './channel.ts'
import { appliedTo } from './change-channel.ts'
import { hasPlacesInHost, isHeaderText } from './send-settings.ts'

/**
 * The service hands what people write to flows alone, and none run yet: until they do, this is where the first channel
 * sends.
 */
export const incoming: Incoming = {
  description:
    "Until flows run, the first channel's send address: the receiver stands in for the aggregator, gets what the workspace sends, and its reports move the messages. `secret` is the Authorization header.",
  now(world) {
    const { url, headers } = activeChannels(world)[0]?.send ?? {}
    if (url === undefined) return null
    const secret = headers?.[AUTHORIZATION]
    return secret === undefined ? { url } : { url, secret }
  },
  change(world, receiver) {
    const channel = firstChannel(world)
    if (!receiver) return () => void channelRows(world).update(channel, { send: null })
    const { url, secret } = receiver
    if (hasPlacesInHost(url)) throw invalid('url', 'The address can have places to fill in behind its host only.')
    if (secret !== undefined && !isHeaderText(secret))
      throw invalid('secret', 'The secret is sent as a header: it cannot have line breaks, or signs beyond Latin-1.')
    const { [AUTHORIZATION]: _before, ...headers } = channel.send?.headers ?? {}
    const send_headers = secret === undefined ? headers : { ...headers, [AUTHORIZATION]: secret }
    const changes = appliedTo(world, channel, { send_url: url, send_headers })
    return () => void channelRows(world).update(channel, changes)
  },
}

const AUTHORIZATION = 'Authorization'

/** @throws Refusal `illegal` where there is none */
function firstChannel(world: World): Channel {
  const [channel] = activeChannels(world)
  if (!channel) throw new Refusal('illegal', 'The workspace of RapidPro has no channel any more: add one first.')
  return channel
}
