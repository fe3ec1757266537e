import { list } from '../dialect/endpoints.ts'
import { textFilter } from '../dialect/filters.ts'
import { forgottenBefore, resthookEventRows, resthookEventView } from './resthook-event.ts'

export const listResthookEvents = list({
  path: '/api/v2/resthook_events.json',
  tag: 'Resthooks',
  scope: 'v2',
  id: 'rapidpro.listResthookEvents',
  summary: 'Lists what was told to subscribers of resthooks in the last 48 hours, newest first.',
  view: resthookEventView,
  filters: { resthook: textFilter('Only events of the resthook with this slug.') },
  rows: resthookEventRows,
  select: ({ world, query: { resthook } }) => ({
    where: [
      { field: 'created_on', is: 'atLeast', value: forgottenBefore(world) },
      ...(resthook === undefined ? [] : [{ field: 'resthook', is: 'equals', value: resthook } as const]),
    ],
  }),
})
