import type { World } from '../../../core/world.ts'
import { channels } from '../channels/channel.ts'
import { identityOfStored, readable, schemeOf, SCHEMES } from '../dialect/urns.ts'
import {
  DateTimeValue,
  type Environment,
  ObjectValue,
  UTC,
  type Value,
  dateTimeIn,
  namedZone,
  wordsOf,
} from '../expressions/index.ts'
import { type ContactField, contactFieldRows } from '../fields/contact-field.ts'
import { globalRows } from '../globals/global.ts'
import { groupRows } from '../groups/group.ts'
import { ticketRows } from '../tickets/ticket.ts'
import { topicRows } from '../topics/topic.ts'
import { userRows } from '../users/user.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Contact, urnRows } from './contact.ts'
import { numberOf, shownValue } from './field-values.ts'

/** What expressions in the workspace are evaluated by. */
export function environmentOf(world: World): Environment {
  const { timezone, date_style } = workspaceOf(world)
  return {
    zone: namedZone(timezone, world.zones.of(timezone)!),
    zones: world.zones,
    order: date_style,
    now: world.now * 1000,
    random: () => Number.parseInt(world.random.hex('rapidpro.expression', 12), 16) / 2 ** 48,
  }
}

/** What any text to a contact may ask about: all that a broadcast's knows. */
export const contextOf = (contact: Contact, world: World): ObjectValue =>
  ObjectValue.of({
    contact: () => contactValue(contact, world),
    fields: () => fieldValues(contact, world),
    globals: () => globalValues(world),
    urns: () => urnValues(contact, world),
  })

/** A contact, which is shown as its name, else by its address or, where these are hidden, by its number. */
const contactValue = (contact: Contact, world: World): ObjectValue =>
  ObjectValue.of(
    {
      uuid: contact.id,
      id: String(contact.sequence),
      name: contact.name ?? '',
      first_name: () => wordsOf(contact.name ?? '')[0] ?? null,
      language: contact.language ?? '',
      timezone: null,
      status: contact.status,
      created_on: momentOf(contact.created_on),
      last_seen_on: contact.last_seen_on === null ? null : momentOf(contact.last_seen_on),
      urns: () => contact.urns.map((urn) => shownUrn(urn, world)),
      urn: () => (contact.urns[0] === undefined ? null : shownUrn(contact.urns[0], world)),
      groups: () => groupValues(contact, world),
      fields: () => fieldValues(contact, world),
      channel: () => channelValue(contact, world),
      tickets: () => ticketValues(contact, world),
    },
    () => display(contact, world),
  )

const momentOf = (micros: number): DateTimeValue =>
  new DateTimeValue(Math.floor(micros / 1000), (micros % 1000) * 1000, UTC)

function display({ name, sequence, urns }: Contact, world: World): string {
  if (name) return name
  if (workspaceOf(world).anon) return String(sequence)
  return urns[0] === undefined ? '' : readable(urns[0])
}

/** Without its query; its path is hidden in anonymous workspaces. */
const shownUrn = (urn: string, world: World): string =>
  workspaceOf(world).anon ? `${schemeOf(urn)}:********` : urn.replace(/\?[^#]*/, '')

/** The first of each scheme; null for schemes that the contact has none of. */
function urnValues({ urns }: Contact, world: World): ObjectValue {
  const first = (scheme: string) => (): Value => {
    const urn = urns.find((one) => schemeOf(one) === scheme)
    return urn === undefined ? null : shownUrn(urn, world)
  }
  return new ObjectValue(() => new Map(SCHEMES.map((scheme) => [scheme, first(scheme)])))
}

/** Every field of the workspace; together they are shown as those that are set, line by line. */
function fieldValues(contact: Contact, world: World): ObjectValue {
  const fields = [...contactFieldRows(world).all()]
  return new ObjectValue(
    () => new Map(fields.map((field) => [field.id, () => fieldValue(contact, field, world)])),
    () =>
      fields
        .flatMap((field) => {
          const shown = shownValue(contact, field)
          return shown === null ? [] : `${field.name}: ${shown}`
        })
        .toSorted()
        .join('\n'),
  )
}

function fieldValue(contact: Contact, field: ContactField, world: World): Value {
  if (field.type === 'number') return numberOf(contact, field) ?? null
  const shown = shownValue(contact, field)
  if (shown === null) return null
  return field.type === 'datetime' ? (dateTimeIn(shown, environmentOf(world)) ?? null) : shown
}

function globalValues(world: World): ObjectValue {
  const all = globalRows(world).all()
  return new ObjectValue(
    () => new Map(all.map(({ id, value }) => [id, value])),
    () => all.map(({ name, value }) => `${name}: ${value}`).join('\n'),
  )
}

/** In the order in which the groups came to be. */
const groupValues = (contact: Contact, world: World): Value =>
  groupRows(world)
    .all()
    .filter(({ id }) => contact.groups.includes(id))
    .map(({ id, name }) => ObjectValue.of({ uuid: id, name }))

/** The channel that the contact was last heard by at its first address. */
function channelValue({ urns }: Contact, world: World): Value {
  const heardBy = urns[0] === undefined ? undefined : urnRows(world).get(identityOfStored(urns[0]))?.channel
  const channel = heardBy ? world.collection(channels).get(heardBy) : undefined
  return channel
    ? ObjectValue.of({ uuid: channel.id, name: channel.name, address: channel.address }, () => channel.name)
    : null
}

const ticketValues = (contact: Contact, world: World): Value =>
  ticketRows(world)
    .by('contact', contact.id)
    .filter(({ status }) => status === 'open')
    .map(({ id, topic, assignee }) => {
      const about = topicRows(world).get(topic)
      const user = assignee === null ? undefined : userRows(world).get(assignee)
      return ObjectValue.of({
        uuid: id,
        topic: about ? ObjectValue.of({ uuid: about.id, name: about.name }) : null,
        assignee: user ? ObjectValue.of({ email: user.email }, () => user.email) : null,
      })
    })
