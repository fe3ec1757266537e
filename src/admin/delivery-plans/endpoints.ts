import { Type } from '@sinclair/typebox'
import { type PlanRule, planRules } from '../../core/network/delivery-plan.ts'
import { DELIVERY_STATES, FAILURE_REASONS, impossibleStep } from '../../core/network/delivery.ts'
import { didYouMean } from '../../core/nearest.ts'
import { HIGHEST } from '../../core/store/kept.ts'
import { SOMEBODY } from '../../http/example.ts'
import { optional } from '../../http/field.ts'
import { invalid } from '../../http/problem.ts'
import { choice, duration, list, number, object, text } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'

const tag = 'Delivery plans'
const path = `${inWorld}/delivery-plans`

const nullable = (schema: ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>) =>
  Type.Union([schema, Type.Null()])
const planSchema = Type.Object(
  {
    id: Type.String(),
    provider: nullable(Type.String()),
    from: nullable(Type.String()),
    to: nullable(Type.String()),
    text: nullable(Type.String()),
    times: nullable(Type.Integer()),
    steps: Type.Array(
      Type.Object({
        after: Type.Number(),
        state: Type.String(),
        reason: Type.Optional(Type.String()),
        spread: Type.Optional(Type.Number()),
      }),
    ),
  },
  { additionalProperties: false, title: 'Delivery plan' },
)

const listPlans = endpoint({
  id: 'admin.listDeliveryPlans',
  method: 'get',
  path,
  tag,
  summary: 'Lists the rules that say how deliveries go; the first that fits decides.',
  returns: Type.Object({ delivery_plans: Type.Array(planSchema) }),
  handle: (call) => ({ delivery_plans: worldOf(call).collection(planRules).all().map(view) }),
})

const addPlan = endpoint({
  id: 'admin.addDeliveryPlan',
  method: 'post',
  path,
  tag,
  summary: 'Says how deliveries that fit will go: late, not at all, or through other states.',
  body: {
    provider: optional(text('Only deliveries of this provider.')),
    from: optional(text('Only from this number.', { min: 1 })),
    to: optional(text('Only to this number.', { min: 1 })),
    text: optional(text('Only where the text has this in it.', { min: 1 })),
    times: optional(number('Only so many deliveries; all unless given.', { whole: true, min: 1, max: HIGHEST })),
    steps: list(
      'The changes of state, one after the other.',
      object('One change.', {
        after: duration('How long after the step before.'),
        state: choice('The state that it enters.', DELIVERY_STATES),
        reason: optional(choice('Why it failed.', FAILURE_REASONS)),
        spread: optional(duration('Up to so much later, drawn for each delivery.')),
      }),
      { max: 20 },
    ),
  },
  status: 201,
  returns: planSchema,
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
    const { provider, from, to, text: part, times, steps } = call.body
    const known = call.caller.simulator.providers.map(({ name }) => name)
    if (provider !== undefined && !known.includes(provider))
      throw invalid('provider', `There is no provider "${provider}". ${didYouMean(provider, known)}`)
    const impossible = impossibleStep(steps)
    if (impossible) throw invalid('steps', impossible)
    const id = `P${world.random.count('network.plan-rule')}`
    const rule = {
      id,
      provider: provider ?? null,
      from: from ?? null,
      to: to ?? null,
      text: part ?? null,
      times: times ?? null,
      plan: steps,
    }
    return view(world.collection(planRules).insert(rule))
  },
})

const clearPlans = endpoint({
  id: 'admin.clearDeliveryPlans',
  method: 'delete',
  path,
  tag,
  summary: 'Removes all of them: deliveries go well again.',
  status: 204,
  returns: null,
  handle(call) {
    worldOf(call).collection(planRules).clear()
  },
})

function view({ id, provider, from, to, text: part, times, plan }: PlanRule) {
  const steps = plan.map(({ after, state, reason, spread }) => ({
    after: after / 1000,
    state: state as string,
    ...(reason ? { reason } : {}),
    ...(spread ? { spread: spread / 1000 } : {}),
  }))
  return { id, provider, from, to, text: part, times, steps }
}

export const deliveryPlanEndpoints = [listPlans, addPlan, clearPlans]
