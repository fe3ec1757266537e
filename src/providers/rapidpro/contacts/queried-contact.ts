import type { World } from '../../../core/world.ts'
import { parseTime } from '../dialect/times.ts'
import { pathOf, schemeOf } from '../dialect/urns.ts'
import { Decimal } from '../expressions/index.ts'
import { contactFieldRows } from '../fields/contact-field.ts'
import type { Queried, Value } from '../queries/matcher.ts'
import { runRows } from '../runs/run.ts'
import { openTicketOf } from '../tickets/ticket.ts'
import type { Contact } from './contact.ts'
import { numberOf, shownValue } from './field-values.ts'

const NOTHING: readonly Value[] = []

const only = (value: Value | null | undefined): readonly Value[] =>
  value === null || value === undefined || value === '' ? NOTHING : [value]

type Read = (contact: Contact, world: World) => readonly Value[]

const ATTRIBUTES: Readonly<Record<string, Read>> = {
  uuid: ({ id }) => [id],
  id: ({ sequence }) => [String(sequence)],
  name: ({ name }) => only(name),
  status: ({ status }) => [status],
  language: ({ language }) => only(language),
  urn: ({ urns }) => urns.map(pathOf),
  group: ({ groups }) => groups,
  flow: ({ flow }) => only(flow),
  history: ({ id }, world) => [
    ...new Set(
      runRows(world)
        .by('contact', id)
        .map(({ flow }) => flow),
    ),
  ],
  tickets: ({ id }, world) => [openTicketOf(world, id) ? Decimal.ONE : Decimal.ZERO],
  created_on: ({ created_on }) => [created_on],
  last_seen_on: ({ last_seen_on }) => only(last_seen_on),
}

/** A contact as queries see it: of places only the name, of addresses only the path. */
export const queriedContact = (contact: Contact, world: World): Queried => ({
  values({ kind, key }) {
    if (kind === 'attribute') return ATTRIBUTES[key]!(contact, world)
    if (kind === 'scheme') return contact.urns.filter((urn) => schemeOf(urn) === key).map(pathOf)
    const field = contactFieldRows(world).get(key)
    if (!field) return NOTHING
    if (field.type === 'number') return only(numberOf(contact, field))
    const shown = shownValue(contact, field)
    if (shown === null) return NOTHING
    if (field.type === 'datetime') return only(parseTime(shown))
    return only(field.type === 'text' ? shown : shown.slice(shown.lastIndexOf('>') + 1).trim())
  },
})
