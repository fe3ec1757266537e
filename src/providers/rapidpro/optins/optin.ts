import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** Something that people may agree to be written to about. */
export type OptIn = RowOf<typeof optIns>

export const optIns = defineCollection(
  'rapidpro.optins',
  { id: kept.uuid, name: kept.text, created_on: kept.micros },
  { ids: 'rapidpro.optin' },
)

export const optInRows = (world: World) => world.collection(optIns)

/** How it looks. */
export const optInView = viewOf<OptIn>()('OptIn', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  created_on: [instant('When it was created.'), ({ created_on }) => formatTime(created_on)],
})
