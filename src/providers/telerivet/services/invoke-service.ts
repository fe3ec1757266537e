import type { Entry } from '../../../core/journal.ts'
import type { World } from '../../../core/world.ts'
import { attemptNow } from '../../../http/attempt-now.ts'
import { createRun } from './create-run.ts'
import { type ServiceRan, serviceInvoked, serviceRan } from './events.ts'
import type { Invocation } from './invocation.ts'
import type { Service } from './service.ts'
import { type ServiceRun, TURN, queueOf, serviceRuns } from './service-run.ts'

/** Runs a service by hand as the clock goes: "queued services will be invoked one at a time for each project". */
export function invokeService(world: World, service: Service, invocation: Invocation): ServiceRun {
  const { id, project_id } = service
  const isBusy = world.collection(serviceRuns).by('queue', project_id).length > 0
  const run = createRun(world, invocation, { project_id, to_come: [id], by_hand: true, queue: project_id })
  if (!isBusy) world.clock.schedule(0, TURN, { run: run.id })
  return run
}

/**
 * Runs a service by hand at once, and answers what came of it: the receiver of a webhook is asked while this call waits.
 * @throws Refusal `gone` where the world ends meanwhile
 */
export async function invokeNow(world: World, service: Service, invocation: Invocation): Promise<ServiceRan> {
  const { id, project_id } = service
  const run = createRun(world, invocation, { project_id, to_come: [id], by_hand: true, queue: null })
  let ran: ServiceRan | undefined
  const stop = world.journal.watch((entry) => (ran ??= isOf(run, entry) ? entry : undefined))
  try {
    world.publish(serviceInvoked, { provider: 'telerivet', run: run.id })
    if (!ran) await attemptNow(world, queueOf(run))
  } finally {
    stop()
  }
  world.clock.ending.throwIfAborted()
  return ran!
}

const isOf = (run: ServiceRun, entry: Entry): entry is Entry & ServiceRan =>
  entry.type === serviceRan.name && entry['run'] === run.id

/** Runs that were queued have their turn as the clock goes. */
export const connectServices = (world: World): void =>
  world.clock.register(TURN, ({ run }) => {
    if (world.collection(serviceRuns).get(run)) world.publish(serviceInvoked, { provider: 'telerivet', run })
  })
