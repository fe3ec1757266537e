import type { World } from '../../../core/world.ts'
import { text } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { createResthook } from './create-resthook.ts'
import { deleteResthook } from './delete-resthook.ts'
import { SLUG, resthookRows, resthookView } from './resthook.ts'

/** Resthooks are made in the settings of a workspace; others subscribe to them through the API. */
export const resthookPages = webPages({
  noun: 'resthook',
  nouns: 'resthooks',
  view: resthookView,
  rows: (world: World) => resthookRows(world).all().toArray(),
  create: {
    description: 'Flows can reach it, and others can subscribe to it, from then on.',
    body: {
      resthook: text('Its slug: lower-case letters, digits, dashes and underscores.', {
        min: 1,
        max: 50,
        pattern: SLUG,
      }),
    },
    example: () => ({ resthook: 'visit-booked' }),
    make: (world, { resthook }) => createResthook(world, resthook),
  },
  remove: {
    description: 'All who have subscribed to it are called no more.',
    discard: deleteResthook,
  },
})
