import { list } from '../dialect/endpoints.ts'
import { timeConditions, timeFilters } from '../dialect/filters.ts'
import { templateRows, templateView } from './template.ts'

export const listTemplates = list({
  id: 'rapidpro.listTemplates',
  path: '/api/v2/templates.json',
  summary: 'Lists WhatsApp templates with their translations, the one changed last first. Releases before 10 have it.',
  tag: 'Templates',
  scope: 'v2',
  view: templateView,
  filters: timeFilters('modified_on'),
  rows: templateRows,
  select: ({ query }) => ({ where: timeConditions('modified_on', query), sort: 'modified_on' }),
})
