import type { World } from '../../core/world.ts'
import type { Act, Person } from '../../http/api.ts'
import { contactByIdentity } from './contacts/find-contact.ts'
import { createTeam } from './teams/create-team.ts'
import { addNoteToTicket, assignTicket, changeTopic, closeTicket, reopenTicket } from './tickets/change-ticket.ts'
import { openTicket } from './tickets/open-ticket.ts'
import { type Ticket, ticketRows } from './tickets/ticket.ts'
import { createTopic } from './topics/create-topic.ts'
import { defaultTopic } from './topics/topic.ts'
import { createUser } from './users/create-user.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The desk of the clinic: who works there, and whom of its patients they look after. */
export function seedDesk(world: World, people: readonly Person[]): Act[] {
  const night = createTeam(world, 'Night shift').id
  createUser(world, { email: 'grace@example.org', first_name: 'Grace', last_name: 'Uwase', role: 'editor' })
  createUser(world, { email: 'viola@example.org', first_name: 'Viola', last_name: 'Keza', role: 'viewer' })
  createUser(world, { email: 'nora@example.org', first_name: 'Nora', last_name: 'Ineza', role: 'agent', team: night })
  const kim = createUser(world, { email: 'kim@example.org', first_name: 'Kim', last_name: 'Otieno', role: 'agent' })
  const effects = createTopic(world, 'Side effects')
  const visits = createTopic(world, 'Appointments')

  return people.slice(0, NOTES.length).flatMap(({ number }, index) => {
    let opened: Ticket
    const ticket = (): Ticket => ticketRows(world).get(opened.id)!
    const at = (day: number, hour: number, run: () => void): Act => ({
      at: world.now + (4 + index + day) * DAY + hour * HOUR + index * 97_000,
      run,
    })
    const acts = [
      at(0, 14, () => {
        const contact = contactByIdentity(world, `tel:${number}`)!
        const topic = index % 2 === 0 ? visits : defaultTopic(world)
        opened = openTicket(world, { contact, topic, note: NOTES[index], by: kim })
      }),
      at(0, 15, () => assignTicket(world, ticket(), kim)),
    ]
    if (index === 1) acts.push(at(0, 16, () => changeTopic(world, ticket(), effects.id)))
    if (index % 3 === 0) acts.push(at(0, 17, () => addNoteToTicket(world, ticket(), 'Called, nobody answered.', kim)))
    if (index < 4) acts.push(at(1, 10, () => closeTicket(world, ticket())))
    if (index === 3) acts.push(at(2, 10, () => reopenTicket(world, ticket())))
    return acts
  })
}

/** What is said of each ticket as it is opened. */
const NOTES = [
  'Wants another day.',
  'Feels dizzy since the last visit.',
  'Lost the card.',
  'Has moved to another district.',
  'Asks for a nurse who speaks Kinyarwanda.',
  undefined,
]
