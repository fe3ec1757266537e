import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import type { Resource } from '../dialect/resource.ts'
import { idSchema, nullable, oneOf, timeSchema } from '../dialect/schemas.ts'
import { keptVars, varsSchema } from '../dialect/vars.ts'
import { pageOf } from '../projects/project.ts'

export const CONVERSATION_STATUSES = ['closed', 'active', 'handled'] as const

/** A person or number that messages are exchanged with. */
export type Contact = RowOf<typeof contacts>

export const contacts = defineCollection(
  'telerivet.contacts',
  {
    id: keptId('contact'),
    project_id: kept.idOf('telerivet.projects'),
    name: kept.orNull(kept.text),
    phone_number: kept.orNull(kept.text),
    /** What all spellings of the number have in common: finds the contact among many. */
    suffix: kept.orNull(kept.text),
    time_created: kept.seconds,
    time_updated: kept.seconds,
    send_blocked: kept.boolean,
    conversation_status: kept.oneOf(CONVERSATION_STATUSES),
    last_message_time: kept.orNull(kept.seconds),
    last_incoming_message_time: kept.orNull(kept.seconds),
    last_outgoing_message_time: kept.orNull(kept.seconds),
    incoming_message_count: kept.count,
    outgoing_message_count: kept.count,
    last_message_id: kept.orNull(kept.text),
    default_route_id: kept.orNull(kept.text),
    group_ids: kept.listOf(kept.idOf('telerivet.groups')),
    vars: keptVars,
  },
  {
    indexes: ['project_id', 'suffix'],
    members: ['group_ids'],
    texts: ['name'],
    ids: 'telerivet.contact',
    // What finds a contact by its number reads that number.
    wrongWith: ({ suffix, phone_number }) =>
      (suffix === null) === (phone_number === null) ? undefined : 'it has a suffix, or a phone_number, but not both',
  },
)

/** Shared by all contacts that are in no group. */
export const NO_GROUPS: readonly string[] = Object.freeze([])

const contactView = viewOf<Contact>()('Contact', {
  id: [idSchema('contact'), ({ id }) => id],
  name: [nullable(Type.String()), ({ name }) => name],
  phone_number: [nullable(Type.String()), ({ phone_number }) => phone_number],
  time_created: [timeSchema('When it was created'), ({ time_created }) => time_created],
  time_updated: [timeSchema('When it was last changed'), ({ time_updated }) => time_updated],
  send_blocked: [
    Type.Boolean({ description: 'Whether nothing may be sent to it.' }),
    ({ send_blocked }) => send_blocked,
  ],
  conversation_status: [oneOf(CONVERSATION_STATUSES), ({ conversation_status }) => conversation_status],
  last_message_time: [
    nullable(timeSchema('When the last message was sent or received')),
    ({ last_message_time }) => last_message_time,
  ],
  last_incoming_message_time: [
    nullable(timeSchema('When the last message was received')),
    ({ last_incoming_message_time }) => last_incoming_message_time,
  ],
  last_outgoing_message_time: [
    nullable(timeSchema('When the last message was sent')),
    ({ last_outgoing_message_time }) => last_outgoing_message_time,
  ],
  message_count: [
    Type.Integer({ description: 'Messages in both directions, without deleted ones.' }),
    ({ incoming_message_count, outgoing_message_count }) => incoming_message_count + outgoing_message_count,
  ],
  incoming_message_count: [Type.Integer(), ({ incoming_message_count }) => incoming_message_count],
  outgoing_message_count: [Type.Integer(), ({ outgoing_message_count }) => outgoing_message_count],
  last_message_id: [nullable(idSchema('last message')), ({ last_message_id }) => last_message_id],
  default_route_id: [
    nullable(Type.String({ description: 'The phone or route that sends to it; null for the default of the project.' })),
    ({ default_route_id }) => default_route_id,
  ],
  group_ids: [Type.Array(Type.String()), ({ group_ids }) => group_ids],
  vars: [varsSchema, ({ vars }) => vars],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
  url: pageOf('contact'),
})

export const contactResource: Resource<Contact> = {
  noun: 'contact',
  tag: 'Contacts',
  collection: contacts,
  view: contactView,
}
