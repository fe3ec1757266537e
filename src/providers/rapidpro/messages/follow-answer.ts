import type { World } from '../../../core/world.ts'
import type { Attempt, OutboundCall } from '../../../http/outbound-call.ts'
import type { Outcome } from '../../../http/outcome.ts'
import { aggregatedBy, aggregatorCall, isHanded } from './aggregator-call.ts'
import { type Message, messageRows } from './message.ts'
import { reportOf } from './report-status.ts'

const NOTHING: OutboundCall[] = []

const REASONS = { accepted: null, retrying: 'network_error', failed: 'carrier_refused' } as const

/** An aggregator has answered, or has not: the next part of the message goes out, or the message is wired, errored or failed. */
export function followAnswer({ call, outcome }: Attempt, world: World): OutboundCall[] {
  const { about: handed } = call
  if (!isHanded(handed)) return NOTHING
  const delivery = world.deliveries.get(handed.delivery)
  const message = delivery && messageRows(world).get(delivery.message)
  if (!message) return NOTHING
  const state = stateAfter(world, message, outcome)
  const next =
    state === 'accepted' ? aggregatorCall(world, message, { delivery: delivery.id, part: handed.part + 1 }) : undefined
  if (next) return [next]
  reportOf(world, message, delivery, state, REASONS[state])
  return NOTHING
}

/** "2xx wired; 5xx or no connection errored; other statuses, or an expected text missing from the reply, failed." */
function stateAfter(world: World, message: Message, outcome: Outcome): 'accepted' | 'retrying' | 'failed' {
  if (outcome.kind !== 'answered' || outcome.status >= 500) return 'retrying'
  const expected = aggregatedBy(world, message)?.send?.response_check ?? ''
  return outcome.status >= 200 && outcome.status < 300 && outcome.body.includes(expected) ? 'accepted' : 'failed'
}
