import { atOnce } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { GroupDeleted } from '../groups/events.ts'
import { emptyGroup } from './change-contact.ts'

/** The members of a group that is gone stay, and are not in it. */
export const leaveGroup = ({ group }: GroupDeleted, world: World): void => atOnce(emptyGroup(world, group))
