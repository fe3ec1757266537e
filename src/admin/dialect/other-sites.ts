import type { HttpRequest } from '../../http/message.ts'
import { Problem } from '../../http/problem.ts'

/** Addresses, names of one word, and names that no public domain can have. */
const LOCAL = /^(\[[0-9a-f:.]+\]|\d+\.\d+\.\d+\.\d+|[^.]+|.*\.(localhost|local|internal|test))$/i

/**
 * Refuses what a page of another site makes a browser send. The browser says so itself where it may; where the site's
 * own name was turned to this machine (DNS rebinding), that name stands in the Host header.
 * @throws Problem `forbidden`
 */
export function refuseOtherSites({ headers }: HttpRequest, allowHosts: readonly string[]): void {
  if (headers['sec-fetch-site'] === 'cross-site') {
    throw new Problem('forbidden', 'A page of another site cannot steer this simulator.')
  }
  const host = (headers['host'] ?? 'localhost').replace(/:\d*$/, '')
  if (LOCAL.test(host) || allowHosts.includes(host)) return
  throw new Problem(
    'forbidden',
    `This simulator is not steered under the name "${host.slice(0, 100)}". Call it by an address or as localhost, or start it with --allow-hosts ${host.slice(0, 100)}.`,
  )
}
