import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { Calendar, firstOf, yearAndMonthOf } from '../dialect/calendar.ts'
import { nullable, timeSchema } from '../dialect/schemas.ts'
import type { Organization } from './organization.ts'
import { LIMITS, PLANS } from './plans.ts'

export const billingSchema = Type.Object(
  {
    balance: Type.String({ description: 'What was paid ahead.' }),
    balance_currency: Type.String(),
    plan_name: Type.String(),
    plan_price: Type.String(),
    plan_currency: Type.String(),
    plan_rrule: Type.String({ description: 'How often the plan is paid for, as iCalendar writes it.' }),
    plan_paid: Type.Boolean({ description: 'Whether it is paid for; a free plan is.' }),
    plan_start_time: timeSchema('When the current billing interval began'),
    plan_end_time: timeSchema('When it ends'),
    plan_suspend_time: nullable(timeSchema('When the account is suspended unless it is paid for')),
    plan_limits: Type.Object(Object.fromEntries(LIMITS.map((name) => [name, nullable(Type.Integer())])), {
      additionalProperties: false,
    }),
    recurring_billing_enabled: Type.Boolean(),
    auto_refill_enabled: Type.Boolean(),
  },
  { additionalProperties: false, title: 'Billing details' },
)

/** The plan of an organization in this month, by the calendar of its own time zone. */
export function billingOf(world: World, { plan, balance, timezone_id }: Organization) {
  const { title, price, recurring, limits } = PLANS[plan]
  const calendar = new Calendar(timezone_id)
  const [year, month] = yearAndMonthOf(calendar.dayAt(world.now))
  return {
    balance,
    balance_currency: 'USD',
    plan_name: title,
    plan_price: price,
    plan_currency: 'USD',
    plan_rrule: 'FREQ=MONTHLY',
    plan_paid: true,
    plan_start_time: calendar.startOf(firstOf(year, month)) / 1000,
    plan_end_time: calendar.startOf(firstOf(year, month + 1)) / 1000,
    plan_suspend_time: null,
    plan_limits: limits,
    recurring_billing_enabled: recurring,
    auto_refill_enabled: false,
  }
}
