import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'

/** Something that the workspace wants to know of each contact. Its id is its key. */
export interface ContactField extends Row {
  name: string
  type: 'text' | 'number' | 'datetime' | 'state' | 'district' | 'ward'
}

const contactFields = defineCollection<ContactField>('rapidpro.fields')

export const contactFieldRows = (world: World) => world.collection(contactFields)
