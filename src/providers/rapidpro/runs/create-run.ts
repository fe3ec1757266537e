import type { World } from '../../../core/world.ts'
import { NONE } from '../dialect/links.ts'
import { moment } from '../dialect/times.ts'
import { type Flow, definitionOf } from '../flows/flow.ts'
import { endRunsOf, expireLater } from './end-run.ts'
import { runChanged } from './events.ts'
import { type Run, runRows } from './run.ts'

const NOTHING = Object.freeze({})

/** Flows in which nobody is asked anything: they leave alone what a contact is in, and are through at once. */
const isAside = ({ type }: Flow): boolean => type === 'background'

/**
 * Begins a contact's run through a flow. It ends what the contact is in, and waits at the first node; one of a flow without
 * nodes or without waits is through at once.
 */
export function createRun(
  world: World,
  { contact, flow, start }: { contact: string; flow: Flow; start: string | null },
): Run {
  if (!isAside(flow)) endRunsOf(world, contact, 'interrupted')
  const [first] = definitionOf(flow).nodes
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
