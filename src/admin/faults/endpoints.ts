import * as Type from 'typebox'
import { didYouMean } from '../../core/nearest.ts'
import { HIGHEST } from '../../core/store/kept.ts'
import type { FaultEffect } from '../../http/faults/effects.ts'
import { faultRules } from '../../http/faults/rule.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { PROBLEM_KINDS, Problem, type ProblemKind } from '../../http/problem.ts'
import { choice, duration, number, text, variants } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { faultView } from './fault.ts'
import { refuseUnknownMatch } from './match.ts'
import { problemOf } from './problem-of.ts'

const tag = 'Faults'
const path = `${inWorld}/faults`

const listFaults = endpoint({
  id: 'admin.listFaults',
  method: 'get',
  path,
  tag,
  summary: 'Lists the fault rules of a world, in the order in which they are tried.',
  returns: Type.Object({ faults: Type.Array(faultView.schema) }),
  handle(call) {
    const world = worldOf(call)
    const rules = world.collection(faultRules).all()
    return jsonObject({ faults: jsonList(rules.map((rule) => faultView.json(rule, world))) })
  },
})

const addFault = endpoint({
  id: 'admin.addFault',
  method: 'post',
  path,
  tag,
  summary: 'Makes calls to an API fail.',
  body: {
    match: text('An operation id such as telerivet.sendMessage, a provider, or * for every call.'),
    skip: withDefault(number('How many matching calls pass first.', { whole: true, min: 0, max: HIGHEST }), 0),
    times: optional(
      number('How many calls it hits after that; all unless given.', { whole: true, min: 1, max: HIGHEST }),
    ),
    stage: withDefault(
      choice('Before the operation is carried out, or after: then its work is done, and only the answer suffers.', [
        'before',
        'after',
      ]),
      'before' as const,
    ),
    effect: variants('What happens.', {
      problem: {
        problem: optional(
          choice(
            "The kind of problem; the answer is in the provider's own words. The one that goes with the status unless given, and unavailable where there is none.",
            PROBLEM_KINDS,
          ),
        ),
        status: optional(
          number('Another status than the provider gives that problem.', { whole: true, min: 400, max: 599 }),
        ),
        message: optional(text('Another sentence than the provider has for it.')),
        retry_after: optional(number('Seconds, for a Retry-After.', { whole: true, min: 0, max: HIGHEST })),
      },
      delay: { by: duration("How long the call waits, on the world's clock.") },
      reset: {},
    }),
  },
  status: 201,
  returns: faultView.schema,
  example: () => ({
    body: {
      match: 'telerivet.sendMessage',
      times: 1,
      effect: { kind: 'problem', problem: 'rate_limited', retry_after: 30 },
    },
  }),
  handle(call) {
    const world = worldOf(call)
    const { match, skip, times, stage, effect } = call.body
    refuseUnknownMatch(call.caller.simulator, match)
    const id = `F${world.random.count('http.fault')}`
    const rule = world
      .collection(faultRules)
      .insert({ id, match, skip, times: times ?? null, stage, effect: toEffect(effect), met: 0, hits: 0 })
    return faultView.json(rule, world)
  },
})

const clearFaults = endpoint({
  id: 'admin.clearFaults',
  method: 'delete',
  path,
  tag,
  summary: 'Removes all fault rules of a world.',
  status: 204,
  returns: null,
  handle(call) {
    worldOf(call).collection(faultRules).clear()
  },
})

const removeFault = endpoint({
  id: 'admin.removeFault',
  method: 'delete',
  path: `${path}/{fault}`,
  tag,
  summary: 'Removes one fault rule.',
  status: 204,
  returns: null,
  handle(call) {
    const rules = worldOf(call).collection(faultRules)
    const id = call.params['fault']!
    const rule = rules.get(id)
    if (!rule)
      throw new Problem(
        'not_found',
        `There is no fault rule "${id}". ${
          didYouMean(
            id,
            rules.all().map((one) => one.id),
          ) || 'There are none at all.'
        }`,
      )
    rules.delete(rule)
  },
})

type EffectInput =
  | {
      kind: 'problem'
      problem: ProblemKind | undefined
      status: number | undefined
      message: string | undefined
      retry_after: number | undefined
    }
  | { kind: 'delay'; by: number }
  | { kind: 'reset' }

function toEffect(input: EffectInput): FaultEffect {
  if (input.kind === 'delay') return { kind: 'delay', delay: input.by }
  if (input.kind === 'reset') return { kind: 'reset' }
  return {
    kind: 'problem',
    problem: input.problem ?? problemOf(input.status),
    status: input.status ?? null,
    message: input.message ?? null,
    retry_after: input.retry_after ?? null,
  }
}

export const faultEndpoints = [listFaults, addFault, clearFaults, removeFault]
