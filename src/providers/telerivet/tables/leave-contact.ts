import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { dataRows } from './data-row.ts'

/** Rows of a contact that is gone stay, and belong to none. */
export const leaveRowsContact = ({ contact }: ContactDeleted, world: World): void =>
  world.collection(dataRows).replaceValue('contact_id', contact, null)
