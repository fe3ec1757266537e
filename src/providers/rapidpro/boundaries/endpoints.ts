import { list } from '../dialect/endpoints.ts'
import { truthFilter } from '../dialect/filters.ts'
import { boundaryRows, boundaryView } from './boundary.ts'

export const listBoundaries = list({
  id: 'rapidpro.listBoundaries',
  path: '/api/v2/boundaries.json',
  summary: "Lists the boundaries of the workspace's country, in the order of their OSM ids as text.",
  description: 'There are boundaries of Rwanda; a workspace in another country, or in none, has an empty page.',
  tag: 'Boundaries',
  scope: 'v2',
  view: boundaryView,
  filters: { geometry: truthFilter('Shows the shapes, too.') },
  rows: boundaryRows,
  select: ({ caller: { workspace } }) => ({
    where: [{ field: 'country', is: 'equals', value: workspace.country }],
    reverse: true,
  }),
  variant: ({ query }) => query.geometry,
})
