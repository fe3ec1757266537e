import type { Api } from '../http/api.ts'
import type { Miss } from '../http/call.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { PathTree } from './path-tree.ts'

/** Where a call leads: its endpoint, or why there is none, in which API's words that has to be said. */
export interface Destination {
  api: Api
  endpoint: Endpoint
  params: Record<string, string>
  miss: Miss
  /** The methods that the path takes, as a header lists them. */
  allow: string
}

interface PathEntry {
  api: Api
  byMethod: Map<string, Endpoint>
  allow: string
}

/** One table of all operations of all APIs, by path and method. */
export class Router {
  // The path alone is looked up, so that a wrong method can be told from an unknown path.
  readonly #paths = new PathTree<PathEntry>()
  readonly #bases: { base: string; api: Api }[]

  constructor(apis: readonly Api[]) {
    const entries = new Map<string, PathEntry>()
    for (const api of apis) for (const endpoint of api.endpoints) enter(entries, api, endpoint)
    for (const [path, entry] of entries) this.#paths.set(path, entry)
    this.#bases = apis
      .flatMap((api) => api.bases.map((base) => ({ base, api })))
      .sort((a, b) => b.base.length - a.base.length)
  }

  /** Undefined where the path is no API's at all. */
  find(method: string, path: string): Destination | undefined {
    const place = this.#paths.find(path)
    if (!place) return this.#miss(path)
    const { what, params } = place
    const { api, byMethod, allow } = what
    const endpoint = byMethod.get(method)
    if (endpoint) return { api, endpoint, params, miss: null, allow }
    return { api, endpoint: nowhere(api, [...byMethod.values()][0]), params, miss: 'wrong_method', allow }
  }

  #miss(path: string): Destination | undefined {
    const clean = path.replace(/\/{2,}/g, '/')
    const owner = this.#bases.find(
      ({ base }) => clean === base || clean.startsWith(base.endsWith('/') ? base : `${base}/`),
    )
    return owner && { api: owner.api, endpoint: nowhere(owner.api), params: {}, miss: 'unknown_path', allow: '' }
  }
}

function enter(entries: Map<string, PathEntry>, api: Api, endpoint: Endpoint): void {
  let entry = entries.get(endpoint.path)
  if (!entry) entries.set(endpoint.path, (entry = { api, byMethod: new Map(), allow: '' }))
  const method = endpoint.method.toUpperCase()
  if (entry.byMethod.has(method))
    throw new Error(`${endpoint.id} and ${entry.byMethod.get(method)!.id} share ${method} ${endpoint.path}.`)
  entry.byMethod.set(method, endpoint)
  if (method === 'GET') entry.byMethod.set('HEAD', endpoint)
  entry.allow += entry.allow === '' ? method : `, ${method}`
}

/** Stands where no endpoint is, so that a lost call passes the same stages as any other and is refused in turn. */
const nowhere = (api: Api, neighbour?: Endpoint): Endpoint => ({
  id: `${api.name}.unknown`,
  method: 'get',
  path: neighbour?.path ?? '',
  summary: '',
  tag: '',
  returns: null,
  ...(neighbour?.open && { open: true }),
  manners: neighbour?.manners,
  handle: () => undefined,
})
