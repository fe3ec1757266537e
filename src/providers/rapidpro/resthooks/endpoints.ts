import { list } from '../dialect/endpoints.ts'
import { truthFilter } from '../dialect/filters.ts'
import { resthookRows, resthookView } from './resthook.ts'

export const listResthooks = list({
  path: '/api/v2/resthooks.json',
  tag: 'Resthooks',
  scope: 'v2',
  id: 'rapidpro.listResthooks',
  summary: 'Lists resthooks, the one changed last first.',
  view: resthookView,
  filters: { reverse: truthFilter('The one changed last comes last.') },
  rows: resthookRows,
  select: ({ query: { reverse } }) => ({ sort: 'modified_on', reverse }),
})
