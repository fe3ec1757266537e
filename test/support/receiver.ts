import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A webhook as it arrived. */
export interface Received {
  method: string
  url: string
  path: string
  headers: Record<string, string>
  /** The parameters of the body, or of the query where there is no body. */
  form: Record<string, string>
  text: string
}

interface ReceiverAnswer {
  status?: number
  headers?: Record<string, string>
  body?: string
}

export interface Receiver {
  /** Its base address; any path below it is received. */
  url: string
  received: Received[]
  /** How it answers: 200 and nothing unless set. */
  answer: (request: Received) => ReceiverAnswer | Promise<ReceiverAnswer>
  stop(): void
}

/** Somebody's server that webhooks are posted to: it writes down what comes and answers as the test says. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', received: [], answer: () => ({}), stop: () => server.close() }
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const [path = '', query = ''] = (incoming.url ?? '').split('?')
      const received: Received = {
        method: incoming.method ?? '',
        url: receiver.url + (incoming.url ?? ''),
        path,
        headers: incoming.headers as Record<string, string>,
        form: Object.fromEntries(new URLSearchParams(text || query)),
        text,
      }
      receiver.received.push(received)
      void Promise.resolve(receiver.answer(received)).then(({ status = 200, headers = {}, body = '' }) =>
        outgoing.writeHead(status, headers).end(body),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return receiver
}
