import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** An address that is called whenever a flow reaches a resthook. Its id is its number. */
export type Subscriber = RowOf<typeof subscribers>

export const subscribers = defineCollection(
  'rapidpro.resthook_subscribers',
  { resthook: kept.idOf('rapidpro.resthooks'), target_url: kept.webAddress, created_on: kept.micros },
  { indexes: ['resthook'], ids: 'rapidpro.resthook-subscriber', prefix: '' },
)

/** The word for calls to subscribers, by which their outcome is known again. */
export const RESTHOOK = 'resthook'

export const subscriberRows = (world: World) => world.collection(subscribers)

export const subscriberView = viewOf<Subscriber>()('ResthookSubscriber', {
  id: [Type.Integer(), ({ id }) => Number(id)],
  resthook: [Type.String({ description: 'The slug of the resthook.' }), ({ resthook }) => resthook],
  target_url: [Type.String({ description: 'What is called.' }), ({ target_url }) => target_url],
  created_on: [instant('When it was added.'), ({ created_on }) => formatTime(created_on)],
})
