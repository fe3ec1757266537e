import type { World } from '../../../core/world.ts'
import type { CollectionDefinition } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import { callCame } from '../../../http/events.ts'
import { contacts } from '../contacts/contact.ts'
import { messages } from '../messages/message.ts'
import { phones } from '../phones/phone.ts'
import { projects } from '../projects/project.ts'
import { dataRows } from '../tables/data-row.ts'
import { users } from '../users/user.ts'
import { messagesToday, midnightOf } from './message-quota.ts'
import type { Organization } from './organization.ts'
import type { LIMITS } from './plans.ts'

type Count = (world: World, organization: Organization) => number

/** How many rows of a kind the organization's projects have. */
const ofProjects =
  <R extends Row & { readonly project_id: string }>(kind: CollectionDefinition<R>): Count =>
  (world, { id }) => {
    const mine = new Set(
      world
        .collection(projects)
        .by('organization_id', id)
        .map((project) => project.id),
    )
    const rows = world.collection(kind)
    let found = 0
    if (mine.size === world.collection(projects).size) return rows.size
    for (const row of rows.all()) if (mine.has(row.project_id)) found++
    return found
  }

/** "Available usage types", each as it is counted when it is asked for. */
export const USAGE = {
  phones: ofProjects(phones),
  projects: (world, { id }) => world.collection(projects).by('organization_id', id).length,
  users: (world, { id }) => world.collection(users).by('organization_id', id).length,
  contacts: ofProjects(contacts),
  messages_day: messagesToday,
  stored_messages: ofProjects(messages),
  data_rows: ofProjects(dataRows),
  api_requests_day: apiRequestsToday,
} satisfies Partial<Record<(typeof LIMITS)[number], Count>>

export type UsageType = keyof typeof USAGE

/** As far as the journal goes back. */
function apiRequestsToday(world: World, organization: Organization): number {
  const midnight = midnightOf(world, organization)
  return world.journal.from(
    0,
    Infinity,
    (entry) => entry.type === callCame.name && entry.provider === 'telerivet' && entry.at >= midnight,
  ).length
}
