import type { MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { messages } from '../messages/message.ts'
import { createRun } from './create-run.ts'
import { type ServiceInvoked, serviceRan, servicesDone } from './events.ts'
import { type Line, keepLog } from './keep-log.ts'
import { occasionOf } from './occasion.ts'
import { runTemplate } from './run-template.ts'
import { type Service, services } from './service.ts'
import type { ServiceLog } from './service-log.ts'
import { type ServiceRun, TURN, serviceRuns } from './service-run.ts'
import { triggeredBy } from './triggered.ts'
import { TYPES } from './types.ts'
import { webhookOf } from './webhook-service.ts'

const NOTHING: OutboundCall[] = []

/** A message came in: the services that it triggers have their turn, one after the other. */
export const runTriggered = (event: MessageCreated, world: World): OutboundCall[] =>
  event.direction === 'inbound' && world.collection(services).size > 0 ? runFor(event.message, world) : NOTHING

/** The same for one that came in before. */
export const runAgain = ({ message }: { message: string }, world: World): OutboundCall[] => runFor(message, world)

function runFor(message_id: string, world: World): OutboundCall[] {
  const message = world.collection(messages).get(message_id)
  if (message?.status !== 'processing') return NOTHING
  const { project_id, contact_id } = message
  const occasion = { context: 'message', event: 'incoming_message', message_id, contact_id } as const
  const to_come = triggeredBy(world, message).map(({ id }) => id)
  return runOn(world, createRun(world, occasion, { project_id, to_come, by_hand: false, queue: null }).id)
}

/** Somebody invoked a service. */
export const runInvoked = ({ run }: ServiceInvoked, world: World): OutboundCall[] => runOn(world, run)

/** Lets services have their turn until one has to be waited for. */
export function runOn(world: World, id: string): OutboundCall[] {
  const runs = world.collection(serviceRuns)
  for (let run = runs.get(id); run && run.to_come.length > 0; run = runs.get(id)) {
    const [next, ...to_come] = run.to_come
    const service = world.collection(services).get(next!)
    const isPassed = !service?.active || (run.handled && service.apply_mode === 'unhandled')
    const begun = runs.update(run, { to_come, turn: isPassed ? null : next! })
    if (isPassed) continue
    const call = runOne(world, service, begun)
    if (call) return [call]
  }
  endTurns(world, id)
  return NOTHING
}

/** The call that it comes to; undefined where it is over at once. */
function runOne(world: World, service: Service, run: ServiceRun): OutboundCall | undefined {
  const { message, contact } = occasionOf(world, run)
  const about = {
    project_id: run.project_id,
    service_id: service.id,
    message_id: message?.id ?? null,
    contact_id: contact?.id ?? null,
  }
  const { config } = TYPES[service.service_type]
  if (config !== 'webhook') {
    const lines: ServiceLog[] = []
    const write = (line: Line) => void lines.push(keepLog(world, about, line))
    const sent = config === 'template' ? runTemplate(world, service, run, { message, contact }, write) : []
    if (config === 'script') write({ content: NO_SCRIPTS, is_error: true })
    // "Handling means: sent an SMS."
    if (sent.length > 0)
      world.collection(serviceRuns).update(run, { handled: true, taken_by: run.taken_by ?? service.id })
    tellRan(world, run.id, service.id, { return_value: null, lines, sent })
    return undefined
  }
  // Of what is gone nobody is told.
  const isThere = (run.message_id === null || message) && (run.contact_id === null || contact || message)
  return isThere ? webhookOf(world, service, run, { message, contact }) : undefined
}

const NO_SCRIPTS = 'Not run: textbed does not run scripts yet. Webhook services are carried out.'

/** What came of one turn. */
export interface Came {
  return_value: unknown
  lines: readonly Pick<ServiceLog, 'content' | 'is_error'>[]
  sent: readonly string[]
}

export const tellRan = (world: World, run: string, service: string, { return_value, lines, sent }: Came): void =>
  void world.publish(serviceRan, {
    provider: 'telerivet',
    run,
    service,
    return_value,
    log: lines.map(({ content }) => content),
    errors: lines.flatMap(({ content, is_error }) => (is_error ? [content] : [])),
    sent,
  })

/** All have had their turn: it ends unless a webhook is still tried again, and the next of its queue begins. */
function endTurns(world: World, id: string): void {
  const runs = world.collection(serviceRuns)
  const run = runs.get(id)
  if (!run) return
  const over = runs.update(run, { turn: null, queue: null })
  if (over.tried_again.length === 0) endRun(world, over)
  if (run.queue === null) return
  const next = runs.by('queue', run.queue).at(0)
  if (next) world.clock.schedule(0, TURN, { run: next.id })
}

export function endRun(world: World, { id, by_hand, message_id, taken_by }: ServiceRun): void {
  const runs = world.collection(serviceRuns)
  runs.delete(runs.get(id)!)
  // A message that a service was run for by hand stays as it is.
  if (!by_hand) world.publish(servicesDone, { provider: 'telerivet', run: id, message: message_id, service: taken_by })
}
