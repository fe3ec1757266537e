import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { choice, nullable, optional, text } from '../dialect/fields.ts'
import { reference, references } from '../dialect/references.ts'
import { findTopic } from '../topics/topic.ts'
import { findAssignee } from '../users/find-assignee.ts'
import { addNoteToTicket, assignTicket, changeTopic, closeTicket, reopenTicket } from './change-ticket.ts'
import { type Ticket, findTicket, ticketRows, tickets } from './ticket.ts'

const body = {
  tickets: references(findTicket, 'uuid of a ticket'),
  action: choice(['assign', 'add_note', 'change_topic', 'close', 'reopen']),
  assignee: optional(nullable(reference(findAssignee, 'Address of a user who is no viewer; null for nobody.'))),
  topic: optional(reference(findTopic, 'uuid of a topic')),
  note: optional(text({ max: 10_000 })),
}

type Given = { [K in 'assignee' | 'topic' | 'note']?: ReturnType<(typeof body)[K]['read']> }
type Action = ReturnType<(typeof body)['action']['read']>

interface Act {
  /** What the body has to have besides. */
  needs?: keyof Given
  on: (world: World, ticket: Ticket, given: Given, by: RapidproCall['caller']['user']) => void
}

const ACTIONS: Readonly<Record<Action, Act>> = {
  assign: { needs: 'assignee', on: (world, ticket, { assignee }) => void assignTicket(world, ticket, assignee!) },
  add_note: { needs: 'note', on: (world, ticket, { note }, by) => void addNoteToTicket(world, ticket, note!, by) },
  change_topic: { needs: 'topic', on: (world, ticket, { topic }) => void changeTopic(world, ticket, topic!.id) },
  close: { on: (world, ticket) => void closeTicket(world, ticket) },
  reopen: { on: (world, ticket) => void reopenTicket(world, ticket) },
}

/** Tickets that are already what they are to become are passed over in silence. */
export const actOnTickets = endpoint({
  id: 'rapidpro.actOnTickets',
  method: 'post',
  path: '/api/v2/ticket_actions.json',
  summary: 'Assigns up to 100 tickets, writes a note on them, changes their topic, closes or reopens them.',
  tag: 'Tickets',
  scope: 'v2',
  example: (demo) => ({
    body: {
      tickets: [latest(demo, tickets, ({ status }) => status === 'open')],
      action: 'add_note',
      note: 'Called back.',
    },
  }),
  body,
  bodyMedia: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  returns: null,
  status: 204,
  manners: {
    credentialsFirst: true,
    rule({ body: given }) {
      const { needs } = ACTIONS[given.action as Action]
      return needs !== undefined && given[needs] === undefined
        ? `For action "${given.action}" you must specify the ${needs}`
        : undefined
    },
  },
  handle({ world, caller, body: { action, tickets: named, ...given } }) {
    const { on } = ACTIONS[action]
    // What is done to one may change another, as no two tickets of a contact are open.
    for (const id of new Set(named.map((ticket) => ticket.id)))
      on(world, ticketRows(world).get(id)!, given, caller.user)
  },
})
