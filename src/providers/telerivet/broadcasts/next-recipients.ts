import type { World } from '../../../core/world.ts'
import { contacts } from '../contacts/contact.ts'
import { contactByNumber } from '../contacts/find-contact.ts'
import { countryOf } from '../phones/choose-route.ts'
import type { Project } from '../projects/project.ts'
import type { Broadcast, Recipient } from './broadcast.ts'

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
  const [first] = broadcast.recipients
  return first?.type === 'group'
    ? nextMembers(world, broadcast, first, most)
    : nextNumbers(world, project, broadcast, most)
}

function nextNumbers(world: World, project: Project, { recipients, reached }: Broadcast, most: number): NextRecipients {
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

/** Members as they are now, in the order in which they came to be: who joins meanwhile and comes later is among them. */
function nextMembers(
  world: World,
  { reached, exclude_contact_id }: Broadcast,
  { group_id }: Recipient & { type: 'group' },
  most: number,
): NextRecipients {
  const { rows, more, last } = world.collection(contacts).list({
    where: [{ field: 'group_ids', is: 'includes', value: group_id }],
    beyond: { value: null, sequence: reached },
    take: most,
  })
  return {
    whom: rows
      .filter(
        ({ id, send_blocked, phone_number }) => !send_blocked && phone_number !== null && id !== exclude_contact_id,
      )
      .map(({ id }) => ({ contact_id: id })),
    reached: last?.sequence ?? reached,
    last: !more,
  }
}
