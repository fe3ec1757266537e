import type { DeliveryPlan } from '../src/core/network/delivery-plan.ts'
import { planRules } from '../src/core/network/plan-rule.ts'
import { faultRules } from '../src/http/faults/rule.ts'
import { holdWebhook } from '../src/http/steer-webhook.ts'
import { owedWebhooks } from '../src/http/webhook.ts'
import { rateLimits } from '../src/http/rate-limits/rate-limit.ts'
import type { World } from '../src/core/world.ts'
import { snapshotOf } from '../src/admin/worlds/snapshot.ts'
import { providers } from '../src/providers/index.ts'
import clinic from '../src/providers/rapidpro/clinic-export.json' with { type: 'json' }
import { rapidpro } from '../src/providers/rapidpro/index.ts'
import { Simulator } from '../src/simulator/simulator.ts'
import { people } from './people.ts'
import { stillOutside } from './still-outside.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What fixtures/ holds by file name: worlds as snapshots, and flows as RapidPro exports them. The same bytes each time. */
export async function fixtures(): Promise<Record<string, string>> {
  const simulator = new Simulator({ providers, outside: stillOutside })
  const furnished = simulator.create({ id: 'furnished', seed: 'default' })
  const lively = simulator.create({ id: 'lively', seed: 'lively' })
  await live(lively)
  return {
    'furnished.json': written(snapshotOf(furnished)),
    'lively.json': written(snapshotOf(lively)),
    'exports/clinic-flows.json': `${JSON.stringify(clinic, null, 1)}\n`,
  }
}

/** People whose phones are not always there, by their place among all. */
const TROUBLES: Readonly<Record<number, DeliveryPlan>> = {
  3: [{ after: 2000, state: 'failed', reason: 'unknown_subscriber' }],
  9: [
    { after: 1000, state: 'sent' },
    { after: 5 * HOUR, state: 'delivered' },
  ],
  17: [
    { after: 1000, state: 'sent' },
    { after: 12 * HOUR, state: 'undelivered', reason: 'unreachable' },
  ],
}

/** Somebody tries what happens where an account cannot be changed for once; the first ten changes go well. */
const TROUBLE = {
  match: 'plivo.updateAccount',
  skip: 10,
  times: 1,
  stage: 'before',
  effect: { kind: 'problem', problem: 'unavailable', status: null, message: null, retry_after: null },
  met: 0,
  hits: 0,
} as const

/** A fortnight of every provider's account with the same people. */
async function live(world: World): Promise<void> {
  const end = world.now + 14 * DAY
  const plans = world.collection(planRules)
  for (const [index, plan] of Object.entries(TROUBLES)) {
    const to = people[Number(index)]!.number
    const id = `P${world.random.count('network.plan-rule')}`
    plans.insert({ id, provider: null, from: null, to, text: null, times: null, plan, reports: null })
  }
  const acts = await Promise.all(providers.flatMap((provider) => provider.seed?.(world, people) ?? []))
  for (const { at, run } of acts.flat().sort((a, b) => a.at - b.at)) {
    await world.clock.advanceTo(at)
    run()
  }
  await world.clock.advanceTo(end)
  for (const { match, limit, window } of rapidpro.limits['rapidpro']!)
    world
      .collection(rateLimits)
      .insert({ id: `L${world.random.count('http.rate-limit')}`, match, limit, window, calls: [] })
  keepBack(world)
  world.collection(faultRules).insert({ id: `F${world.random.count('http.fault')}`, ...TROUBLE })
  const pending = world.clock.pending().flatMap(({ kind, patient }) => (patient ? [] : [kind]))
  if (pending.length > 0) throw new Error(`A fortnight later there is still something to come: ${pending.join(', ')}`)
}

/** A run reaches its resthook once more, and the subscriber's call is held back: somebody tries what comes of that. */
function keepBack(world: World): void {
  const events = rapidpro.webPages!.find(({ noun }) => noun === 'resthook event')!.create!
  events.make(world, { ...events.example!(world), resthook: 'patient-registered' })
  holdWebhook(world, owedWebhooks(world).at(-1)!)
}

/** How deep objects are taken apart: down to the rows, of which each stays on a line. */
const DEPTH = 4

/** JSON with a row, counter or journal entry on a line, for small differences from one version to the next. */
function written(value: unknown): string {
  return `${lines(JSON.parse(JSON.stringify(value)), 0)}\n`
}

function lines(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null || depth > DEPTH || Object.keys(value).length === 0)
    return JSON.stringify(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const inner = Array.isArray(value)
    ? value.map((one) => JSON.stringify(one))
    : Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${lines(one, depth + 1)}`)
  const margin = '  '.repeat(depth)
  return `${open}\n${inner.map((one) => `${margin}  ${one}`).join(',\n')}\n${margin}${close}`
}
