import { list } from '../dialect/endpoints.ts'
import { timeConditions, timeFilters, uuidFilter } from '../dialect/filters.ts'
import { classifierRows, classifierView } from './classifier.ts'

export const listClassifiers = list({
  id: 'rapidpro.listClassifiers',
  path: '/api/v2/classifiers.json',
  summary: 'Lists the classifiers of the workspace, newest first.',
  tag: 'Classifiers',
  scope: 'v2',
  view: classifierView,
  filters: { uuid: uuidFilter('Only the classifier with this uuid.'), ...timeFilters('created_on') },
  rows: classifierRows,
  select: ({ world, query }) => ({
    ...(query.uuid !== undefined && { only: classifierRows(world).get(query.uuid) ?? null }),
    where: timeConditions('created_on', query),
  }),
})
