import type { World } from '../../../core/world.ts'
import { NONE } from '../dialect/links.ts'
import { type Flow, flowRows } from './flow.ts'

type NewFlow = Omit<Flow, 'sequence' | 'is_active' | 'archived' | 'labels' | 'runs' | 'created_on'>

/** A new flow, which nobody is in yet. */
export const createFlow = (world: World, flow: NewFlow): Flow =>
  flowRows(world).insert({
    ...flow,
    sequence: 0,
    is_active: true,
    archived: false,
    labels: NONE,
    runs: { active: 0, waiting: 0, completed: 0, interrupted: 0, expired: 0, failed: 0 },
    created_on: flow.modified_on,
  })
