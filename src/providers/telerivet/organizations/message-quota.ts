import type { RowList } from '../../../core/store/row-list.ts'
import type { World } from '../../../core/world.ts'
import { Problem } from '../../../http/problem.ts'
import { Calendar } from '../dialect/calendar.ts'
import { type Message, messages } from '../messages/message.ts'
import { type Project, projects } from '../projects/project.ts'
import { type Organization, organizations } from './organization.ts'
import { PLANS } from './plans.ts'

/** The messages of today, "incoming and outgoing together", counted from midnight in the organization's time zone. */
export function messagesToday(world: World, organization: Organization): number {
  const midnight = midnightOf(world, organization) / 1000
  let found = 0
  for (const project of world.collection(projects).by('organization_id', organization.id))
    found += newerThan(world.collection(messages).by('project_id', project.id), midnight)
  return found
}

export function midnightOf({ now }: World, { timezone_id }: Organization): number {
  const calendar = new Calendar(timezone_id)
  return calendar.startOf(calendar.dayAt(now))
}

/** Messages come in order of time. */
const newerThan = (rows: RowList<Message>, time: number): number =>
  rows.length - rows.firstNot(({ time_created }) => time_created < time)

/** How many more messages the plan has room for today; paid ones have for any number. */
export function roomToday(world: World, { organization_id }: Project): number {
  const organization = world.collection(organizations).get(organization_id)!
  const { soft, limits } = PLANS[organization.plan]
  return soft || limits.messages_day === null
    ? Infinity
    : Math.max(0, limits.messages_day - messagesToday(world, organization))
}

/** @throws Problem where a free plan has no room for so many more messages today */
export function refuseBeyondQuota(world: World, project: Project, more: number): void {
  if (more <= roomToday(world, project)) return
  const organization = world.collection(organizations).get(project.organization_id)!
  const { limits } = PLANS[organization.plan]
  throw new Problem(
    'payment_required',
    `The plan of the organization allows ${limits.messages_day} messages a day, until midnight in ${organization.timezone_id}.`,
  )
}
