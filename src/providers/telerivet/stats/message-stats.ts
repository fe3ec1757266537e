import * as Type from 'typebox'
import { type Slices, each } from '../../../core/slices.ts'
import type { Condition } from '../../../core/store/query.ts'
import type { World } from '../../../core/world.ts'
import { nullable, timeSchema } from '../dialect/schemas.ts'
import { messages } from '../messages/message.ts'
import type { Organization } from '../organizations/organization.ts'
import type { Project } from '../projects/project.ts'
import { Calendar, dateOf } from '../dialect/calendar.ts'
import { Groups } from './groups.ts'
import { METRIC_NAMES, type Metric, type Owner, PROPERTY_NAMES, type Property } from './properties.ts'
import { type Interval, type Rollup, intervalOf } from './rollups.ts'

/** What somebody wants to know. */
export interface Question {
  /** The days in question; of those that are not over yet nothing is known. */
  days: Interval
  rollup: Rollup
  properties: readonly Property[]
  metrics: readonly Metric[]
  /** ISO 4217: the one that prices are summed in. */
  currency: string
  /** What messages have to be. */
  where: readonly Condition[]
}

const optionals = <S extends ReturnType<typeof Type.Optional>>(names: readonly string[], schema: S) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, schema])), { additionalProperties: false })

export const statsSchema = Type.Object(
  {
    intervals: Type.Array(
      Type.Object(
        {
          start_time: timeSchema('When the interval begins'),
          end_time: timeSchema('When it is over'),
          start_date: Type.String({ format: 'date' }),
          end_date: Type.String({ format: 'date', description: 'The last day of it.' }),
          groups: Type.Array(
            Type.Object(
              {
                properties: optionals(
                  PROPERTY_NAMES,
                  Type.Optional(nullable(Type.Union([Type.String(), Type.Boolean()]))),
                ),
                metrics: optionals(METRIC_NAMES, Type.Optional(Type.Number())),
              },
              { additionalProperties: false },
            ),
          ),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, title: 'Message statistics' },
)

/**
 * Counts when it is asked what the platform counts "shortly after midnight each day in the project's time zone": the
 * messages of each project by that project's days, up to yesterday. There may be very many.
 * @param timezone whose midnights the intervals of the answer begin and end at
 */
export function* statsOf(
  world: World,
  organization: Organization,
  projects: readonly Project[],
  timezone: string,
  question: Question,
) {
  const found = new Map<number, { interval: Interval; groups: Groups }>()
  for (const project of projects) yield* count({ world, organization, project }, question, found)
  const calendar = new Calendar(timezone)
  const ordered = [...found.values()].sort((one, other) => one.interval.first - other.interval.first)
  return {
    intervals: ordered.map(({ interval: { first, last }, groups }) => ({
      start_time: calendar.startOf(first) / 1000,
      end_time: calendar.startOf(last + 1) / 1000,
      start_date: dateOf(first),
      end_date: dateOf(last),
      groups: groups.answer(),
    })),
  }
}

function* count(
  owner: Owner,
  { days, rollup, properties, metrics, currency, where }: Question,
  found: Map<number, { interval: Interval; groups: Groups }>,
): Slices<void> {
  const { world, project } = owner
  const calendar = new Calendar(project.timezone_id)
  const last = Math.min(days.last, calendar.dayAt(world.now) - 1)
  if (last < days.first) return
  const { rows } = world.collection(messages).list({
    where: [
      { field: 'project_id', is: 'equals', value: project.id },
      { field: 'time_created', is: 'atLeast', value: calendar.startOf(days.first) / 1000 },
      { field: 'time_created', is: 'below', value: calendar.startOf(last + 1) / 1000 },
      ...where,
    ],
    take: Infinity,
  })
  // Messages come in order of time, so the next one is in the same interval more often than not.
  let [start, end, groups] = [0, 0, undefined as Groups | undefined]
  yield* each(rows, (message) => {
    if (!groups || message.time_created < start || message.time_created >= end) {
      const interval = intervalOf(calendar.dayAt(message.time_created * 1000), rollup, days)
      start = calendar.startOf(interval.first) / 1000
      end = calendar.startOf(interval.last + 1) / 1000
      groups = found.get(interval.first)?.groups ?? new Groups(properties, metrics, currency)
      if (!found.has(interval.first)) found.set(interval.first, { interval, groups })
    }
    groups.add(message, owner)
  })
}
