import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Trigger, triggerRows } from './trigger.ts'

type NewTrigger = Omit<Trigger, 'id' | 'sequence' | 'archived' | 'created_on'>

/** A new trigger, unless there is one that does the same. */
export function createTrigger(world: World, asked: NewTrigger): void {
  const same = triggerRows(world)
    .by('flow', asked.flow)
    .some(
      (there) => !there.archived && NAMES.every((name) => JSON.stringify(there[name]) === JSON.stringify(asked[name])),
    )
  if (same) return
  triggerRows(world).insert({
    id: String(world.random.count('rapidpro.trigger')),
    sequence: 0,
    ...asked,
    archived: false,
    created_on: moment(world),
  })
}

const NAMES = ['trigger_type', 'groups', 'exclude_groups', 'channel', 'keywords', 'match_type'] as const
