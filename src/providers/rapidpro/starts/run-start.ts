import { defineJob } from '../../../core/clock/job-kind.ts'
import { type Slices, each } from '../../../core/slices.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { type Contact, contactRows } from '../contacts/contact.ts'
import { getOrCreateRecipients } from '../contacts/get-or-create-recipients.ts'
import { moment } from '../dialect/times.ts'
import { activeFlow } from '../flows/flow.ts'
import { createRun } from '../runs/create-run.ts'
import { runRows } from '../runs/run.ts'
import { type FlowStart, flowStartRows } from './flow-start.ts'

/** A start finds out who begins, or lets the next of them begin. */
export const START = defineJob('rapidpro.flow-start', { start: kept.idOf('rapidpro.flow_starts') })

/** Milliseconds between one step of a start and the next. */
const PAUSE = 500

const BATCH = 100

/** Puts a start's next step on the clock. */
export function continueStart(world: World, { id }: FlowStart): void {
  world.clock.schedule(PAUSE, START, { start: id })
}

/** Starts go their way by jobs: first it is found out who begins, then they do, a hundred at a time. */
export function connectStarts(world: World): void {
  world.clock.register(START, ({ start: id }) => {
    const start = flowStartRows(world).get(id)
    if (start?.status === 'pending') return inSlicesOf(world, findWhoBegins(world, start))
    const next = start && NEXT[start.status]
    return next && goOn(world, next(world, start))
  })
}

const NEXT: { readonly [S in FlowStart['status']]?: (world: World, start: FlowStart) => FlowStart } = {
  queued: startBatch,
  started: (world, start) =>
    start.waiting.length > 0 ? startBatch(world, start) : change(world, start, { status: 'completed' }),
}

function goOn(world: World, start: FlowStart): void {
  if (NEXT[start.status]) continueStart(world, start)
}

function* findWhoBegins(world: World, start: FlowStart): Slices<void> {
  // A start can name an archived flow, and fails then.
  if (activeFlow(world, start.flow)?.archived !== false) {
    change(world, start, { status: 'failed' })
    return
  }
  const isOnlyActive = start.groups.length > 0 || start.exclude_active || !start.restart_participants
  const waiting: string[] = []
  yield* each(yield* getOrCreateRecipients(world, start), (uuid) => {
    const contact = contactRows(world).get(uuid)
    if (contact && (!isOnlyActive || contact.status === 'active') && begins(world, start, contact)) waiting.push(uuid)
  })
  const total = waiting.length
  goOn(world, change(world, start, total === 0 ? { status: 'completed', total } : { status: 'queued', total, waiting }))
}

const NINETY_DAYS = 90 * 86_400_000_000

/** Whether neither of the two exceptions leaves a contact out. */
function begins(world: World, { flow, restart_participants, exclude_active }: FlowStart, contact: Contact): boolean {
  if (exclude_active && contact.flow !== null) return false
  const since = world.now * 1000 - NINETY_DAYS
  return (
    restart_participants ||
    !runRows(world)
      .by('contact', contact.id)
      .some((run) => run.flow === flow && run.created_on >= since)
  )
}

function startBatch(world: World, start: FlowStart): FlowStart {
  const batch = start.waiting.slice(0, BATCH)
  for (const contact of batch) {
    const flow = activeFlow(world, start.flow)
    if (flow && contactRows(world).get(contact)?.deleted === false) createRun(world, { contact, flow, start: start.id })
  }
  return change(world, start, {
    status: 'started',
    started: start.started + batch.length,
    waiting: start.waiting.slice(BATCH),
  })
}

const change = (world: World, start: FlowStart, changes: Partial<FlowStart>): FlowStart =>
  flowStartRows(world).update(start, { ...changes, modified_on: moment(world) })
