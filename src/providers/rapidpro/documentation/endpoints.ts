import * as Type from 'typebox'
import type { Call } from '../../../http/call.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { operationSection } from './operation-section.ts'
import { link, page, prose } from './page.ts'

const BASE = '/api/v2'
const tag = 'Documentation'

/** Names of the endpoints that hold data, in the order of the alphabet. */
const namesIn = ({ api }: Call): string[] => [
  ...new Set(
    api.endpoints
      .flatMap(({ path }) => /^\/api\/v2\/(\w+)\.json$/.exec(path)?.[1] ?? [])
      .filter((name) => name !== 'org')
      .sort(),
  ),
]

const addresses = (call: Call): Record<string, string> =>
  Object.fromEntries(namesIn(call).map((name) => [name, `${call.request.origin}${BASE}/${name}`]))

const operationsOf = ({ api }: Call, name: string) =>
  api.endpoints.filter(({ path }) => path === `${BASE}/${name}.json`)

const wantsJson = ({ request }: Call): boolean => {
  const accepted = request.headers['accept'] ?? ''
  return accepted.includes('application/json') && !accepted.includes('text/html')
}

const common = { method: 'get', tag, open: true } as const
const pageOrJson = { ...common, returnsMedia: ['text/html', 'application/json'] }

export const listEndpoints = endpoint({
  ...common,
  id: 'rapidpro.listEndpoints',
  path: `${BASE}/.json`,
  summary: 'Names every endpoint and its address; needs no credentials.',
  returns: Type.Record(Type.String(), Type.String(), { description: 'Addresses without `.json`, by name.' }),
  handle: addresses,
})

export const showOverview = endpoint({
  ...pageOrJson,
  id: 'rapidpro.showOverview',
  path: BASE,
  summary: 'A page that names every endpoint, or the same as JSON where that is asked for.',
  returns: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]),
  handle: (call) => {
    if (wantsJson(call)) return addresses(call)
    const items = Object.entries(addresses(call)).map(([name, address]) => {
      const operations = operationsOf(call, name).map(
        ({ method, summary }) => `<br><code>${method.toUpperCase()}</code> ${prose(summary)}`,
      )
      return `<li>${link(address, `/${name}`)}${operations.join('')}</li>`
    })
    const explorer = link(`${call.request.origin}${BASE}/explorer/`, 'The explorer')
    return page('RapidPro API v2', [`<p>${prose(call.api.description)} ${explorer} makes calls.</p>`, ...list(items)])
  },
})

const list = (items: readonly string[]): string[] => ['<ul>', ...items, '</ul>']

export const showExplorer = endpoint({
  ...common,
  id: 'rapidpro.showExplorer',
  path: `${BASE}/explorer`,
  summary: 'A page that leads to the one where calls can be made.',
  returns: Type.String(),
  returnsMedia: ['text/html'],
  handle: () =>
    page('API explorer', [
      `<p>Calls are made at ${link('/docs/?urls.primaryName=RapidPro API v2', '/docs')}, which is logged in to a world already.</p>`,
    ]),
})

/** A path without `.json` is a page about the endpoint, never data. */
export const showDocumentation = endpoint({
  ...pageOrJson,
  id: 'rapidpro.showDocumentation',
  path: `${BASE}/{endpoint}`,
  summary: 'A page about an endpoint, or an empty list where only JSON is accepted.',
  returns: Type.Union([Type.String(), Type.Array(Type.Never())]),
  manners: { documentation: true },
  handle: (call) => {
    const name = call.params['endpoint']!
    const operations = operationsOf(call, name)
    if (operations.length === 0 || call.request.path.endsWith('/')) throw new Problem('unknown_path')
    if (wantsJson(call)) return []
    const sections = operations.map((one) => operationSection(one, call))
    return page(`/${name}`, [`<p>${link(`${call.request.origin}${BASE}/`, 'All endpoints')}</p>`, ...sections])
  },
})
