import type { Entry } from '../../src/core/journal.ts'
import type { World } from '../../src/core/world.ts'
import type { WorldOptions } from '../../src/core/worlds.ts'
import type { Provider } from '../../src/http/api.ts'
import { Call } from '../../src/http/call.ts'
import type { HttpRequest } from '../../src/http/message.ts'
import { respond } from '../../src/http/respond.ts'
import type { OutboundRequest } from '../../src/http/outbound-request.ts'
import type { Outcome } from '../../src/http/outcome.ts'
import { Router } from '../../src/server/router.ts'
import { Simulator } from '../../src/simulator/simulator.ts'
import { wholeAnswer } from './read-content.ts'
import { toy } from './toy-provider.ts'

export interface ToyAnswer {
  status: number
  headers: Record<string, string>
  // oxlint-disable-next-line typescript/no-explicit-any -- a test knows what it asked for
  body: any
  reset: boolean
}

interface Given {
  headers?: Record<string, string>
  body?: string | Uint8Array | object
  query?: string
  bodyProblem?: HttpRequest['bodyProblem']
  /** Aborted once nobody waits for the answer. */
  signal?: AbortSignal
}

const readBody = (headers: Record<string, string>, text: string): unknown =>
  headers['content-type']?.includes('json') ? (JSON.parse(text) as unknown) : text

/** Everything but a server: a simulator with the toy provider, a world, and webhooks that go to `send`. */
export function startToy({
  provider = toy,
  send = () => ({ kind: 'answered', status: 200, headers: {}, body: '' }),
  world: options = {},
}: {
  provider?: Provider
  send?: (request: OutboundRequest) => Outcome | Promise<Outcome>
  world?: WorldOptions
} = {}) {
  const simulator = new Simulator({
    providers: [provider],
    outside: {
      breathe: () => undefined,
      settle: () => new Promise((resolve) => setImmediate(resolve)),
      wallClock: () => 0,
      after: () => () => {},
      callOut: async (request) => {
        sent.push(request)
        return send(request)
      },
    },
  })
  const sent: OutboundRequest[] = []
  const router = new Router([provider])
  const { id } = simulator.create({ id: 'toy', ...options })
  const key = simulator.worlds.get(id).credentials['toy']!['key']!

  async function call(
    method: string,
    path: string,
    { headers = {}, body, query = '', bodyProblem = null, signal }: Given = {},
  ): Promise<ToyAnswer> {
    const bytes =
      body === undefined
        ? null
        : body instanceof Uint8Array
          ? body
          : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
    const request: HttpRequest = {
      method,
      path,
      query,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      body: bytes,
      bodyProblem,
      origin: 'http://toy.test',
      ip: '127.0.0.1',
      ...(signal && { signal }),
    }
    const to = router.find(method, path)!
    const found = simulator.worldOf('toy', provider.dialect.credential(request))
    const made = new Call(to.api, to.endpoint, request, to.params, found, to.miss, to.allow)
    const response = await wholeAnswer(await respond(made))
    const read = response.body === null ? undefined : readBody(response.headers, response.body)
    return { status: response.status, headers: response.headers, body: read, reset: response.reset ?? false }
  }

  return {
    simulator,
    sent,
    call,
    get world(): World {
      return simulator.worlds.get(id)
    },
    send: (more: object = {}) =>
      call('POST', '/toy/messages', { body: { to: '+250788123123', text: 'hello', ...more } }),
    /** Moves the clock on by so many seconds. */
    advance: (seconds: number) => {
      const { clock } = simulator.worlds.get(id)
      return clock.advanceTo(clock.now + seconds * 1000)
    },
    journal: (type?: string): Entry[] =>
      simulator.worlds.get(id).journal.from(1, Infinity, (entry) => type === undefined || entry.type === type),
  }
}
