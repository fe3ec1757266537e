import { Type } from '@sinclair/typebox'
import type { Sight } from '../../../core/sight.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { orNull } from '../dialect/endpoints.ts'
import { instant } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'

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
    device: kept.orNull(
      kept.object({
        name: kept.text,
        power_level: kept.count,
        power_status: kept.orNull(kept.text),
        power_source: kept.orNull(kept.text),
        network_type: kept.orNull(kept.text),
      }),
    ),
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
      }),
    ),
    /** Whether it was not taken out of use: messages name those that were, and nothing else does. */
    is_active: kept.boolean,
  },
  {
    indexes: ['address', 'is_active'],
    ids: 'rapidpro.channel',
    receivesAt: ({ address, is_active }) => (is_active ? address : null),
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

/** The channel that a message to a URN of this scheme leaves by. */
export const channelFor = (world: Sight, scheme: string): Channel | undefined =>
  world
    .collection(channels)
    .all()
    .find(({ schemes, is_active }) => is_active && schemes.includes(scheme))

const deviceSchema = Type.Object(
  {
    name: Type.String(),
    power_level: Type.Integer(),
    power_status: orNull(Type.String()),
    power_source: orNull(Type.String()),
    network_type: orNull(Type.String()),
  },
  { additionalProperties: false, title: 'Device' },
)

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
