import type { World } from '../../../core/world.ts'
import { webPages } from '../../../http/web-app.ts'
import { fireRows, fireView } from './fire.ts'

/** The pages of a contact and of a campaign show what is to come; the API does not. */
export const firePages = webPages({
  noun: 'campaign fire',
  nouns: 'campaign fires',
  view: fireView,
  rows: (world: World) => fireRows(world).all(),
})
