import { list, write } from '../dialect/endpoints.ts'
import { uniqueName } from '../dialect/names.ts'
import { createOptIn } from './create-optin.ts'
import { optInRows, optInView } from './optin.ts'

const common = { path: '/api/v2/optins.json', tag: 'Opt-ins', scope: 'v2' }

export const listOptIns = list({
  ...common,
  id: 'rapidpro.listOptIns',
  summary: 'Lists what people may agree to be written to about, newest first.',
  view: optInView,
  filters: {},
  rows: optInRows,
  select: () => ({}),
})

export const writeOptIn = write({
  ...common,
  id: 'rapidpro.createOptIn',
  summary: 'Creates an opt-in.',
  example: () => ({ body: { name: 'Weather alerts' } }),
  view: optInView,
  body: { name: uniqueName((world) => optInRows(world).all()) },
  create: ({ world, body }) => createOptIn(world, body),
})
