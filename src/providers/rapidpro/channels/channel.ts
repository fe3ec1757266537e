import * as Type from 'typebox'
import { toAddress } from '../../../core/network/address.ts'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { orNull } from '../dialect/endpoints.ts'
import { instant } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { deviceSchema, keptDevice } from './device.ts'

export const EXTERNAL = 'external'
export const ANDROID = 'android'

export const SEND_METHODS = ['POST', 'PUT', 'GET'] as const

/** An address that the workspace sends from and receives at. */
export type Channel = RowOf<typeof channels>

export const channels = defineCollection(
  'rapidpro.channels',
  {
    id: kept.uuid,
    name: kept.text,
    address: kept.text,
    type: kept.text,
    country: kept.orNull(kept.country),
    /** Schemes of the URNs that it reaches. */
    schemes: kept.listOf(kept.text),
    device: kept.orNull(keptDevice),
    created_on: kept.micros,
    last_seen: kept.orNull(kept.micros),
    /** Where and how an external channel sends; null where that was not said. */
    send: kept.orNull(
      kept.object({
        url: kept.webAddress,
        method: kept.oneOf(SEND_METHODS),
        body: kept.text,
        content_type: kept.text,
        max_length: kept.count,
        response_check: kept.orNull(kept.text),
        headers: kept.headers,
      }),
    ),
    /** Whether messages go out by it; one that does not only receives. */
    sends: kept.boolean,
    /** Whether it takes messages to numbers of other countries than its own. */
    international: kept.boolean,
    /** What the numbers that it is for begin with, without a plus; empty where its own number says that. */
    prefixes: kept.listOf(kept.written(/^\d+$/)),
    /** Whether it was not taken out of use: messages name those that were, and nothing else does. */
    is_active: kept.boolean,
  },
  {
    indexes: ['address', 'is_active'],
    ids: 'rapidpro.channel',
    receivesAt: ({ address, is_active }) => (is_active ? toAddress(address) : null),
  },
)

export const channelRows = (world: World) => world.collection(channels)

/** Those in use, in the order in which they were added. */
export const activeChannels = (world: Sight): Channel[] =>
  world
    .collection(channels)
    .all()
    .filter(({ is_active }) => is_active)

/** The channel of that uuid, if it is in use. */
export function activeChannel(world: World, uuid: string): Channel | undefined {
  const channel = channelRows(world).get(uuid)
  return channel?.is_active ? channel : undefined
}

export const channelView = viewOf<Channel>()('Channel', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  address: [orNull(Type.String()), ({ address }) => address],
  type: [Type.String(), ({ type }) => type],
  country: [orNull(Type.String()), ({ country }) => country],
  device: [orNull(deviceSchema), ({ device }) => device],
  last_seen: [orNull(instant('When an Android phone last called in.')), ({ last_seen }) => formatTimeOrNull(last_seen)],
  created_on: [instant('When it was added.'), ({ created_on }) => formatTime(created_on)],
})
