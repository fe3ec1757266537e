import type { Call } from '../call.ts'
import { type FaultRule, faultRules } from './rule.ts'

/** The first rule that hits this call at this stage, counted; each that was asked before it has met the call, too. */
export function firstHit(call: Call, stage: FaultRule['stage']): FaultRule | undefined {
  const rules = call.world.collection(faultRules)
  if (rules.size === 0) return undefined
  for (const rule of rules.all()) {
    if (rule.stage !== stage || !fits(rule, call)) continue
    const hit = rule.met >= rule.skip && (rule.times === null || rule.hits < rule.times)
    const counted = rules.update(rule, { met: rule.met + 1, hits: rule.hits + Number(hit) })
    if (hit) return counted
  }
  return undefined
}

const fits = ({ match }: FaultRule, { api, endpoint }: Call): boolean =>
  match === '*' || match === api.name || match === endpoint.id
