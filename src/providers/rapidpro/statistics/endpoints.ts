import * as Type from 'typebox'
import type { Field } from '../../../http/field.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { timeFilter } from '../dialect/filters.ts'
import { DAY_MICROS, dailyCounts } from './daily-counts.ts'

const DEFAULT_DAYS = 90
const MOST_DAYS = 366

const dateFilter = (description: string): Field<number | undefined> => ({
  ...timeFilter(description),
  schema: Type.String({ description, format: 'date' }),
})

export const getStatistics = endpoint({
  id: 'rapidpro.getStatistics',
  method: 'get',
  path: '/api/v2/statistics.json',
  summary: 'Counts the texts that channels took in and sent, by day of UTC.',
  tag: 'Statistics',
  scope: 'v2',
  query: {
    since: dateFilter('The first day; 90 days ago unless given.'),
    until: dateFilter('The day after the last; tomorrow unless given.'),
  },
  returns: Type.Object(
    {
      results: Type.Array(
        Type.Object(
          {
            date: Type.String({ format: 'date' }),
            channels: Type.Record(
              Type.String(),
              Type.Object(
                {
                  type: Type.String({ description: 'Of the channel.' }),
                  counts: Type.Record(Type.String(), Type.Integer(), { description: 'Of `text:in` and `text:out`.' }),
                },
                { additionalProperties: false },
              ),
              { description: 'By uuid.' },
            ),
          },
          { additionalProperties: false, title: 'DailyCounts' },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  handle({ world, query }) {
    const today = Math.floor((world.now * 1000) / DAY_MICROS)
    const { since = (today - DEFAULT_DAYS) * DAY_MICROS, until = (today + 1) * DAY_MICROS } = query
    if (until - since > MOST_DAYS * DAY_MICROS)
      throw new Problem('invalid', `There may be at most ${MOST_DAYS} days between since and until.`)
    return { results: dailyCounts(world, since, until) }
  },
})
