import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import { type IncomingMessage, type RequestOptions, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { type LookupFunction, isIP } from 'node:net'
import type { CallOut, OutboundRequest } from '../http/outbound-request.ts'
import type { Answered, Failed, Failure, Outcome } from '../http/outcome.ts'
import { isNear } from './near-addresses.ts'
import { after } from './real-time.ts'

/** More of an answer than this many bytes is not read. */
const LONGEST_ANSWER = 1_048_576

/**
 * The way out. The address that is really connected to is checked, not the name, so that no name can lead elsewhere;
 * redirects are not followed.
 * @param allowed hosts (names or addresses) that may be reached wherever they are
 * @param resolveName how names become addresses
 */
export function wayOut(allowed: readonly string[], resolveName: Resolve = lookup): CallOut {
  const free = new Set(allowed.map(bareHost))
  return (request) =>
    new Promise((resolve) => {
      const url = wayTo(request.url, free)
      if (!(url instanceof URL)) return resolve(url)
      try {
        send(url, request, lookupOf(resolveName, isFree(url, free)), resolve)
      } catch (error) {
        // Node refuses at once what no request can be made of, such as a header with a line break in it.
        resolve({ kind: 'impossible', why: (error as Error).message })
      }
    })
}

/**
 * Says before anything is sent why the way out would refuse an address, in its own words. What a name leads to is asked
 * now, and may change: one that leads nowhere yet is not refused.
 */
export const whyNotCalled =
  (allowed: readonly string[], resolveName: Resolve = lookup) =>
  (written: string): Promise<string | undefined> => {
    const free = new Set(allowed.map(bareHost))
    const url = wayTo(written, free)
    if (!(url instanceof URL)) return Promise.resolve(url.why)
    if (isFree(url, free) || isIP(bareHost(url.hostname))) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      lookupOf(resolveName, false)(url.hostname, { all: true }, (error) =>
        resolve(error instanceof TooFar ? error.message : undefined),
      )
    })
  }

/** Where a call goes, as far as the address says; or why it goes nowhere. */
function wayTo(written: string, free: ReadonlySet<string>): URL | Failed {
  const url = parseUrl(written)
  if (!(url instanceof URL)) return url
  const host = bareHost(url.hostname)
  return !free.has(host) && isIP(host) && !isNear(host)
    ? { kind: 'not_allowed', why: refusal(url.hostname, host) }
    : url
}

const isFree = (url: URL, free: ReadonlySet<string>): boolean => free.has(bareHost(url.hostname))

type Resolve = (
  name: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** A host as one compares it: case, a final dot, and the brackets of an IPv6 address do not count. */
const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')

function send(
  url: URL,
  { method, headers, body, timeout }: OutboundRequest,
  resolveName: LookupFunction,
  resolve: (outcome: Outcome) => void,
): void {
  const options: RequestOptions = {
    method,
    headers: body === null ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    agent: false,
    lookup: resolveName,
  }
  let answers = false
  const outgoing = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (incoming) => {
    answers = true
    readAnswer(incoming).then(finish, (error: Error) => finish(failureOf(error)))
  })
  const callOff = after(timeout, () => finish({ kind: 'too_slow', why: `no answer within ${timeout / 1000} s` }))
  /** The first word counts. */
  function finish(outcome: Outcome): void {
    callOff()
    resolve(outcome)
    if (outcome.kind !== 'answered') outgoing.destroy()
  }
  outgoing.on('error', (error: Error) => finish(failureOf(error)))
  // Who answers with another protocol has answered nothing, and no error tells of it.
  outgoing.on('close', () => {
    if (!answers) finish({ kind: 'broken_off', why: 'the connection ended without an answer' })
  })
  outgoing.end(body ?? undefined)
}

class TooFar extends Error {}

/** What Node's errors mean; whatever is not here broke the connection. */
const MEANING: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: 'refused',
  EAI_AGAIN: 'unreachable',
  EAI_FAIL: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EHOSTDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENODATA: 'unreachable',
  ENOTFOUND: 'unreachable',
  ETIMEDOUT: 'unreachable',
}

function failureOf(error: Error & { code?: string }): Failed {
  const why = error.message || (error.code ?? 'the connection failed')
  if (error instanceof TooFar) return { kind: 'not_allowed', why }
  return { kind: MEANING[error.code ?? ''] ?? 'broken_off', why }
}

/** Resolves a name as usual, and refuses where it leads too far; of several addresses the near ones are tried. */
const lookupOf =
  (resolveName: Resolve, mayBeFar: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const open = mayBeFar ? addresses : addresses.filter(({ address }) => isNear(address))
      if (open.length === 0) return callback(new TooFar(refusal(hostname, addresses[0]?.address ?? 'nowhere')), [])
      if (options.all) callback(null, open)
      else callback(null, open[0]!.address, open[0]!.family)
    })
  }

const refusal = (host: string, address: string): string =>
  `Webhooks go to loopback and private addresses only, and ${host} is ${address}. Start textbed with --allow-webhooks-to ${host} to allow it.`

function parseUrl(text: string): URL | Failed {
  if (!URL.canParse(text)) return { kind: 'impossible', why: `"${text}" is not a URL.` }
  const url = new URL(text)
  if (url.protocol === 'http:' || url.protocol === 'https:') return url
  return { kind: 'not_allowed', why: `Webhooks go over http or https, not ${url.protocol}` }
}

async function readAnswer(incoming: IncomingMessage): Promise<Answered> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= LONGEST_ANSWER) break
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const body = Buffer.concat(chunks).subarray(0, LONGEST_ANSWER).toString('utf8')
  return { kind: 'answered', status: incoming.statusCode ?? 0, headers, body }
}
