import type { Contact } from '../contacts/contact.ts'
import { parseTime } from '../dialect/times.ts'

/** The date of a contact that events count from, microseconds since 1970; undefined where it has none. */
export function dateOf(contact: Contact, key: string): number | undefined {
  if (key === 'created_on') return contact.created_on
  if (key === 'last_seen_on') return contact.last_seen_on ?? undefined
  const understood = Object.hasOwn(contact.understood, key) ? contact.understood[key]!.datetime : undefined
  return understood === undefined ? undefined : parseTime(understood)
}
