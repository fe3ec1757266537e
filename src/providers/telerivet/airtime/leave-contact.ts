import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { airtimeTransactions } from './airtime-transaction.ts'

/** The airtime of a contact who is gone was given all the same. */
export const leaveAirtimesContact = ({ contact }: ContactDeleted, world: World): void =>
  world.collection(airtimeTransactions).replaceValue('contact_id', contact, null)
