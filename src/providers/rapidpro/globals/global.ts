import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** A value that all texts of the workspace can name. Its id is its key, which never changes. */
export type Global = RowOf<typeof globals>

export const globals = defineCollection(
  'rapidpro.globals',
  { name: kept.text, value: kept.text, created_on: kept.micros, modified_on: kept.micros },
  { orders: ['modified_on'] },
)

export const globalRows = (world: World) => world.collection(globals)

/** How a global looks. */
export const globalView = viewOf<Global>()('Global', {
  key: [Type.String({ description: 'Made of the name that it began with.' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  value: [Type.String(), ({ value }) => value],
  modified_on: [instant('When its value last changed.'), ({ modified_on }) => formatTime(modified_on)],
})
