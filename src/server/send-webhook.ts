import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns'
import { type IncomingMessage, type RequestOptions, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { type LookupFunction, isIP } from 'node:net'
import type { NoAnswer, SendWebhook, WebhookAnswer, WebhookRequest } from '../http/webhook-call.ts'
import { isNear } from './near-addresses.ts'
import { after } from './real-time.ts'

/** More of an answer than this many bytes is not read. */
const LONGEST_ANSWER = 1_048_576

/**
 * The way out for webhooks. The address that is really connected to is checked, not the name, so that no name can lead
 * elsewhere; redirects are not followed.
 * @param allowed hosts (names or addresses) that may be reached wherever they are
 * @param resolveName how names become addresses
 */
export function webhookSender(allowed: readonly string[], resolveName: Resolve = lookup): SendWebhook {
  const free = new Set(allowed.map(bareHost))
  return (request) =>
    new Promise((resolve) => {
      const url = parseUrl(request.url)
      if (typeof url === 'string') return resolve({ error: url, final: true })
      const host = bareHost(url.hostname)
      const isFree = free.has(host)
      if (!isFree && isIP(host) && !isNear(host)) return resolve({ error: refusal(url.hostname, host), final: true })
      try {
        post(url, request, lookupOf(resolveName, isFree), resolve)
      } catch (error) {
        // Node refuses at once what no request can be made of, such as a header with a line break in it.
        resolve({ error: (error as Error).message, final: true })
      }
    })
}

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

function post(
  url: URL,
  request: WebhookRequest,
  resolveName: LookupFunction,
  resolve: (answer: WebhookAnswer | NoAnswer) => void,
): void {
  const options: RequestOptions = {
    method: request.method,
    headers:
      request.body === null
        ? request.headers
        : { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) },
    agent: false,
    lookup: resolveName,
  }
  const outgoing = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (incoming) => {
    readAnswer(incoming).then(
      (answer) => finish(answer),
      (error: Error) => finish(asNoAnswer(error)),
    )
  })
  const callOff = after(request.timeout, () =>
    outgoing.destroy(new TooSlow(`no answer within ${request.timeout / 1000} s`)),
  )
  const finish = (answer: WebhookAnswer | NoAnswer) => {
    callOff()
    resolve(answer)
  }
  outgoing.on('error', (error: Error & { code?: string }) => finish(asNoAnswer(error)))
  outgoing.end(request.body ?? undefined)
}

const asNoAnswer = (error: Error & { code?: string }): NoAnswer => ({
  error: error.message || (error.code ?? 'the connection failed'),
  final: error instanceof TooFar,
  late: error instanceof TooSlow,
})

class TooFar extends Error {}
class TooSlow extends Error {}

/** Resolves a name as usual, and refuses where it leads too far; of several addresses the near ones are tried. */
const lookupOf =
  (resolveName: Resolve, isFree: boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const open = isFree ? addresses : addresses.filter(({ address }) => isNear(address))
      if (open.length === 0) return callback(new TooFar(refusal(hostname, addresses[0]?.address ?? 'nowhere')), [])
      if (options.all) callback(null, open)
      else callback(null, open[0]!.address, open[0]!.family)
    })
  }

const refusal = (host: string, address: string): string =>
  `Webhooks go to loopback and private addresses only, and ${host} is ${address}. Start textbed with --allow-webhooks-to ${host} to allow it.`

function parseUrl(text: string): URL | string {
  if (!URL.canParse(text)) return `"${text}" is not a URL.`
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:'
    ? url
    : `Webhooks go over http or https, not ${url.protocol}`
}

async function readAnswer(incoming: IncomingMessage): Promise<WebhookAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LONGEST_ANSWER) break
    chunks.push(chunk)
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  return { status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks).toString('utf8') }
}
