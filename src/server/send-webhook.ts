import { lookup } from 'node:dns'
import { type IncomingMessage, type RequestOptions, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { BlockList, type LookupFunction, isIP } from 'node:net'
import type { SendWebhook, WebhookAnswer, WebhookRequest } from '../http/webhook-call.ts'
import { after } from './real-time.ts'

/** More of an answer than this many bytes is not read. */
const LONGEST_ANSWER = 1_048_576

/** Loopback and private addresses: what a webhook may reach without being allowed to. Link-local ones are not among them: clouds keep secrets there. */
const NEAR = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  NEAR.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
] as const)
  NEAR.addSubnet(network, prefix, 'ipv6')

/**
 * The way out for webhooks. The address that is really connected to is checked, not the name, so that no name can lead
 * elsewhere; redirects are not followed.
 * @param allowed hosts (names or addresses) that may be reached wherever they are
 */
export function webhookSender(allowed: readonly string[]): SendWebhook {
  return (request) =>
    new Promise((resolve) => {
      const url = parseUrl(request.url)
      if (typeof url === 'string') return resolve({ error: url, final: true })
      const free = allowed.includes(url.hostname)
      const literal = url.hostname.replace(/^\[|\]$/g, '')
      if (!free && isIP(literal) && !isNear(literal))
        return resolve({ error: refusal(url.hostname, literal), final: true })
      try {
        post(url, request, free, resolve)
      } catch (error) {
        // Node refuses at once what no request can be made of, such as a header with a line break in it.
        resolve({ error: (error as Error).message, final: true })
      }
    })
}

function post(
  url: URL,
  request: WebhookRequest,
  free: boolean,
  resolve: (answer: Awaited<ReturnType<SendWebhook>>) => void,
): void {
  const options: RequestOptions = {
    method: request.method,
    headers:
      request.body === null
        ? request.headers
        : { ...request.headers, 'content-length': String(Buffer.byteLength(request.body)) },
    agent: false,
    ...(free ? {} : { lookup: nearOnly }),
  }
  const outgoing = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (incoming) => {
    readAnswer(incoming).then(
      (answer) => finish(answer),
      (error: Error) => finish({ error: error.message }),
    )
  })
  const callOff = after(request.timeout, () =>
    outgoing.destroy(new Error(`no answer within ${request.timeout / 1000} s`)),
  )
  const finish = (answer: Awaited<ReturnType<SendWebhook>>) => {
    callOff()
    resolve(answer)
  }
  outgoing.on('error', (error: Error & { code?: string }) =>
    finish({ error: error.message || (error.code ?? 'the connection failed'), final: error instanceof TooFar }),
  )
  outgoing.end(request.body ?? undefined)
}

/** Resolves a name as usual, and refuses where it leads too far. */
const nearOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    const near = addresses.filter(({ address }) => isNear(address))
    if (near.length === 0) return callback(new TooFar(refusal(hostname, addresses[0]?.address ?? 'nowhere')), [])
    if (options.all) callback(null, near)
    else callback(null, near[0]!.address, near[0]!.family)
  })
}

class TooFar extends Error {}

const isNear = (address: string): boolean => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ? NEAR.check(mapped, 'ipv4') : NEAR.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
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
