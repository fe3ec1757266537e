import type { World } from '../../../core/world.ts'
import type { Attempt, OutboundCall } from '../../../http/outbound-call.ts'
import { type About, keepLog } from './keep-log.ts'
import { obeyReply } from './obey-reply.ts'
import { endRun, runOn } from './run-services.ts'
import { type Service, services } from './service.ts'
import { type ServiceRun, serviceRuns } from './service-run.ts'
import type { Asked } from './webhook-service.ts'

const NOTHING: OutboundCall[] = []

/** The receiver of a webhook service has answered, or has not: its reply is obeyed, and the next service has its turn. */
export function followAnswer(attempt: Attempt, world: World): OutboundCall[] {
  const asked = attempt.call.about as Partial<Asked> | undefined
  const service = asked?.service === undefined ? undefined : world.collection(services).get(asked.service)
  if (!service) return NOTHING
  const { run, message, contact, route } = asked as Asked
  const about = { project_id: service.project_id, service_id: service.id, message_id: message, contact_id: contact }
  tell(world, about, attempt)
  const handled = attempt.ok ? obeyReply(world, service, { about, route }, attempt.outcome) : false
  return followOn(world, run, service, attempt, handled)
}

/** One line for each attempt. */
function tell(world: World, about: About, { call, ok, outcome, number, last }: Attempt): void {
  const status_code = outcome.kind === 'answered' ? outcome.status : null
  const what = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.why
  const then = ok ? '' : `: only 200 is success; ${last ? 'it is not tried again' : 'it is tried again'}`
  keepLog(world, about, {
    content: `POST ${call.url} ${number === 1 ? '' : `(attempt ${number}) `}${what}${then}`,
    is_error: !ok,
    webhook: { url: call.url, status_code },
  })
}

/** A webhook that fails is tried again by itself: the services behind it wait for its first attempt only. */
function followOn(
  world: World,
  id: string,
  service: Service,
  { ok, number, last }: Attempt,
  handled: boolean,
): OutboundCall[] {
  const runs = world.collection(serviceRuns)
  const run = runs.get(id)
  if (!run) return NOTHING
  const others = run.tried_again.filter((one) => one !== service.id)
  const now: ServiceRun = runs.update(run, {
    turn: number === 1 ? null : run.turn,
    tried_again: ok || last ? others : [...others, service.id],
    handled: run.handled || handled,
    taken_by: run.taken_by ?? (ok ? service.id : null),
  })
  if (number === 1) return runOn(world, id)
  if (now.turn === null && now.to_come.length === 0 && now.tried_again.length === 0) endRun(world, now)
  return NOTHING
}
