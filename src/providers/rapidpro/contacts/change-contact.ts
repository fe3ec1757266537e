import type { World } from '../../../core/world.ts'
import { NONE } from '../dialect/links.ts'
import { identityOfStored } from '../dialect/urns.ts'
import { messageRows } from '../messages/message.ts'
import { type Contact, contactRows, urnRows } from './contact.ts'
import { moment } from '../dialect/times.ts'

type Changes = Partial<Omit<Contact, 'id' | 'sequence' | 'urns' | 'notes' | 'modified_on'>>

const NOTHING = Object.freeze({})

/** A new contact with these URNs, none of which may be somebody else's. */
export function createContact(world: World, changes: Changes = {}, urns: readonly string[] = NONE): Contact {
  const now = moment(world)
  const contact = contactRows(world).insert({
    id: world.random.uuid('rapidpro.contact'),
    sequence: 0,
    name: changes.name ?? null,
    language: changes.language ?? null,
    status: 'active',
    deleted: false,
    urns: NONE,
    groups: changes.groups ?? NONE,
    fields: changes.fields ?? NOTHING,
    notes: NONE,
    created_on: now,
    modified_on: now,
    last_seen_on: changes.last_seen_on ?? null,
  })
  return urns.length > 0 ? giveUrns(world, contact, urns) : contact
}

/** Changes a contact, which moves its modified_on. */
export function changeContact(world: World, contact: Contact, changes: Changes, urns?: readonly string[]): Contact {
  const given = urns ? giveUrns(world, contact, urns) : contact
  // Messages show the name.
  if (changes.name !== undefined && changes.name !== contact.name) messageRows(world).forgetTexts()
  return contactRows(world).update(given, { ...changes, modified_on: moment(world) })
}

const NOTES_KEPT = 5

/** A note says something of a contact and does not change it: modified_on stays where it is. */
export function addNote(world: World, contact: Contact, text: string): Contact {
  const notes = [...contact.notes, { text, created_on: moment(world) }]
  return contactRows(world).update(contact, { notes: notes.slice(-NOTES_KEPT) })
}

/** Replaces the URNs of a contact; whoever had one of them until now loses it. */
function giveUrns(world: World, contact: Contact, given: readonly string[]): Contact {
  const book = urnRows(world)
  const urns = [...new Map(given.map((urn) => [identityOfStored(urn), urn])).values()]
  for (const urn of contact.urns) {
    const entry = book.get(identityOfStored(urn))
    if (entry) book.delete(entry)
  }
  for (const urn of urns) {
    const identity = identityOfStored(urn)
    const taken = book.get(identity)
    if (taken) loseUrn(world, taken.contact, identity)
    book.insert({ id: identity, sequence: 0, contact: contact.id })
  }
  return contactRows(world).update(contact, { urns: Object.freeze(urns) })
}

function loseUrn(world: World, uuid: string, identity: string): void {
  const book = urnRows(world)
  book.delete(book.get(identity)!)
  const owner = contactRows(world).get(uuid)
  if (!owner) return
  const urns = owner.urns.filter((urn) => identityOfStored(urn) !== identity)
  contactRows(world).update(owner, { urns, modified_on: moment(world) })
}

/** Leaves a tombstone: uuid and times. The URNs are free again. */
export function deleteContact(world: World, contact: Contact): void {
  if (contact.deleted) return
  const bare = giveUrns(world, contact, NONE)
  const gone = {
    deleted: true,
    name: null,
    language: null,
    groups: NONE,
    fields: NOTHING,
    notes: NONE,
    last_seen_on: contact.last_seen_on,
  }
  contactRows(world).update(bare, { ...gone, modified_on: moment(world) })
}
