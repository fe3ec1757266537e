import { type RowOf, defineCollection } from '../../../../src/core/store/collection.ts'
import * as kept from '../../../../src/core/store/kept.ts'

/** All contacts of a city. */
export type Group = RowOf<typeof groups>

export const groups = defineCollection('toy.groups', {
  city: kept.text,
  members: kept.listOf(kept.idOf('toy.contacts')),
})
