import { defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'

/** Something that the workspace wants to know of each contact. Its id is its key. */
export const contactFields = defineCollection('rapidpro.fields', {
  name: kept.text,
  type: kept.oneOf(['text', 'number', 'datetime', 'state', 'district', 'ward']),
})

export const contactFieldRows = (world: World) => world.collection(contactFields)
