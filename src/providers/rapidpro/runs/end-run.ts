import { defineJob } from '../../../core/clock/job-kind.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import type { ContactInterrupted } from '../contacts/events.ts'
import { moment } from '../dialect/times.ts'
import { runChanged } from './events.ts'
import { type Run, isLive, liveRunsOf, runRows } from './run.ts'
import type { ExitType } from './statuses.ts'

/** Whoever does not answer leaves a flow after a while. */
export const EXPIRE = defineJob('rapidpro.run-expiry', { run: kept.idOf('rapidpro.runs') })

const MINUTE = 60_000

/** Puts the end of a run on the clock, which moves on for the sake of something else. */
export function expireLater(world: World, { id }: Run, minutes: number): void {
  if (minutes > 0) world.clock.schedule(minutes * MINUTE, EXPIRE, { run: id }, { patient: true })
}

export function connectExpiries(world: World): void {
  world.clock.register(EXPIRE, ({ run: id }) => {
    const run = runRows(world).get(id)
    if (run && isLive(run)) endRun(world, run, 'expired')
  })
}

/** Ends a run that goes on. */
function endRun(world: World, run: Run, status: ExitType): void {
  runRows(world).update(run, ending(world, status))
  tellOfEnd(world, run, status)
}

/** Ends many that go on, all of them before anybody hears of one. */
export function endRuns(world: World, runs: readonly Run[], status: ExitType): void {
  const changes = ending(world, status)
  runRows(world).updateAll(runs, () => changes)
  for (const run of runs) tellOfEnd(world, run, status)
}

function ending(world: World, status: ExitType) {
  const now = moment(world)
  return { status, modified_on: now, exited_on: now }
}

/** @param run as it was before its end */
function tellOfEnd(world: World, run: Run, status: ExitType): void {
  forgetExpiry(world, run)
  const { id, flow, contact, status: was } = run
  world.publish(runChanged, { provider: 'rapidpro', run: id, flow, contact, was, is: status })
}

/** Ends all that a contact is in. */
export function endRunsOf(world: World, contact: string, status: ExitType): void {
  for (const run of liveRunsOf(world, contact)) endRun(world, run, status)
}

/** Somebody took a contact out of all that it is in. */
export const interruptContact = ({ contact }: ContactInterrupted, world: World): void =>
  endRunsOf(world, contact, 'interrupted')

/** A run that has ended expires no more. */
export const forgetExpiry = (world: World, { id }: Run): void => void world.clock.callOff(EXPIRE, 'run', id)
