import type { JsonObject } from '../../../core/json.ts'
import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type FlowStart, flowStartRows } from './flow-start.ts'
import { continueStart } from './run-start.ts'

interface Asked {
  flow: string
  groups?: readonly string[]
  contacts?: readonly string[]
  urns?: readonly string[]
  restart_participants?: boolean
  exclude_active?: boolean
  params?: JsonObject
}

/** A new start, which finds out by itself who begins. Who or what is named twice begins once. */
export function createStart(world: World, asked: Asked): FlowStart {
  const { flow, groups = [], contacts = [], urns = [], params = {} } = asked
  const now = moment(world)
  const start = flowStartRows(world).insert({
    id: world.random.uuid('rapidpro.flow-start'),
    sequence: 0,
    flow,
    status: 'pending',
    total: -1,
    started: 0,
    groups: [...new Set(groups)],
    contacts: [...new Set(contacts)],
    urns: [...new Set(urns)],
    restart_participants: asked.restart_participants ?? true,
    exclude_active: asked.exclude_active ?? false,
    params,
    created_on: now,
    modified_on: now,
    waiting: [],
  })
  continueStart(world, start)
  return start
}
