import type { World } from '../../../core/world.ts'
import { NONE } from '../dialect/links.ts'
import { moment } from '../dialect/times.ts'
import type { Flow } from '../flows/flow.ts'
import { endRunsOf, expireLater } from './end-run.ts'
import { runChanged } from './events.ts'
import { type Run, runRows } from './run.ts'

const NOTHING = Object.freeze({})

/** Flows in which nobody is asked anything: they leave alone what a contact is in, and are through at once. */
const isAside = ({ type }: Flow): boolean => type === 'background'

interface NewRun {
  contact: string
  flow: Flow
  /** The uuid of the flow start that it comes of. */
  start: string | null
  /** Whether the contact leaves what it is in: unless it is said, it does but for flows in which nobody is asked anything. */
  interrupts?: boolean
}

/**
 * Begins a contact's run through a flow, which waits at the first node; one of a flow without
 * nodes or without waits is through at once.
 */
export function createRun(world: World, { contact, flow, start, interrupts = !isAside(flow) }: NewRun): Run {
  if (interrupts) endRunsOf(world, contact, 'interrupted')
  const [first] = flow.definition.nodes
  const now = moment(world)
  const isThrough = !first || isAside(flow)
  const run = runRows(world).insert({
    id: String(world.random.count('rapidpro.run')),
    sequence: 0,
    flow: flow.id,
    contact,
    start,
    status: isThrough ? 'completed' : 'waiting',
    responded: false,
    path: first ? [{ uuid: world.random.uuid('rapidpro.run-step'), node: first.uuid, time: now, exit: null }] : NONE,
    values: NOTHING,
    created_on: now,
    modified_on: now,
    exited_on: isThrough ? now : null,
  })
  if (!isThrough) expireLater(world, run, flow.expires)
  world.publish(runChanged, { provider: 'rapidpro', run: run.id, flow: flow.id, contact, was: null, is: run.status })
  return runRows(world).get(run.id)!
}
