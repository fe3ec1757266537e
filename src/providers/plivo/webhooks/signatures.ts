import { createHmac } from 'node:crypto'
import type { Parameters } from '../../../http/outbound-call.ts'

/** V2: the address without its query, then the nonce. What is sent to it takes no part. */
export const signatureV2 = (url: string, nonce: string, token: string): string => hmac(token, split(url).base + nonce)

/**
 * V3: the address, its query and the parameters, sorted, then the nonce. Ruby's, Java's and .NET's validators rebuild the
 * address without its port, so one with a port is signed both ways; a header may hold several signatures.
 */
export function signatureV3(method: string, url: string, parameters: Parameters, nonce: string, token: string): string {
  const parts = split(url)
  const what = method === 'GET' ? signedGet(parts.query, parameters) : signedPost(parts.query, parameters)
  const signatures = [parts.base, ...(parts.portless === parts.base ? [] : [parts.portless])].map((base) =>
    hmac(token, `${base}${what}.${nonce}`),
  )
  return signatures.join(',')
}

function signedGet(query: Parameters, parameters: Parameters): string {
  const pairs = joined([...query, ...parameters])
  return pairs === '' ? '' : `?${pairs}`
}

function signedPost(query: Parameters, parameters: Parameters): string {
  const pairs = joined(query)
  if (parameters.length === 0) return pairs === '' ? '' : `?${pairs}`
  return `?${pairs}${pairs === '' ? '' : '.'}${sorted(parameters)
    .map(([name, value]) => name + value)
    .join('')}`
}

const joined = (pairs: Parameters): string =>
  sorted(pairs)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** By name, then by value, each by code unit: capitals go before small letters. */
const sorted = (pairs: Parameters): Parameters => [...pairs].sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const hmac = (token: string, text: string): string => createHmac('sha256', token).update(text).digest('base64')

const ADDRESS = /^([a-z][a-z0-9+.-]*:\/\/)([^/?#]*)([^?#]*)(?:\?([^#]*))?/i

/** What a request can carry as it is. */
const PRINTABLE = /^[\x21-\x7e]*$/

/**
 * An address as it was configured; a path that is missing stays so. What its receiver cannot see is left out or written
 * as the receiver sees it: the user's name before the host, letters beyond ASCII, blanks.
 */
function split(url: string): { base: string; portless: string; query: Parameters } {
  const sent = PRINTABLE.test(url) ? url : new URL(url).href
  const [, scheme = '', userAndHost = '', path = '', query = ''] = ADDRESS.exec(sent) ?? []
  const authority = userAndHost.slice(userAndHost.lastIndexOf('@') + 1)
  return {
    base: scheme + authority + path,
    portless: scheme + authority.replace(/:\d*$/, '') + path,
    query: [...new URLSearchParams(query)],
  }
}
