import type { IncomingHttpHeaders } from 'node:http'
import { allowedHosts, hostOf, isLocalName, isLoopbackName } from './local-names.ts'

/** What the guard looks at of a call. */
interface Arrival {
  method: string
  /** The path as it came, before any world's prefix is taken off. */
  path: string
  headers: IncomingHttpHeaders
}

/** Why a call is refused, in a sentence; undefined where it may pass. */
export type Guard = (arrival: Arrival) => string | undefined

/**
 * Keeps out what a page of another site makes a browser send, for everything that is served. The browser says so itself
 * where it may (`Sec-Fetch-Site`, `Origin`); where the other site's own name was turned to this machine, that name stands
 * in `Host`. The other Sec-Fetch headers count for nothing: Node's own `fetch` sends `sec-fetch-mode: cors`.
 * @param ownHosts the hosts of the platforms' real APIs: people give textbed those names on their network
 * @param allowed more hosts: names, `.suffix` or `*`
 */
export function guardOf(ownHosts: readonly string[], allowed: readonly string[]): Guard {
  const isAllowed = allowedHosts(allowed)
  const isOwn = allowedHosts(ownHosts)
  const mayBeCalled = (host: string) => isLocalName(host) || isOwn(host) || isAllowed(host)
  const mayCall = (origin: string, host: string, headers: IncomingHttpHeaders) => {
    // A page without an origin of its own, such as one in a sandboxed frame, says so itself.
    if (origin === 'null') return headers['sec-fetch-site'] === 'same-origin'
    const from = URL.canParse(origin) ? hostOf(new URL(origin).host) : ''
    return from !== '' && (from === host || isLoopbackName(from) || isAllowed(from))
  }
  // Most calls name the same host as the call before.
  let passed: string | undefined
  return ({ method, path, headers }) => {
    if (path === HEALTH) return undefined
    const { host = '', origin } = headers
    if (host !== passed) {
      const name = hostOf(host)
      // HTTP/1.0 needs no Host, and whoever sends an empty one names nobody.
      if (name !== '' && !mayBeCalled(name)) return strangeHost(name)
      passed = host
    }
    if (origin !== undefined && !mayCall(origin, hostOf(host), headers)) return strangeOrigin(origin)
    if (isCrossSite(headers['sec-fetch-site']) && !(method === 'GET' && FRONT_DOORS.has(path))) return CROSS_SITE
    return undefined
  }
}

/** Whoever keeps a container alive asks for it under whatever name. */
const HEALTH = '/healthz'

/** Pages that a link on another site may lead to. */
const FRONT_DOORS: ReadonlySet<string> = new Set(['/', '/docs', '/docs/'])

/** Headers that come twice are joined by a comma. */
const isCrossSite = (site: string | string[] | undefined): boolean =>
  site !== undefined && /(^|,)\s*cross-site\s*(,|$)/i.test(String(site))

const shown = (text: string): string => text.slice(0, 100)

const CROSS_SITE =
  'A page of another site cannot call textbed: a browser says that this call comes from one (Sec-Fetch-Site: cross-site).'

const strangeHost = (host: string): string =>
  `textbed is not called "${shown(host)}". Call it by an address, as localhost or by a local name, or start it with --allow-hosts ${shown(host)}.`

const strangeOrigin = (origin: string): string =>
  `A page of another site cannot call textbed, and this call comes from one of ${shown(origin)}. If that page is yours, start textbed with --allow-hosts and its host.`
