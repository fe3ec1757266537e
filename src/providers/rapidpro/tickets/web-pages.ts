import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { latest } from '../../../http/example.ts'
import { invalid } from '../../../http/problem.ts'
import { text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { contacts } from '../contacts/contact.ts'
import { findContact } from '../contacts/find-contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { instant } from '../dialect/links.ts'
import { isNamed } from '../dialect/names.ts'
import { formatTime } from '../dialect/times.ts'
import { defaultTopic, topicRows } from '../topics/topic.ts'
import { findAssignee } from '../users/find-assignee.ts'
import { ownerOf, userNamed, userRef, users } from '../users/user.ts'
import { openTicket } from './open-ticket.ts'
import { type Ticket, openTicketOf, ticketRows, ticketView } from './ticket.ts'

const noteSchema = Type.Object(
  { text: Type.String(), created_on: instant('When it was written.'), created_by: orNull(userRef.schema) },
  { additionalProperties: false, title: 'TicketNote' },
)

const ticketPageView = viewOf<Ticket>()('Ticket on its page', {
  ...ticketView.members,
  notes: [
    Type.Array(noteSchema, { description: 'What its people have said of it to one another, oldest first.' }),
    ({ notes }, world) =>
      notes.map(({ text: said, created_on, user }) => ({
        text: said,
        created_on: formatTime(created_on),
        created_by: user === null ? null : userRef.object(world.collection(users).get(user)!, world),
      })),
  ],
})

const LONGEST_NOTE = 10_000

/** Tickets are opened on the web pages, and by flows; the API lists them and acts on them. */
export const ticketPages = webPages({
  noun: 'ticket',
  nouns: 'tickets',
  view: ticketPageView,
  rows: (world: World) => ticketRows(world).all().toArray(),
  create: {
    description: 'A contact has one open ticket at a time.',
    body: {
      contact: text('Uuid or URN of the contact.', { min: 1 }),
      topic: optional(text('Uuid or name of what it is about; General unless given.', { min: 1 })),
      assignee: optional(text('Address of the user to look after it; nobody unless given.', { min: 1 })),
      note: optional(text('A note to begin with.', { min: 1, max: LONGEST_NOTE })),
      opened_by: optional(
        text('Address of the user who opens it; the owner of the workspace unless given.', { min: 1 }),
      ),
    },
    example: (demo) => ({
      contact: latest(demo, contacts, ({ id, deleted }) => !deleted && !openTicketOf(demo, id)),
      note: 'Asked for a nurse.',
    }),
    make(world, { contact: whom, topic, assignee, note, opened_by }) {
      const contact = findContact({ world }, whom)
      if (!contact) throw invalid('contact', `There is no contact "${whom}". Name one by its uuid or by a URN of it.`)
      return openTicket(world, {
        contact,
        topic: topic === undefined ? defaultTopic(world) : topicNamed(world, topic),
        assignee: assignee === undefined ? undefined : among(findAssignee({ world }, assignee), 'assignee', assignee),
        note,
        by: opened_by === undefined ? ownerOf(world) : among(userNamed(world, opened_by), 'opened_by', opened_by),
      })
    },
  },
})

function topicNamed(world: World, key: string) {
  const found = topicRows(world).get(key) ?? topicRows(world).all().find(isNamed(key))
  if (!found) throw invalid('topic', `There is no topic "${key}". Make it first, by POST /api/v2/topics.json.`)
  return found
}

function among<U>(user: U | undefined, field: string, email: string): U {
  if (!user)
    throw invalid(
      field,
      `There is no user "${email}" who could. GET …/rapidpro/users lists them; viewers are assigned no tickets.`,
    )
  return user
}
