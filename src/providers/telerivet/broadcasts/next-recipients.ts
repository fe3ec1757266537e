import type { World } from '../../../core/world.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import type { Broadcast } from './broadcast.ts'

/** Whom a text goes to. */
type Whom = { to_number: string } | { contact_id: string }

interface NextRecipients {
  whom: Whom[]
  /** How far the broadcast has got with them. */
  reached: number
  /** Whether nobody comes after them. */
  last: boolean
}

/** The next of those whom a broadcast goes to; blocked contacts are passed over. */
export function nextRecipients(world: World, project: Project, broadcast: Broadcast, most: number): NextRecipients {
  const { recipients, reached } = broadcast
  const country = countryOf(world, project)
  const next = recipients.slice(reached, reached + most)
  return {
    whom: next.flatMap((one) =>
      one.type === 'phone_number' && !contactByNumber(world, project, one.phone_number, country)?.send_blocked
        ? [{ to_number: one.phone_number }]
        : [],
    ),
    reached: reached + next.length,
    last: reached + next.length >= recipients.length,
  }
}
