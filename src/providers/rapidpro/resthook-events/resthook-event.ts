import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** That a flow reached a resthook, and what its subscribers were told. */
export type ResthookEvent = RowOf<typeof resthookEvents>

export const resthookEvents = defineCollection(
  'rapidpro.resthook_events',
  {
    /** The slug; the resthook itself may be gone. */
    resthook: kept.text,
    data: kept.jsonObject,
    created_on: kept.micros,
  },
  { indexes: ['resthook'], ids: 'rapidpro.resthook-event', prefix: '' },
)

export const resthookEventRows = (world: World) => world.collection(resthookEvents)

const TWO_DAYS = 48 * 3_600_000_000

/** Microseconds since 1970: what is older is not kept. */
export const forgottenBefore = (world: World): number => world.now * 1000 - TWO_DAYS

export const resthookEventView = viewOf<ResthookEvent>()('ResthookEvent', {
  resthook: [Type.String({ description: 'The slug of the resthook.' }), ({ resthook }) => resthook],
  data: [
    Type.Object({}, { additionalProperties: true, description: 'What its subscribers were told.' }),
    ({ data }) => data as Record<string, never>,
  ],
  created_on: [instant('When a flow reached it.'), ({ created_on }) => formatTime(created_on)],
})
