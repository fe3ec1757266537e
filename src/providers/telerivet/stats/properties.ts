import type { World } from '../../../core/world.ts'
import { type Message, priceOf } from '../messages/message.ts'
import { countLinks } from '../messages/short-links.ts'
import type { Organization } from '../organizations/organization.ts'
import { phones } from '../phones/phone.ts'
import type { Project } from '../projects/project.ts'
import { services } from '../services/service.ts'
import { users } from '../users/user.ts'

/** Whose message it is. */
export interface Owner {
  readonly world: World
  readonly project: Project
  readonly organization: Organization
}

type Value = string | boolean | null

/** What messages are grouped by: each as an answer has it, null where a message has none. */
const PROPERTIES = {
  org_id: (_message, { organization }) => organization.id,
  org_name: (_message, { organization }) => organization.name,
  org_industry: () => null,
  project_id: (_message, { project }) => project.id,
  project_name: (_message, { project }) => project.name,
  user_id: ({ user_id }) => user_id,
  user_email: (message, { world }) => userOf(message, world)?.email ?? null,
  user_name: (message, { world }) => userOf(message, world)?.name ?? null,
  phone_id: ({ phone_id }) => phone_id,
  phone_name: ({ phone_id }, { world }) => world.collection(phones).get(phone_id)?.name ?? null,
  phone_type: ({ phone_id }, { world }) => world.collection(phones).get(phone_id)?.phone_type ?? null,
  direction: ({ direction }) => direction,
  source: ({ source }) => source,
  status: ({ status }) => status,
  network_code: () => null,
  network_name: () => null,
  message_type: ({ message_type }) => message_type,
  service_id: ({ extra }) => extra?.service_id ?? null,
  service_name: ({ extra }, { world }) =>
    extra?.service_id === undefined ? null : (world.collection(services).get(extra.service_id)?.name ?? null),
  simulated: ({ simulated }) => simulated,
  link: ({ content }) => content !== null && countLinks(content) > 0,
} satisfies Record<string, (message: Message, owner: Owner) => Value>

const userOf = ({ user_id }: Message, world: World) =>
  user_id === null ? undefined : world.collection(users).get(user_id)

export type Property = keyof typeof PROPERTIES
export const PROPERTY_NAMES = Object.keys(PROPERTIES) as readonly Property[]

export const propertyOf = (property: Property, message: Message, owner: Owner): Value =>
  (PROPERTIES[property] as (message: Message, owner: Owner) => Value)(message, owner)

/** What is summed up. Nobody knows here what another currency is worth, so that prices in one are left out. */
const METRICS = {
  count: () => 1,
  num_parts: ({ num_parts }) => num_parts ?? 0,
  duration: ({ extra }) => Math.max(0, extra?.duration ?? 0),
  price: (message, currency) => (message.extra?.price_currency === currency ? (priceOf(message) ?? 0) : 0),
} satisfies Record<string, (message: Message, currency: string) => number>

export type Metric = keyof typeof METRICS
export const METRIC_NAMES = Object.keys(METRICS) as readonly Metric[]

export const metricOf = (metric: Metric, message: Message, currency: string): number =>
  METRICS[metric](message, currency)
