import type { Call } from '../call.ts'
import { faultMet } from '../events.ts'
import { effectOf } from './effects.ts'
import { explain } from './explain.ts'
import { firstHit } from './match.ts'
import type { FaultRule } from './rule.ts'

/** Lets the call suffer the first rule that it meets before it is carried out. */
export const obeyFaults = (call: Call): void | Promise<void> => suffer(call, 'before')

/** The same once it was carried out. */
export const endOnFault = (call: Call): void | Promise<void> => suffer(call, 'after')

function suffer(call: Call, stage: FaultRule['stage']): void | Promise<void> {
  if (!call.found || call.miss) return undefined
  const rule = firstHit(call, stage)
  if (!rule) return undefined
  const explanation = explain(rule)
  call.world.publish(faultMet, { fault: rule.id, operation: call.endpoint.id, explanation })
  return effectOf(rule.effect).befall(call, rule.effect, explanation)
}
