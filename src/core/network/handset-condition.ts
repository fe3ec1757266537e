import { type RowOf, defineCollection } from '../store/collection.ts'
import * as kept from '../store/kept.ts'

/** A handset that is switched off; its id is the address. One that is on has no row. */
export type SwitchedOff = RowOf<typeof switchedOff>

export const switchedOff = defineCollection('network.switched-off', {
  since: kept.time,
  /** How long the network keeps a text for it, milliseconds. */
  patience: kept.duration,
})
