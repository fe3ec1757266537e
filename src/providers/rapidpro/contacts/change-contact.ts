import { changedFields } from '../../../core/store/changed-fields.ts'
import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { NONE } from '../dialect/links.ts'
import { identityOfStored } from '../dialect/urns.ts'
import { type Contact, contactRows, urnRows } from './contact.ts'
import { contactChanged, contactDeleted } from './events.ts'
import { NO_VALUES } from './field-values.ts'
import type { User } from '../users/user.ts'
import { moment } from '../dialect/times.ts'

type Changes = Partial<Omit<Contact, 'id' | 'sequence' | 'urns' | 'notes' | 'modified_on'>>

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
    fields: changes.fields ?? NO_VALUES.fields,
    understood: changes.understood ?? NO_VALUES.understood,
    notes: NONE,
    flow: null,
    created_on: now,
    modified_on: now,
    last_seen_on: changes.last_seen_on ?? null,
  })
  const { bearer, losers } = urns.length > 0 ? giveUrns(world, contact, urns) : { bearer: contact, losers: NONE }
  for (const loser of losers) tell(world, loser, ['urns'])
  tell(world, bearer.id, ['created_on', 'urns', ...Object.keys(changes)])
  return contactRows(world).get(bearer.id)!
}

/** Changes a contact, which moves its modified_on. Whoever is not active any more is in no group. */
export function changeContact(world: World, contact: Contact, given: Changes, urns?: readonly string[]): Contact {
  const leaves = given.status !== undefined && given.status !== 'active'
  const changes = leaves ? { ...given, groups: NONE } : given
  const changed = changedFields(contact, { ...changes, ...(urns && { urns }) })
  const { bearer, losers } = urns ? giveUrns(world, contact, urns) : { bearer: contact, losers: NONE }
  contactRows(world).update(bearer, { ...changes, modified_on: moment(world) })
  for (const loser of losers) tell(world, loser, ['urns'])
  tell(world, contact.id, changed, changedValues(contact, given))
  return contactRows(world).get(contact.id)!
}

/** Keys of the fields whose values are others than a contact has; undefined where nothing is said of any. */
function changedValues(contact: Contact, { fields, understood }: Changes): readonly string[] | undefined {
  if (!fields && !understood) return undefined
  const before = { ...contact, keys: Object.keys(contact.fields) }
  const after = { fields: fields ?? contact.fields, understood: understood ?? contact.understood }
  return [...new Set([...before.keys, ...Object.keys(after.fields)])].filter(
    (key) =>
      before.fields[key] !== after.fields[key] ||
      JSON.stringify(before.understood[key]) !== JSON.stringify(after.understood[key]),
  )
}

/** Gives many others groups in one go, those of whom another list is answered. */
export function regroupAll(world: World, contacts: readonly Contact[], groupsOf: (contact: Contact) => Groups): void {
  const next = new Map<string, Groups>()
  for (const contact of contacts) {
    const groups = groupsOf(contact)
    if (groups !== contact.groups) next.set(contact.id, groups)
  }
  const moved = contacts.filter(({ id }) => next.has(id))
  contactRows(world).updateAll(moved, ({ id }) => ({ groups: next.get(id)!, modified_on: moment(world) }))
  for (const { id } of moved) tell(world, id, ['groups'])
}

type Groups = Contact['groups']

/** Takes all members out of a group, some at a time: there may be very many. */
export const emptyGroup = (world: World, group: string): Slices<void> =>
  emptied(
    () => contactRows(world).by('groups', group),
    (members) => regroupAll(world, members, ({ groups }) => groups.filter((one) => one !== group)),
  )

/** Makes a contact active again, or anything else: what it is already does not change it. */
export const setStatus = (world: World, contact: Contact, status: Contact['status']): Contact =>
  contact.status === status ? contact : changeContact(world, contact, { status })

const NOTES_KEPT = 5

/** A note says something of a contact and does not change it: modified_on stays where it is. */
export function addNote(world: World, contact: Contact, { id: user }: User, text: string): Contact {
  const notes = [...contact.notes, { text, created_on: moment(world), user }]
  contactRows(world).update(contact, { notes: notes.slice(-NOTES_KEPT) })
  tell(world, contact.id, ['notes'])
  return contactRows(world).get(contact.id)!
}

/** Replaces the URNs of a contact; whoever had one of them until now loses it, and is to be told of. */
function giveUrns(
  world: World,
  contact: Contact,
  given: readonly string[],
): { bearer: Contact; losers: readonly string[] } {
  const book = urnRows(world)
  const losers: string[] = []
  const urns = [...new Map(given.map((urn) => [identityOfStored(urn), urn])).values()]
  const own = contact.urns.map((urn) => book.get(identityOfStored(urn)))
  for (const entry of own) if (entry) book.delete(entry)
  for (const urn of urns) {
    const identity = identityOfStored(urn)
    const taken = book.get(identity)
    if (taken && loseUrn(world, taken.contact, identity)) losers.push(taken.contact)
    const before = taken ?? own.find((entry) => entry?.id === identity)
    book.insert({ id: identity, sequence: 0, contact: contact.id, channel: before?.channel ?? null })
  }
  return { bearer: contactRows(world).update(contact, { urns: Object.freeze(urns) }), losers }
}

function loseUrn(world: World, uuid: string, identity: string): boolean {
  const book = urnRows(world)
  book.delete(book.get(identity)!)
  const owner = contactRows(world).get(uuid)
  if (!owner) return false
  const urns = owner.urns.filter((urn) => identityOfStored(urn) !== identity)
  contactRows(world).update(owner, { urns, modified_on: moment(world) })
  return true
}

/** Leaves a tombstone: uuid and times. The URNs are free again. */
export function* deleteContact(world: World, contact: Contact): Slices<void> {
  if (contact.deleted) return
  const { bearer: bare } = giveUrns(world, contact, NONE)
  const gone = {
    deleted: true,
    name: null,
    language: null,
    groups: NONE,
    ...NO_VALUES,
    notes: NONE,
    flow: null,
    last_seen_on: contact.last_seen_on,
  }
  contactRows(world).update(bare, { ...gone, modified_on: moment(world) })
  yield* world.publishInSlices(contactDeleted, { provider: 'rapidpro', contact: contact.id })
}

/** What is said of a contact once all of it has changed: whoever listens may change it again. */
function tell(world: World, contact: string, changed: readonly string[], fields?: readonly string[]): void {
  if (changed.length > 0)
    world.publish(contactChanged, { provider: 'rapidpro', contact, changed, ...(fields && { fields }) })
}
