import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { uuidIn } from '../dialect/ids.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** What tickets are about. */
export type Topic = RowOf<typeof topics>

export const topics = defineCollection(
  'rapidpro.topics',
  {
    id: kept.uuid,
    name: kept.text,
    /** Whether it is the one that every workspace has, of tickets about nothing else. */
    system: kept.boolean,
    /** How many tickets of it are open, and how many closed. */
    open: kept.count,
    closed: kept.count,
    created_on: kept.micros,
  },
  { ids: 'rapidpro.topic', least: 1 },
)

export const DEFAULT_TOPIC = 'General'

export const topicRows = (world: World) => world.collection(topics)

export const defaultTopic = (world: World): Topic =>
  topicRows(world)
    .all()
    .find(({ system }) => system)!

/** References name a topic by its uuid, however it is written. */
export const findTopic = ({ world }: RapidproCall, key: string): Topic | undefined =>
  topicRows(world).get(uuidIn(key) ?? key)

export const topicView = viewOf<Topic>()('Topic', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  counts: [
    Type.Object(
      { open: Type.Integer(), closed: Type.Integer() },
      { additionalProperties: false, description: 'Of its tickets.' },
    ),
    ({ open, closed }) => ({ open, closed }),
  ],
  system: [
    Type.Boolean({ description: `Whether it is ${DEFAULT_TOPIC}, which no workspace is without.` }),
    ({ system }) => system,
  ],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})
