import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** What a slug looks like: lower-case letters, digits, dashes and underscores. */
export const SLUG = /^[a-z0-9_-]+$/

/** An occasion that flows tell others of: whoever has subscribed is called. Its id is its slug. */
export type Resthook = RowOf<typeof resthooks>

export const resthooks = defineCollection('rapidpro.resthooks', {
  id: kept.written(SLUG),
  created_on: kept.micros,
  modified_on: kept.micros,
})

export const resthookRows = (world: World) => world.collection(resthooks)

export const resthookView = viewOf<Resthook>()('Resthook', {
  resthook: [Type.String({ description: 'Its slug.' }), ({ id }) => id],
  modified_on: [
    instant('When somebody last subscribed to it or left it.'),
    ({ modified_on }) => formatTime(modified_on),
  ],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
})
