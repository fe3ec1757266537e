import type { MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { OutboundCall } from '../../../http/outbound-call.ts'
import { messages } from '../messages/message.ts'
import { servicesDone } from './events.ts'
import { keepLog } from './keep-log.ts'
import { occasionOf } from './occasion.ts'
import { type Service, services } from './service.ts'
import { type ServiceRun, serviceRuns } from './service-run.ts'
import { triggeredBy } from './triggered.ts'
import { TYPES } from './types.ts'
import { webhookOf } from './webhook-service.ts'

const NOTHING: OutboundCall[] = []

/** What a run is for, and the services that it begins with. */
type Occasioned = Pick<
  ServiceRun,
  'project_id' | 'context' | 'event' | 'message_id' | 'contact_id' | 'route_id' | 'variables' | 'to_come'
>

/** A message came in: the services that it triggers have their turn, one after the other. */
export function runTriggered(event: MessageCreated, world: World): OutboundCall[] {
  if (event.direction !== 'inbound' || world.collection(services).size === 0) return NOTHING
  const message = world.collection(messages).get(event.message)
  if (message?.status !== 'processing') return NOTHING
  const run = createRun(world, {
    project_id: message.project_id,
    context: 'message',
    event: 'incoming_message',
    message_id: message.id,
    contact_id: message.contact_id,
    route_id: null,
    variables: {},
    to_come: triggeredBy(world, message).map(({ id }) => id),
  })
  return runOn(world, run.id)
}

const createRun = (world: World, occasion: Occasioned): ServiceRun =>
  world.collection(serviceRuns).insert({
    id: `R${world.random.count('telerivet.service-run')}`,
    sequence: 0,
    ...occasion,
    turn: null,
    tried_again: [],
    handled: false,
    taken_by: null,
  })

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
  if (TYPES[service.service_type].config !== 'webhook') {
    keepLog(world, about, { content: NO_SCRIPTS, is_error: true })
    return undefined
  }
  // Of a message that is gone nobody is told.
  return message && webhookOf(world, service, run, { message, contact })
}

const NO_SCRIPTS = 'Not run: textbed does not run scripts yet. Webhook services are carried out.'

/** All have had their turn: it ends unless a webhook is still tried again. */
function endTurns(world: World, id: string): void {
  const runs = world.collection(serviceRuns)
  const run = runs.get(id)
  if (!run) return
  const over = runs.update(run, { turn: null })
  if (over.tried_again.length === 0) endRun(world, over)
}

export function endRun(world: World, { id, message_id, taken_by }: ServiceRun): void {
  const runs = world.collection(serviceRuns)
  runs.delete(runs.get(id)!)
  world.publish(servicesDone, { provider: 'telerivet', run: id, message: message_id, service: taken_by })
}
