import { defineCollection } from '../../../../src/core/store/collection.ts'
import * as kept from '../../../../src/core/store/kept.ts'

/** A text for everybody who joins a group. */
export const campaigns = defineCollection('toy.campaigns', {
  group: kept.idOf('toy.groups'),
  text: kept.text,
  /** How many have been reached by it. */
  reached: kept.count,
})
