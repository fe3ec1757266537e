import * as Type from 'typebox'
import type { Reports, Step } from '../../core/network/delivery-plan.ts'
import type { PlanRule } from '../../core/network/plan-rule.ts'
import { viewOf } from '../../http/view.ts'

const nullable = (schema: ReturnType<typeof Type.String> | ReturnType<typeof Type.Integer>) =>
  Type.Union([schema, Type.Null()])

const reportsSchema = Type.Array(
  Type.Object(
    {
      after: Type.Optional(Type.Number()),
      state: Type.Optional(Type.String()),
      reason: Type.Optional(Type.String()),
      times: Type.Optional(Type.Integer()),
      every: Type.Optional(Type.Number()),
    },
    { additionalProperties: false, title: 'Report' },
  ),
)

const stepsSchema = Type.Array(
  Type.Object({
    after: Type.Number(),
    state: Type.String(),
    reason: Type.Optional(Type.String()),
    spread: Type.Optional(Type.Number()),
    reports: Type.Optional(reportsSchema),
  }),
)

/** How a delivery plan looks; lengths of time are seconds. */
export const planView = viewOf<PlanRule>()('Delivery plan', {
  id: [Type.String(), ({ id }) => id],
  provider: [nullable(Type.String()), ({ provider }) => provider],
  from: [nullable(Type.String()), ({ from }) => from],
  to: [nullable(Type.String()), ({ to }) => to],
  text: [nullable(Type.String()), ({ text }) => text],
  times: [nullable(Type.Integer()), ({ times }) => times],
  steps: [
    Type.Union([stepsSchema, Type.Null()], { description: 'Null where it says nothing of how texts go.' }),
    ({ plan }) => plan && plan.map(viewStep),
  ],
  reports: [
    Type.Union([reportsSchema, Type.Null()], { description: 'Null where all is heard at once.' }),
    ({ reports }) => reports && viewReports(reports),
  ],
})

const viewStep = ({ after, state, reason, spread, reports }: Step) => ({
  after: after / 1000,
  state,
  ...(reason && { reason }),
  ...(spread && { spread: spread / 1000 }),
  ...(reports && { reports: viewReports(reports) }),
})

const viewReports = (reports: Reports) =>
  reports.map(({ after, state, reason, times, every }) => ({
    ...(after && { after: after / 1000 }),
    ...(state && { state }),
    ...(reason && { reason }),
    ...(times !== undefined && { times }),
    ...(every && { every: every / 1000 }),
  }))
