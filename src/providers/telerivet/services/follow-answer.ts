import type { World } from '../../../core/world.ts'
import type { Attempt, OutboundCall } from '../../../http/outbound-call.ts'
import { type Line, keepLog } from './keep-log.ts'
import { obeyReply } from './obey-reply.ts'
import { endRun, runOn, tellRan } from './run-services.ts'
import { services } from './service.ts'
import type { ServiceLog } from './service-log.ts'
import { type ServiceRun, serviceRuns } from './service-run.ts'
import { isAsked } from './webhook-service.ts'

const NOTHING: OutboundCall[] = []

/** The receiver of a webhook service has answered, or has not: its reply is obeyed, and the next service has its turn. */
export function followAnswer(attempt: Attempt, world: World): OutboundCall[] {
  const { about: asked } = attempt.call
  if (!isAsked(asked)) return NOTHING
  const { run, message, contact, route, service: id } = asked
  const service = world.collection(services).get(id)
  // Of a service that is gone meanwhile the reply is heard no more; those behind it have their turn.
  if (!service) return run === null ? NOTHING : followOn(world, run, id, attempt, false)
  const about = { project_id: service.project_id, service_id: id, message_id: message, contact_id: contact }
  const lines: ServiceLog[] = []
  const write = (line: Line) => void lines.push(keepLog(world, about, line))
  write(lineOf(attempt))
  if (run === null) return NOTHING
  const { handled, return_value, sent } = attempt.ok
    ? obeyReply(world, service, { about, route, write }, attempt.outcome)
    : NOTHING_DONE
  tellRan(world, run, id, { return_value, lines, sent })
  return followOn(world, run, id, attempt, handled)
}

const NOTHING_DONE = { handled: false, return_value: null, sent: [] }

/** One line for each attempt. */
function lineOf({ call, ok, outcome, number, last }: Attempt): Line {
  const status_code = outcome.kind === 'answered' ? outcome.status : null
  const what = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.why
  const then = ok ? '' : `: only 200 is success; ${last ? 'it is not tried again' : 'it is tried again'}`
  return {
    content: `POST ${call.url} ${number === 1 ? '' : `(attempt ${number}) `}${what}${then}`,
    is_error: !ok,
    webhook: { url: call.url, status_code },
  }
}

/** A webhook that fails is tried again by itself: the services behind it wait for its first attempt only. */
function followOn(
  world: World,
  id: string,
  service: string,
  { ok, number, last }: Attempt,
  handled: boolean,
): OutboundCall[] {
  const runs = world.collection(serviceRuns)
  const run = runs.get(id)
  if (!run) return NOTHING
  const others = run.tried_again.filter((one) => one !== service)
  const now: ServiceRun = runs.update(run, {
    turn: number === 1 ? null : run.turn,
    tried_again: ok || last ? others : [...others, service],
    handled: run.handled || handled,
    taken_by: run.taken_by ?? (ok ? service : null),
  })
  if (number === 1) return runOn(world, id)
  if (now.turn === null && now.to_come.length === 0 && now.tried_again.length === 0) endRun(world, now)
  return NOTHING
}
