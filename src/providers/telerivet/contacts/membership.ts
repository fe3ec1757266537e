import type { World } from '../../../core/world.ts'
import { MOST_VARS, type Vars } from '../dialect/vars.ts'
import type { Group } from '../groups/group.ts'
import { type Contact, NO_GROUPS } from './contact.ts'

type Membership = Pick<Contact, 'group_ids' | 'vars'>

/** A contact's groups once it has been added to some and then taken from others, and its variables, which may tell when. */
export function membershipAfter(
  world: World,
  { group_ids, vars }: Membership,
  added: readonly Group[],
  taken: readonly Group[],
): Membership {
  const joined = added.filter(({ id }) => !group_ids.includes(id))
  const after = [...new Set([...group_ids, ...joined.map(({ id }) => id)])].filter(
    (id) => !taken.some((group) => group.id === id),
  )
  return { group_ids: after.length === 0 ? NO_GROUPS : after, vars: stamped(world, vars, joined) }
}

/** "This variable will only be set if the contact does not already have a value for this variable." */
function stamped(world: World, vars: Vars, joined: readonly Group[]): Vars {
  let after = vars
  for (const { add_time_variable: name } of joined) {
    if (name === null || Object.hasOwn(after, name) || Object.keys(after).length >= MOST_VARS) continue
    after = { ...after, [name]: Math.floor(world.now / 1000) }
  }
  return after
}
