/** What a plan counts, in the words of "plan_limits". */
export const LIMITS = [
  'phones',
  'projects',
  'active_services',
  'users',
  'contacts',
  'messages_day',
  'stored_messages',
  'data_rows',
  'api_requests_day',
] as const

interface Plan {
  /** What "plan_name" says. */
  readonly title: string
  /** Every month, in dollars. */
  readonly price: string
  readonly recurring: boolean
  /** Whether what is beyond the messages of a day is sent all the same: "paid plans treat the limit as soft". */
  readonly soft: boolean
  readonly limits: Readonly<Record<(typeof LIMITS)[number], number | null>>
}

/** A free plan was seen with 50 messages and 200 API requests a day; all other figures are made up. */
const TABLE = {
  paid: {
    title: 'Standard',
    price: '50.00',
    recurring: true,
    soft: true,
    limits: {
      phones: 10,
      projects: 10,
      active_services: 50,
      users: 10,
      contacts: 50_000,
      messages_day: 10_000,
      stored_messages: 1_000_000,
      data_rows: 100_000,
      api_requests_day: null,
    },
  },
  free: {
    title: 'Free',
    price: '0.00',
    recurring: false,
    soft: false,
    limits: {
      phones: 1,
      projects: 1,
      active_services: 5,
      users: 1,
      contacts: 500,
      messages_day: 50,
      stored_messages: 10_000,
      data_rows: 1000,
      api_requests_day: 200,
    },
  },
} as const satisfies Record<string, Plan>

export type PlanName = keyof typeof TABLE
export const PLAN_NAMES = Object.keys(TABLE) as readonly PlanName[]
export const PLANS: Readonly<Record<PlanName, Plan>> = TABLE
