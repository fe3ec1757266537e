import * as Type from 'typebox'
import type { Sight } from '../../../core/sight.ts'
import { jsonList } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import { channelFor } from '../channels/choose-channel.ts'
import { userRef, users } from '../users/user.ts'
import { orNull } from '../dialect/endpoints.ts'
import { NONE, instant, objectRef } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { identityOfStored, parseUrn, schemeOf } from '../dialect/urns.ts'
import { contactFields } from '../fields/contact-field.ts'
import { flows } from '../flows/flow.ts'
import { groups } from '../groups/group.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { shownValue } from './field-values.ts'
import { CONTACT_STATUSES, type Contact } from './contact.ts'

const urnSchema = Type.Object(
  {
    channel: orNull(objectRef.schema),
    scheme: Type.String(),
    path: Type.String(),
    display: orNull(Type.String()),
  },
  { additionalProperties: false, description: 'As `expand_urns` asks for.' },
)

const noteSchema = Type.Object(
  {
    text: Type.String(),
    created_on: instant('When it was written.'),
    created_by: userRef.schema,
  },
  { additionalProperties: false, title: 'ContactNote' },
)

/** How a contact looks, also where lists are asked to expand URNs. */
export const contactView = viewOf<Contact, boolean | void>()('Contact', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [orNull(Type.String()), ({ name }) => name],
  anon_display: [
    Type.Optional(Type.String({ description: 'In anonymous workspaces, what stands for the address.' })),
    (row, world) => (workspaceOf(world).anon ? anonDisplay(row) : undefined),
  ],
  status: [
    orNull(Type.Unsafe<Contact['status']>({ type: 'string', enum: [...CONTACT_STATUSES] })),
    ({ deleted, status }) => (deleted ? null : status),
  ],
  language: [orNull(Type.String({ description: 'ISO 639-3.' })), ({ language }) => language],
  urns: [
    Type.Array(Type.Union([Type.String(), urnSchema])),
    (row, world, expandsUrns) => {
      const { anon } = workspaceOf(world)
      return expandsUrns
        ? expand(row, world, anon)
        : row.urns.map((urn) => (anon ? masked(urn) : identityOfStored(urn)))
    },
  ],
  groups: [Type.Array(objectRef.schema), (row, world) => (row.groups.length === 0 ? NONE : groupsOf(row, world))],
  notes: [
    Type.Array(noteSchema, { description: 'The newest five, oldest first.' }),
    (row, world) => (row.notes.length === 0 ? NONE : notesOf(row, world)),
  ],
  fields: [
    Type.Record(Type.String(), orNull(Type.String()), { description: 'Every field of the workspace, by key.' }),
    (row, world) => (row.deleted ? {} : fieldsOf(row, world)),
  ],
  flow: [
    orNull(objectRef.schema),
    ({ flow }, world) => (flow === null ? null : objectRef.json(world.collection(flows).get(flow)!, world)),
  ],
  created_on: [instant('When it came to be.'), ({ created_on }) => formatTime(created_on)],
  modified_on: [instant('When it last changed.'), ({ modified_on }) => formatTime(modified_on)],
  last_seen_on: [orNull(instant('When it was last heard of.')), ({ last_seen_on }) => formatTimeOrNull(last_seen_on)],
  blocked: [
    orNull(Type.Boolean({ description: 'Deprecated: see `status`.' })),
    ({ deleted, status }) => (deleted ? null : status === 'blocked'),
  ],
  stopped: [
    orNull(Type.Boolean({ description: 'Deprecated: see `status`.' })),
    ({ deleted, status }) => (deleted ? null : status === 'stopped'),
  ],
})

/** What stands for the address in anonymous workspaces: the contact's number. */
export const anonDisplay = ({ sequence }: Contact): string => String(sequence).padStart(10, '0')

const MASK = '********'
const masked = (urn: string): string => `${schemeOf(urn)}:${MASK}`

/** In the order in which the groups came to be. */
const groupsOf = (row: Contact, world: Sight) =>
  jsonList(
    world
      .collection(groups)
      .all()
      .filter(({ id }) => row.groups.includes(id))
      .map((group) => objectRef.json(group, world)),
  )

const notesOf = ({ notes }: Contact, world: Sight) =>
  notes.map((note) => ({
    text: note.text,
    created_on: formatTime(note.created_on),
    created_by: userRef.object(world.collection(users).get(note.user)!, world),
  }))

const fieldsOf = (row: Contact, world: Sight): Record<string, string | null> =>
  Object.fromEntries(
    world
      .collection(contactFields)
      .all()
      .map((field) => [field.id, shownValue(row, field)]),
  )

/** URNs as objects with the channel that would be taken, those that have one first. */
function expand(row: Contact, world: Sight, anon: boolean) {
  const all = row.urns.map((stored) => {
    const { scheme, path, display } = parseUrn(stored)!
    const channel = channelFor(world, stored)
    return {
      channel: channel ? objectRef.object(channel, world) : null,
      scheme,
      path: anon ? MASK : path,
      display: anon ? null : display,
    }
  })
  return [...all.filter(({ channel }) => channel), ...all.filter(({ channel }) => !channel)]
}
