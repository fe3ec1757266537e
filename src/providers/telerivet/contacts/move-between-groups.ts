import type { World } from '../../../core/world.ts'
import type { Group } from '../groups/group.ts'
import { applyChanges } from './change-contact.ts'
import type { Contact } from './contact.ts'
import { membershipAfter } from './membership.ts'

/** Adds a contact to some groups and takes it from others; it may be in the first and not in the second already. */
export const moveBetweenGroups = (
  world: World,
  contact: Contact,
  added: readonly Group[],
  taken: readonly Group[],
): Contact => applyChanges(world, contact, membershipAfter(world, contact, added, taken))
