import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { messages } from './message.ts'

/** The messages of a contact that is gone stay, and belong to nobody. */
export const leaveContact = ({ contact }: ContactDeleted, world: World): void =>
  world.collection(messages).replaceValue('contact_id', contact, null)
