import type { Static } from '@sinclair/typebox'
import { defineJob } from '../core/clock/job-kind.ts'
import { type Collection, type RowOf, defineCollection } from '../core/store/collection.ts'
import * as kept from '../core/store/kept.ts'
import type { World } from '../core/world.ts'
import type { Call } from './call.ts'
import { faultMet } from './events.ts'
import { Stopping } from './message.ts'
import { PROBLEM_KINDS, Problem } from './problem.ts'

const effectSchema = kept.either(
  /** An answer in the provider's own words for this kind of problem. */
  kept.object({
    kind: kept.always('problem'),
    problem: kept.oneOf(PROBLEM_KINDS),
    status: kept.orNull(kept.whole(400, 599)),
    message: kept.orNull(kept.text),
    /** Seconds. */
    retry_after: kept.orNull(kept.count),
  }),
  /** The call waits so many milliseconds of the world's clock. */
  kept.object({ kind: kept.always('delay'), delay: kept.duration }),
  /** The connection is reset without an answer. */
  kept.object({ kind: kept.always('reset') }),
)

export type FaultEffect = Static<typeof effectSchema>

/** An injected failure of the API: what it hits, when, and what happens then. */
export type FaultRule = RowOf<typeof faultRules>

export const faultRules = defineCollection(
  'http.faults',
  {
    /** An operation id, a provider's name, or `*`. */
    match: kept.text,
    /** How many matching calls it lets pass first. */
    skip: kept.count,
    /** How many calls it hits after that; null for all. */
    times: kept.orNull(kept.count),
    /** Before the operation is carried out, or after: then its work is done, and only the answer suffers. */
    stage: kept.oneOf(['before', 'after']),
    effect: effectSchema,
    /** How many matching calls there have been, and how many of them it hit. */
    met: kept.count,
    hits: kept.count,
  },
  { ids: 'http.fault', prefix: 'F' },
)

/** Thrown where a fault resets the connection; the server obeys, no dialect words it. */
export class ConnectionReset extends Error {}

/** The first rule that this call meets at this stage; the rules count it. */
export function obeyFaults(call: Call): void | Promise<void> {
  return suffer(call, 'before')
}

/** The same once the operation has been carried out. */
export function endOnFault(call: Call): void | Promise<void> {
  return suffer(call, 'after')
}

function suffer(call: Call, stage: FaultRule['stage']): void | Promise<void> {
  const world = call.found
  if (!world || call.miss) return
  const rules = world.collection(faultRules)
  if (rules.size === 0) return
  const rule = firstMet(rules, (one) => one.stage === stage && matches(one, call))
  if (!rule) return
  const { effect } = rule
  world.publish(faultMet, { fault: rule.id, operation: call.endpoint.id, explanation: explain(rule) })
  if (effect.kind === 'delay')
    return effect.delay > 0 && canWait(world, effect.delay) ? wait(world, effect.delay, call) : undefined
  if (effect.kind === 'reset') throw new ConnectionReset(explain(rule))
  throw new Problem(effect.problem, effect.message ?? '', {
    status: effect.status ?? undefined,
    retryAfter: effect.retry_after ?? undefined,
  })
}

/**
 * While the clock waits for a webhook's receiver, a call that the receiver makes cannot wait for the clock: the two would
 * wait for each other. Nor does any wait for a time that no clock reaches. Such calls go on at once.
 */
const canWait = (world: World, delay: number): boolean =>
  world.now + delay <= kept.FURTHEST && !(world.clock.advancing && world.attempting.size > 0)

const matches = (rule: FaultRule, call: Call): boolean =>
  rule.match === '*' || rule.match === call.api.name || rule.match === call.endpoint.id

/** The first rule of those that fit which hits; each that was asked has met the call. */
function firstMet(rules: Collection<FaultRule>, fits: (rule: FaultRule) => boolean): FaultRule | undefined {
  for (const rule of rules.all()) {
    if (!fits(rule)) continue
    const hit = rule.met >= rule.skip && (rule.times === null || rule.hits < rule.times)
    const counted = rules.update(rule, { met: rule.met + 1, hits: rule.hits + Number(hit) })
    if (hit) return counted
  }
  return undefined
}

/** One sentence that a person understands. */
export function explain(rule: FaultRule): string {
  const calls = rule.match === '*' ? 'every call' : `calls to ${rule.match}`
  const first = rule.skip > 0 ? `after ${rule.skip} of ${calls} have passed` : calls
  const many = rule.times === null ? 'always' : rule.times === 1 ? 'once' : `${rule.times} times`
  return `${first}, ${many}, ${rule.stage === 'after' ? 'once the work is done' : 'before anything is done'}: ${explainEffect(rule.effect)}`
}

function explainEffect(effect: FaultEffect): string {
  if (effect.kind === 'delay') return `the answer waits ${effect.delay / 1000} s of the world's clock`
  if (effect.kind === 'reset') return 'the connection is reset'
  return `the answer is ${effect.problem}${effect.status ? ` with status ${effect.status}` : ''}`
}

/** A call that was delayed goes on. */
export const RESUME = defineJob('fault.resume', {})

/** Calls that wait belong to sockets, not to the world's state: a restored world has nobody waiting. */
const waiting = new WeakMap<World, Map<number, Waiting>>()

interface Waiting {
  resolve(): void
  reject(error: Error): void
}

/** Waits on the world's clock, as long as the caller waits; where textbed is being stopped the call goes on at once. */
function wait(world: World, delay: number, { request: { signal } }: Call): Promise<void> {
  let calls = waiting.get(world)
  if (!calls) waiting.set(world, (calls = new Map()))
  return new Promise((resolve, reject) => {
    const job = world.clock.schedule(delay, RESUME.name, {})
    calls.set(job, { resolve, reject })
    const end = () => {
      world.clock.cancel(job)
      calls.delete(job)
      if (signal!.reason instanceof Stopping) resolve()
      else reject(new ConnectionReset('The caller has gone while the call was delayed.'))
    }
    if (signal?.aborted) end()
    else signal?.addEventListener('abort', end, { once: true })
  })
}

/** Lets delayed calls go on when their time has come, and ends them where their world ends before. */
export function resumeDelayed(world: World): void {
  world.clock.register(RESUME.name, (_payload: unknown, job) => {
    const calls = waiting.get(world)
    calls?.get(job.sequence)?.resolve()
    calls?.delete(job.sequence)
    // The call goes on in this very moment of the world's time, before the clock moves further.
    return world.clock.ports.settle()
  })
  world.clock.ending.addEventListener('abort', () => {
    for (const call of waiting.get(world)?.values() ?? [])
      call.reject(new ConnectionReset('The world ended while the call was delayed.'))
    waiting.delete(world)
  })
}
