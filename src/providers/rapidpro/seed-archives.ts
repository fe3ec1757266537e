import type { World } from '../../core/world.ts'
import { activeChannels } from './channels/channel.ts'
import { NO_VALUES } from './contacts/field-values.ts'
import { contactRows, urnRows } from './contacts/contact.ts'
import { NONE } from './dialect/links.ts'
import { messageRows } from './messages/message.ts'
import { changeWorkspace } from './workspace/change-workspace.ts'

const MINUTE = 60_000_000
const DAY = 24 * 60 * MINUTE

/** The clinic is older than its world: a spring ago it wrote to somebody, which is in an archive by now. */
export function seedArchives(world: World): void {
  const begun = world.now * 1000 - 130 * DAY
  changeWorkspace(world, { created_on: begun })
  const channel = activeChannels(world)[0]!.id
  const urn = 'tel:+12065550199'
  const asked = begun + 3 * DAY + 37 * MINUTE + 1
  const contact = contactRows(world).insert({
    id: world.random.uuid('rapidpro.contact'),
    sequence: 0,
    name: 'Solange Mukandoli',
    language: 'kin',
    status: 'active',
    deleted: false,
    urns: [urn],
    groups: NONE,
    ...NO_VALUES,
    notes: NONE,
    flow: null,
    created_on: asked - MINUTE,
    modified_on: asked + 9 * MINUTE,
    last_seen_on: asked + 9 * MINUTE,
  })
  urnRows(world).insert({ id: urn, sequence: 0, contact: contact.id, channel })
  const common = { contact: contact.id, urn, channel, broadcast: null, extra: null }
  const id = () => String(world.random.count('rapidpro.message'))
  messageRows(world).insert({
    ...common,
    id: id(),
    sequence: 0,
    direction: 'out',
    status: 'delivered',
    text: 'Muraho Solange, urukingo rwawe rwa kabiri ni ejo saa tatu.',
    created_on: asked,
    sent_on: asked + 1_000_000,
    modified_on: asked + 3_000_000,
  })
  messageRows(world).insert({
    ...common,
    id: id(),
    sequence: 0,
    direction: 'in',
    status: 'handled',
    text: 'Murakoze, nzaza.',
    created_on: asked + 9 * MINUTE,
    sent_on: null,
    modified_on: asked + 9 * MINUTE,
  })
}
