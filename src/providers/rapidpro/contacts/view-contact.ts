import type { Static } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import { channelFor } from '../channels/channel.ts'
import { loginOf } from '../dialect/auth.ts'
import { NONE } from '../dialect/links.ts'
import { formatTime, formatTimeOrNull } from '../dialect/times.ts'
import { parseUrn, schemeOf, identityOfStored } from '../dialect/urns.ts'
import { contactFieldRows } from '../fields/contact-field.ts'
import { groupRows } from '../groups/group.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type Contact, type contactSchema } from './contact.ts'

type Shown = Static<typeof contactSchema>

/** Makes what shows a contact in this world. */
export function viewContacts(
  world: World,
  { expandUrns = false }: { expandUrns?: boolean | undefined } = {},
): (row: Contact) => Shown {
  const { anon } = workspaceOf(world)
  const keys = contactFieldRows(world)
    .all()
    .map(({ id }) => id)
  return (row) => {
    const { deleted } = row
    return {
      uuid: row.id,
      name: row.name,
      ...(anon && { anon_display: anonDisplay(row) }),
      status: deleted ? null : row.status,
      language: row.language,
      urns: expandUrns ? expand(row, world, anon) : row.urns.map((urn) => (anon ? masked(urn) : identityOfStored(urn))),
      groups: row.groups.length === 0 ? (NONE as never) : groupsOf(row, world),
      notes: row.notes.length === 0 ? (NONE as never) : notesOf(row, world),
      fields: deleted
        ? {}
        : Object.fromEntries(keys.map((key) => [key, Object.hasOwn(row.fields, key) ? row.fields[key]! : null])),
      flow: null,
      created_on: formatTime(row.created_on),
      modified_on: formatTime(row.modified_on),
      last_seen_on: formatTimeOrNull(row.last_seen_on),
      blocked: deleted ? null : row.status === 'blocked',
      stopped: deleted ? null : row.status === 'stopped',
    }
  }
}

/** What stands for the address in anonymous workspaces: the contact's number. */
export const anonDisplay = ({ sequence }: Contact): string => String(sequence).padStart(10, '0')

const MASK = '********'
const masked = (urn: string): string => `${schemeOf(urn)}:${MASK}`

/** In the order in which the groups came to be. */
const groupsOf = (row: Contact, world: World): Shown['groups'] =>
  groupRows(world)
    .all()
    .filter(({ id }) => row.groups.includes(id))
    .map(({ id, name }) => ({ uuid: id, name }))

/** Notes come through the API, so their author is the key's owner. */
const notesOf = (row: Contact, world: World): Shown['notes'] => {
  const created_by = { email: loginOf(world), name: 'Key Owner' }
  return row.notes.map(({ text, created_on }) => ({ text, created_on: formatTime(created_on), created_by }))
}

/** URNs as objects with the channel that would be taken, those that have one first. */
function expand(row: Contact, world: World, anon: boolean): Shown['urns'] {
  const all = row.urns.map((stored) => {
    const { scheme, path, display } = parseUrn(stored)!
    const channel = channelFor(world, scheme)
    return {
      channel: channel ? { uuid: channel.id, name: channel.name } : null,
      scheme,
      path: anon ? MASK : path,
      display: anon ? null : display,
    }
  })
  return [...all.filter(({ channel }) => channel), ...all.filter(({ channel }) => !channel)]
}
