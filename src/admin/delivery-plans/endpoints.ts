import * as Type from 'typebox'
import { MOST_TIMES, type Report, impossibleStep, senselessReport } from '../../core/network/delivery-plan.ts'
import { DELIVERY_STATES, type DeliveryState, FAILURE_REASONS } from '../../core/network/delivery-state.ts'
import { planRules } from '../../core/network/plan-rule.ts'
import { didYouMean } from '../../core/nearest.ts'
import { HIGHEST } from '../../core/store/kept.ts'
import { SOMEBODY } from '../../http/example.ts'
import { optional } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { type Path, invalid } from '../../http/problem.ts'
import { choice, duration, list, number, object, text } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { planView } from './plan.ts'

const tag = 'Delivery plans'
const path = `${inWorld}/delivery-plans`

const listPlans = endpoint({
  id: 'admin.listDeliveryPlans',
  method: 'get',
  path,
  tag,
  summary: 'Lists the rules that say how deliveries go and what is heard of them; the first that fits decides.',
  returns: Type.Object({ delivery_plans: Type.Array(planView.schema) }),
  handle(call) {
    const world = worldOf(call)
    const rules = world.collection(planRules).all()
    return jsonObject({ delivery_plans: jsonList(rules.map((rule) => planView.json(rule, world))) })
  },
})

const reports = (description: string) =>
  optional(
    list(
      `${description} None at all where the list is empty: the receipt is lost. Left out: what happened, at once and once.`,
      object('One report.', {
        after: optional(duration('How long after the change; at once unless given.')),
        state: optional(choice('What it says instead of what happened.', DELIVERY_STATES)),
        reason: optional(choice('Why it failed, as the report has it.', FAILURE_REASONS)),
        times: optional(number('How often it comes; once unless given.', { whole: true, min: 1, max: MOST_TIMES })),
        every: optional(duration('How long from one of these to the next.')),
      }),
      { max: 20 },
    ),
  )

const addPlan = endpoint({
  id: 'admin.addDeliveryPlan',
  method: 'post',
  path,
  tag,
  summary: 'Says how deliveries that fit go, what the platform hears of it, or both.',
  description:
    'What becomes of a text, and what its platform is told of that, are two things: `steps` say the one, `reports` the other. The rule is asked whenever a step is due, so it decides about texts under way as well, from where they are. Without `steps` they go as they would anyway.',
  body: {
    provider: optional(text('Only deliveries of this provider.')),
    from: optional(text('Only from this number.', { min: 1 })),
    to: optional(text('Only to this number.', { min: 1 })),
    text: optional(text('Only where the text has this in it.', { min: 1 })),
    times: optional(number('Only so many deliveries; all unless given.', { whole: true, min: 1, max: HIGHEST })),
    steps: optional(
      list(
        'The changes of state, one after the other.',
        object('One change.', {
          after: duration('How long after the step before.'),
          state: choice('The state that it enters.', DELIVERY_STATES),
          reason: optional(choice('Why it failed.', FAILURE_REASONS)),
          spread: optional(duration('Up to so much later, drawn for each delivery.')),
          reports: reports('What the platform hears of this change.'),
        }),
        { max: 20 },
      ),
    ),
    reports: reports('What the platform hears of each change for which `steps` do not say so.'),
  },
  status: 201,
  returns: planView.schema,
  example: () => ({
    body: {
      to: SOMEBODY,
      times: 1,
      steps: [
        { after: 1, state: 'sent' },
        { after: 'PT10M', state: 'undelivered', reason: 'unreachable' },
      ],
    },
  }),
  handle(call) {
    const world = worldOf(call)
    const { provider, from, to, text: part, times, steps, reports: heard } = call.body
    const known = call.caller.simulator.providers.map(({ name }) => name)
    if (provider !== undefined && !known.includes(provider))
      throw invalid('provider', `There is no provider "${provider}". ${didYouMean(provider, known)}`)
    if (!steps && !heard)
      throw invalid(
        'steps',
        'The plan says nothing: give "steps" for how texts go, "reports" for what the platform hears of it, or both.',
      )
    const impossible = impossibleStep(steps ?? [])
    if (impossible) throw invalid('steps', impossible)
    refuseSenseless(heard, ['reports'])
    for (const [index, step] of (steps ?? []).entries())
      refuseSenseless(step.reports, ['steps', index, 'reports'], step.state)
    const id = `P${world.random.count('network.plan-rule')}`
    const rule = {
      id,
      provider: provider ?? null,
      from: from ?? null,
      to: to ?? null,
      text: part ?? null,
      plan: steps ?? null,
      reports: heard ?? null,
      times: times ?? null,
    }
    return planView.json(world.collection(planRules).insert(rule), world)
  },
})

/** @throws Problem */
function refuseSenseless(given: readonly Report[] = [], at: Path, happened?: DeliveryState): void {
  for (const [index, report] of given.entries()) {
    const senseless = senselessReport(report, happened)
    if (senseless) throw invalid([...at, index], senseless)
  }
}

const clearPlans = endpoint({
  id: 'admin.clearDeliveryPlans',
  method: 'delete',
  path,
  tag,
  summary: 'Removes all of them: deliveries go well again, and all is heard of them.',
  status: 204,
  returns: null,
  handle(call) {
    worldOf(call).collection(planRules).clear()
  },
})

export const deliveryPlanEndpoints = [listPlans, addPlan, clearPlans]
