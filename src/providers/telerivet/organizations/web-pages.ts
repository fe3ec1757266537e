import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { optional } from '../../../http/field.ts'
import { choice, text } from '../../../http/strict-fields.ts'
import { viewOf } from '../../../http/view.ts'
import { webPages } from '../../../http/web-app.ts'
import { oneOf } from '../dialect/schemas.ts'
import { type Organization, organizationResource, organizations } from './organization.ts'
import { PLAN_NAMES } from './plans.ts'

export const organizationAndPlanView = viewOf<Organization>()('Organization and plan', {
  ...organizationResource.view.members,
  plan: [oneOf(PLAN_NAMES), ({ plan }) => plan],
  balance: [Type.String({ description: 'What was paid ahead, in dollars.' }), ({ balance }) => balance],
})

/** Plans are chosen, and paid for, on the web pages. */
export const organizationPages = webPages({
  noun: 'organization',
  nouns: 'organizations',
  rows: (world: World) => world.collection(organizations).all().toArray(),
  view: organizationAndPlanView,
  change: {
    description: 'A free plan ends at its messages a day: who sends more gets a 402 until midnight.',
    body: {
      plan: optional(choice('A paid plan takes its limits lightly, a free one does not.', PLAN_NAMES)),
      balance: optional(text('What was paid ahead, in dollars, as 12.50.', { pattern: /^\d{1,9}\.\d\d$/ })),
    },
    example: () => ({ plan: 'free' }),
    apply: (world, row, { plan = row.plan, balance = row.balance }) =>
      world.collection(organizations).update(row, { plan, balance }),
  },
})
