import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { contacts } from '../contacts/contact.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { orNull } from '../dialect/endpoints.ts'
import { uuidIn } from '../dialect/ids.ts'
import { contactRef, instant, objectRef } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { topics } from '../topics/topic.ts'
import { userRef, users } from '../users/user.ts'

const TICKET_STATUSES = ['open', 'closed'] as const

/** A while in which people look after a contact. */
export type Ticket = RowOf<typeof tickets>

export const tickets = defineCollection(
  'rapidpro.tickets',
  {
    id: kept.uuid,
    contact: kept.idOf('rapidpro.contacts'),
    status: kept.oneOf(TICKET_STATUSES),
    topic: kept.idOf('rapidpro.topics'),
    assignee: kept.orNull(kept.idOf('rapidpro.users')),
    /** What its people have said of it to one another. */
    notes: kept.listOf(
      kept.object({ text: kept.text, created_on: kept.micros, user: kept.orNull(kept.idOf('rapidpro.users')) }),
    ),
    opened_on: kept.micros,
    /** Who opened it; null where a flow did. */
    opened_by: kept.orNull(kept.idOf('rapidpro.users')),
    modified_on: kept.micros,
    closed_on: kept.orNull(kept.micros),
  },
  { indexes: ['contact'], orders: ['modified_on'], ids: 'rapidpro.ticket' },
)

export const ticketRows = (world: World) => world.collection(tickets)

/** The one ticket of a contact that may be open at a time. */
export const openTicketOf = (world: World, contact: string): Ticket | undefined =>
  ticketRows(world)
    .by('contact', contact)
    .find(({ status }) => status === 'open')

/** References name a ticket by its uuid, however it is written. */
export const findTicket = ({ world }: RapidproCall, key: string): Ticket | undefined =>
  ticketRows(world).get(uuidIn(key) ?? key)

export const ticketView = viewOf<Ticket>()('Ticket', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  contact: [
    contactRef.schema,
    ({ contact }, world) => contactRef.json(world.collection(contacts).get(contact)!, world),
  ],
  status: [Type.Unsafe<Ticket['status']>({ type: 'string', enum: [...TICKET_STATUSES] }), ({ status }) => status],
  topic: [objectRef.schema, ({ topic }, world) => objectRef.json(world.collection(topics).get(topic)!, world)],
  body: [Type.Null({ description: 'Deprecated: always null.' }), null],
  assignee: [
    orNull(userRef.schema),
    ({ assignee }, world) => (assignee === null ? null : userRef.json(world.collection(users).get(assignee)!, world)),
  ],
  opened_on: [instant('When it was opened.'), ({ opened_on }) => formatTime(opened_on)],
  opened_by: [
    orNull(userRef.schema),
    ({ opened_by }, world) =>
      opened_by === null ? null : userRef.json(world.collection(users).get(opened_by)!, world),
  ],
  opened_in: [Type.Union([objectRef.schema, Type.Null()], { description: 'The flow that opened it.' }), null],
  modified_on: [instant('When it last changed.'), ({ modified_on }) => formatTime(modified_on)],
  closed_on: [orNull(instant('When it was closed.')), ({ closed_on }) => formatTimeOrNull(closed_on)],
})
