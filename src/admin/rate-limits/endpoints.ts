import * as Type from 'typebox'
import { didYouMean } from '../../core/nearest.ts'
import type { World } from '../../core/world.ts'
import { optional } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { Problem, invalid } from '../../http/problem.ts'
import { LONGEST_WINDOW, MOST_CALLS, rateLimits } from '../../http/rate-limits/rate-limit.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { number, text } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { refuseUnknownMatch } from '../faults/match.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { limitView } from './limit.ts'

const tag = 'Rate limits'
const path = `${inWorld}/rate-limits`

const limitsSchema = Type.Object({ rate_limits: Type.Array(limitView.schema) })

const listLimits = endpoint({
  id: 'admin.listRateLimits',
  method: 'get',
  path,
  tag,
  summary: 'Lists the rate limits in force in a world; there are none until they are switched on.',
  returns: limitsSchema,
  handle: (call) => showAll(worldOf(call)),
})

const addLimits = endpoint({
  id: 'admin.addRateLimits',
  method: 'post',
  path,
  tag,
  summary: "Switches rate limits on: a provider's documented ones, or one of your own.",
  body: {
    preset: optional(text("A provider's documented limits.")),
    match: optional(text('What is counted together: an operation id, a scope, a provider, or *.')),
    limit: optional(number('Calls allowed within the window.', { whole: true, min: 1, max: MOST_CALLS })),
    window: optional(number('Length of the sliding window, seconds.', { min: 0.001, max: LONGEST_WINDOW })),
  },
  status: 201,
  returns: limitsSchema,
  example: () => ({ body: { preset: 'plivo' } }),
  handle(call) {
    const world = worldOf(call)
    const { preset, match, limit, window } = call.body
    if (preset !== undefined && match === undefined && limit === undefined && window === undefined) {
      for (const one of presetOf(call.caller.simulator, preset)) add(world, one)
    } else if (preset === undefined && match !== undefined && limit !== undefined && window !== undefined) {
      refuseUnknownMatch(call.caller.simulator, match, scopesOf(call.caller.simulator))
      add(world, { match, limit, window })
    } else {
      throw new Problem(
        'invalid',
        'Give either {"preset": "rapidpro"} or all of {"match": "plivo", "limit": 300, "window": 5}.',
      )
    }
    return showAll(world)
  },
})

const clearLimits = endpoint({
  id: 'admin.clearRateLimits',
  method: 'delete',
  path,
  tag,
  summary: 'Switches all rate limits of a world off.',
  status: 204,
  returns: null,
  handle(call) {
    worldOf(call).collection(rateLimits).clear()
  },
})

function presetOf(simulator: Simulator, name: string) {
  const presets = Object.assign(
    {},
    ...simulator.providers.map(({ limits }) => limits),
  ) as Simulator['providers'][number]['limits']
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined
  if (!preset) throw invalid('preset', `There is no preset "${name}". ${didYouMean(name, Object.keys(presets))}`)
  return preset
}

const scopesOf = (simulator: Simulator): string[] =>
  simulator.providers.flatMap(({ endpoints }) => endpoints.flatMap(({ scope }) => scope ?? []))

function add(world: World, { match, limit, window }: { match: string; limit: number; window: number }): void {
  const limits = world.collection(rateLimits)
  const same = limits.all().find((one) => one.match === match && one.window === window)
  if (same) limits.update(same, { limit })
  else limits.insert({ id: `L${world.random.count('http.rate-limit')}`, match, limit, window, calls: [] })
}

function showAll(world: World) {
  const limits = world.collection(rateLimits).all()
  return jsonObject({ rate_limits: jsonList(limits.map((limit) => limitView.json(limit, world, world.now))) })
}

export const rateLimitEndpoints = [listLimits, addLimits, clearLimits]
