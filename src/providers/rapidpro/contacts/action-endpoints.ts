import { type Slices, isInSlices } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { choice, judged, optional, refuse } from '../dialect/fields.ts'
import { reference, references } from '../dialect/references.ts'
import { type Group, findManualGroup, groups } from '../groups/group.ts'
import { archiveMessagesOf } from '../messages/change-messages.ts'
import { deleteContact, setStatus } from './change-contact.ts'
import { type Contact, contactRows, exampleContact } from './contact.ts'
import { contactInterrupted } from './events.ts'
import { findContact } from './find-contact.ts'
import { joinGroup, quitGroup } from './join-group.ts'

const archive = (world: World, { id }: Contact) => archiveMessagesOf(world, id)

/** What is done to each contact; in slices where very many messages may be concerned. */
const ACTIONS = {
  add: (world: World, contact: Contact, group: Group) => joinGroup(world, contact, group),
  remove: (world: World, contact: Contact, group: Group) => quitGroup(world, contact, group),
  block: (world: World, contact: Contact) => setStatus(world, contact, 'blocked'),
  unblock: (world: World, contact: Contact) => setStatus(world, contact, 'active'),
  interrupt: (world: World, { id: contact }: Contact) =>
    world.publish(contactInterrupted, { provider: 'rapidpro', contact }),
  archive_messages: archive,
  delete: deleteContact,
  // As archive_messages was called once.
  archive,
} as const

const WITH_GROUP = ['add', 'remove']

const body = {
  contacts: judged(references(findContact, 'uuid or URN of a contact'), (contacts, path, issues) => {
    if (contacts.length === 0) refuse(issues, path, "Contacts can't be empty.")
    return contacts
  }),
  action: choice(Object.keys(ACTIONS) as readonly (keyof typeof ACTIONS)[]),
  group: optional(reference(findManualGroup, 'uuid or name of a group without a query; to add and to remove.')),
}

/** Everything is judged before anything is done: one bad contact stops the whole request. */
export const actOnContacts = endpoint({
  id: 'rapidpro.actOnContacts',
  method: 'post',
  path: '/api/v2/contact_actions.json',
  summary: 'Does something to up to 100 contacts, or to none if one of them will not do.',
  tag: 'Contacts',
  scope: 'v2',
  example: (demo) => ({
    body: {
      contacts: [exampleContact(demo)],
      action: 'add',
      group: latest(demo, groups, ({ query }) => query === null),
    },
  }),
  body,
  bodyMedia: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  returns: null,
  status: 204,
  manners: { credentialsFirst: true, rule: ({ body: given }) => wrongWith(given as Given) },
  handle({ world, body: { contacts, action, group } }) {
    const ids = new Set(contacts.map(({ id }) => id))
    return inSlicesOf(
      world,
      actOnEach(world, ids, (contact) => ACTIONS[action](world, contact, group!)),
    )
  },
})

/** What is done to one may change another. */
function* actOnEach(world: World, ids: Iterable<string>, act: (contact: Contact) => unknown): Slices<void> {
  for (const id of ids) {
    const work = act(contactRows(world).get(id)!)
    if (isInSlices(work)) yield* work
  }
}

interface Given {
  contacts: Contact[]
  action: keyof typeof ACTIONS
  group?: Group | undefined
}

function wrongWith({ contacts, action, group }: Given): string | undefined {
  const needsGroup = WITH_GROUP.includes(action)
  if (needsGroup && !group) return `For action "${action}" you should also specify a group`
  if (!needsGroup && group) return `For action "${action}" you should not specify a group`
  const others = action === 'add' ? new Set(contacts.filter(({ status }) => status !== 'active')) : new Set<Contact>()
  if (others.size === 0) return undefined
  return `Non-active contacts cannot be added to groups: ${[...others].map(({ id }) => id).join(', ')}`
}
