import { Type } from '@sinclair/typebox'
import type { Call } from '../../../http/call.ts'
import { Body } from '../../../http/message.ts'
import { Problem } from '../../../http/problem.ts'
import { endpoint } from '../dialect/endpoints.ts'

const BASE = '/api/v2'

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

const page = (title: string, body: string): Body =>
  new Body(
    'text/html; charset=utf-8',
    `<!doctype html>\n<html lang="en">\n<head><title>${title}</title></head>\n<body><h1>${title}</h1>\n${body}\n</body>\n</html>\n`,
  )

const wantsJson = ({ request }: Call): boolean => {
  const accepted = request.headers['accept'] ?? ''
  return accepted.includes('application/json') && !accepted.includes('text/html')
}

const PAGE_OR_JSON = ['text/html', 'application/json']

export const listEndpoints = endpoint({
  id: 'rapidpro.listEndpoints',
  method: 'get',
  path: `${BASE}/.json`,
  summary: 'Names every endpoint and its address; needs no credentials.',
  tag: 'Documentation',
  returns: Type.Record(Type.String(), Type.String(), { description: 'Addresses without `.json`, by name.' }),
  open: true,
  handle: addresses,
})

export const showOverview = endpoint({
  id: 'rapidpro.showOverview',
  method: 'get',
  path: BASE,
  summary: 'A page that names every endpoint, or the same as JSON where that is asked for.',
  tag: 'Documentation',
  returnsMedia: PAGE_OR_JSON,
  returns: Type.Union([Type.String(), Type.Record(Type.String(), Type.String())]),
  open: true,
  handle: (call) => {
    if (wantsJson(call)) return addresses(call)
    const items = namesIn(call).map((name) => `<li><a href="${BASE}/${name}">/${name}</a></li>`)
    return page('RapidPro API v2', `<ul>\n${items.join('\n')}\n</ul>`)
  },
})

/** A path without `.json` is a page about the endpoint, never data. */
export const showDocumentation = endpoint({
  id: 'rapidpro.showDocumentation',
  method: 'get',
  path: `${BASE}/{endpoint}`,
  summary: 'A page about an endpoint, or an empty list where only JSON is accepted.',
  tag: 'Documentation',
  returnsMedia: PAGE_OR_JSON,
  returns: Type.Union([Type.String(), Type.Array(Type.Never())]),
  open: true,
  manners: { documentation: true },
  handle: (call) => {
    const name = call.params['endpoint']!
    const operations = call.api.endpoints.filter(({ path }) => path === `${BASE}/${name}.json`)
    if (operations.length === 0 || call.request.path.endsWith('/')) throw new Problem('unknown_path')
    if (wantsJson(call)) return []
    const items = operations.map(
      ({ method, path, summary }) => `<li><code>${method.toUpperCase()} ${path}</code> ${summary}</li>`,
    )
    return page(`/${name}`, `<ul>\n${items.join('\n')}\n</ul>`)
  },
})
