import { once } from 'node:events'
import { type IncomingHttpHeaders, type RequestListener, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A call that a receiver got, such as a webhook. */
export interface ReceivedCall {
  method: string
  /** With its query. */
  path: string
  headers: IncomingHttpHeaders
  /** As it came. */
  body: string
  /** The body where it is a form, else what it has as JSON; empty where it is neither. */
  fields: Record<string, unknown>
}

/** A server on loopback, such as the application under test, which ends with the test. */
export interface Receiver {
  /** Where it listens, without a slash at the end. */
  url: string
  /** What was received, where nobody else handles it. */
  calls: readonly ReceivedCall[]
  close(): Promise<void>
}

/**
 * Listens on a free port of loopback.
 * @param handler what answers, such as an application of Express; unless given, all is well received and kept in `calls`
 */
export async function listenOnLoopback(handler?: RequestListener): Promise<Receiver> {
  const calls: ReceivedCall[] = []
  const server = createServer(handler ?? keepIn(calls)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

const keepIn =
  (calls: ReceivedCall[]): RequestListener =>
  (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(parts).toString()
      calls.push({ method, path: url, headers, body, fields: fieldsOf(body, headers['content-type']) })
      response.end()
    })
  }

function fieldsOf(body: string, type = ''): Record<string, unknown> {
  if (type.startsWith('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(body))
  if (!type.startsWith('application/json')) return {}
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>
  } catch {
    return {}
  }
}
