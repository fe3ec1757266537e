import { type PayloadOf, defineJob } from '../../../core/clock/job-kind.ts'
import type { MessageCreated } from '../../../core/network/events.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { keptId } from '../dialect/ids.ts'
import { type GroupFilterChanged } from '../groups/events.ts'
import { type Group, groups } from '../groups/group.ts'
import type { MessageDeleted } from '../messages/events.ts'
import { messages } from '../messages/message.ts'
import { type Contact, contacts } from './contact.ts'
import type { ContactChanged, ContactCreated } from './events.ts'
import { testOf } from './filters.ts'
import { moveBetweenGroups } from './move-between-groups.ts'

/** A contact that is another than before joins the dynamic groups whose filter keeps it now, and leaves the others. */
export const followFilters = ({ contact }: ContactCreated | ContactChanged, world: World): void =>
  follow(world, contact)

/** The times and counts of a contact move with its messages. Most worlds have no dynamic group, and then ask no further. */
export function followFiltersAtMessage({ message }: MessageCreated, world: World): void {
  if (dynamicGroups(world).length > 0) follow(world, world.collection(messages).get(message)?.contact_id)
}

export const followFiltersAtDeletion = ({ contact }: MessageDeleted, world: World): void => follow(world, contact)

/** The next contacts are held against the filter of a dynamic group. */
export const FOLLOW = defineJob('telerivet.follow-filter', {
  /** It may be gone. */
  group: keptId('group'),
  /** The place of the contact that was looked at last. */
  beyond: kept.count,
})

/** So many at a time: while all of a hundred thousand were looked at, nobody else would have their turn. */
const SLICE = 500

/** All contacts of the project are held against a filter that is new; many of them as the clock goes. */
export function followFilter({ group }: GroupFilterChanged, world: World): void {
  world.clock.callOff(FOLLOW, 'group', group)
  followSlice(world, { group, beyond: 0 })
}

/** Follows the filters of this world's groups through all contacts. */
export const connectFilters = (world: World): void => world.clock.register(FOLLOW, (next) => followSlice(world, next))

function followSlice(world: World, { group: id, beyond }: PayloadOf<typeof FOLLOW>): void {
  const group = world.collection(groups).get(id)
  if (!group?.filter) return
  const rows = world.collection(contacts)
  const keeps = testOf(group.filter)
  const { rows: next, more } = rows.list({
    where: [{ field: 'project_id', is: 'equals', value: group.project_id }],
    beyond: { value: null, sequence: beyond },
    take: SLICE,
  })
  // What one of them did may have changed another.
  for (const contact of next) {
    const now = rows.get(contact.id)
    if (now) move(world, now, [group], () => keeps)
  }
  if (more) world.clock.schedule(0, FOLLOW, { group: id, beyond: next.at(-1)!.sequence })
}

const dynamicGroups = (world: World) => world.collection(groups).by('dynamic', true)

function follow(world: World, id: string | null | undefined): void {
  const dynamic = dynamicGroups(world)
  const contact = dynamic.length === 0 || !id ? undefined : world.collection(contacts).get(id)
  if (!contact) return
  const own = dynamic.filter(({ project_id }) => project_id === contact.project_id)
  move(world, contact, own, ({ filter }) => testOf(filter!))
}

function move(
  world: World,
  contact: Contact,
  dynamic: readonly Group[],
  testFor: (group: Group) => (contact: Contact) => boolean,
): void {
  const wrong = dynamic.filter((group) => testFor(group)(contact) !== contact.group_ids.includes(group.id))
  if (wrong.length === 0) return
  const left = wrong.filter(({ id }) => contact.group_ids.includes(id))
  moveBetweenGroups(
    world,
    contact,
    wrong.filter((group) => !left.includes(group)),
    left,
  )
}
