import { list, write } from '../dialect/endpoints.ts'
import { lookupParameter, textFilter, timeConditions, timeFilters, truthFilter } from '../dialect/filters.ts'
import { refuseOneMore } from '../dialect/guards.ts'
import { oneBy } from '../dialect/lookups.ts'
import { createGlobal, giveValue } from './change-global.ts'
import { type Global, globalRows, globalView } from './global.ts'
import { globalBody } from './global-body.ts'

const common = { path: '/api/v2/globals.json', tag: 'Globals', scope: 'v2' }

export const listGlobals = list({
  ...common,
  id: 'rapidpro.listGlobals',
  summary: 'Lists globals, the one changed last first.',
  view: globalView,
  filters: {
    key: textFilter('Only the global with this key.'),
    ...timeFilters('modified_on'),
    reverse: truthFilter('The one changed last comes last.'),
  },
  rows: globalRows,
  select: ({ world, query }) => ({
    where: timeConditions('modified_on', query),
    only: query.key === undefined ? undefined : (globalRows(world).get(query.key) ?? null),
    sort: 'modified_on',
    reverse: query.reverse,
  }),
})

export const writeGlobal = write({
  ...common,
  id: 'rapidpro.writeGlobal',
  summary: 'Creates a global, or gives the one that `key` in the URL names another value.',
  description: 'A new name whose key is there already gives that global the value.',
  example: () => ({ body: { name: 'Opening hours', value: '8:00 to 16:00' } }),
  view: globalView,
  lookup: {
    parameters: { key: lookupParameter('The global with this key.') },
    find: oneBy('key', 'Global', (world, key): Global | undefined => globalRows(world).get(key)),
  },
  guard: (call) => refuseOneMore(call, globalRows(call.world).size),
  body: globalBody,
  rule: ({ caller, body }) =>
    caller.target || body.name !== undefined ? undefined : 'Name is required when creating new global.',
  create: ({ world, body }) => createGlobal(world, { name: body.name!, value: body.value }),
  update: ({ world, body }, global: Global) => giveValue(world, global, body.value),
})
