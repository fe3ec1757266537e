import type { World } from '../../src/core/world.ts'
import type { WorldOptions } from '../../src/core/worlds.ts'
import { adminOf } from '../../src/admin/index.ts'
import { providers } from '../../src/providers/index.ts'
import { webhooks } from '../../src/http/webhook.ts'
import { type Running, start } from '../../src/server/start.ts'
import { afterEachFile } from './after-file.ts'
import { answerFitsSchema } from './fits-schema.ts'
import { type Received, type Receiver, startReceiver } from './receiver.ts'

/**
 * One server for the tests of a worker; every test has a world of its own on it. Every answer that it gives, to whomever,
 * is held against its endpoint's schema: where it does not fit, the caller gets a 500 that says so.
 */
let running: Promise<Running> | undefined
let made = 0

const checked = new Set<string>()

/** Whatever the tests of a file have made of their worlds, a snapshot of it would be accepted. */
async function checkWorlds(): Promise<void> {
  const { simulator } = await running!
  for (const world of simulator.worlds.list()) {
    if (checked.has(world.id)) continue
    checked.add(world.id)
    await simulator.readWorld(JSON.parse(JSON.stringify(world)))
    for (const { provider, event } of world.collection(webhooks).all())
      if (!providers.find(({ name }) => name === provider)?.occasions.includes(event))
        throw new Error(`${provider} has to have ${event} among its occasions`)
  }
}

export interface Answer {
  status: number
  headers: Record<string, string>
  /** The body as JSON; undefined where it is not. */
  body: any
  text: string
}

export interface CallOptions {
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Sent as a form. */
  form?: Record<string, string> | [string, string][]
  /** Sent as it is. */
  raw?: string | Uint8Array
}

export interface TestWorld {
  url: string
  id: string
  credentials: World['credentials']
  call: (method: string, path: string, options?: CallOptions) => Promise<Answer>
  admin: (method: string, path: string, body?: unknown) => Promise<Answer>
  advance: (by: number | string) => Promise<{ now: string; ran: number; events: any[]; more: number }>
  handset: (number: string) => { messages(): Promise<any[]>; writes(to: string, text: string): Promise<Answer> }
  receiver: Receiver
  /** The world itself, in this process. */
  readonly world: World
  running: Running
}

/** A fresh world on a running server, with a webhook receiver of its own. */
export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  afterEachFile(checkWorlds)
  running ??= start({ providers, admin: adminOf, onAnswer: answerFitsSchema })
  const server = await running
  const { id } = server.simulator.create({ id: `test-${++made}`, seed: 'test', ...options })
  const receiver = await startReceiver()
  const call = (method: string, path: string, given: CallOptions = {}) => request(server.url + path, method, given)
  const admin = (method: string, path: string, body?: unknown) =>
    call(method, `/_textbed/worlds/${id}${path}`, body === undefined ? {} : { body })
  return {
    url: server.url,
    id,
    get credentials() {
      return server.simulator.worlds.get(id).credentials
    },
    get world() {
      return server.simulator.worlds.get(id)
    },
    running: server,
    receiver,
    call,
    admin,
    async advance(by) {
      const answer = await admin('POST', '/clock/advance', by === 'idle' ? { until: 'idle' } : { by })
      if (answer.status !== 200) throw new Error(`advance answered ${answer.status}: ${answer.text}`)
      return answer.body
    },
    handset: (number) => ({
      messages: async () => (await admin('GET', `/handsets/${encodeURIComponent(number)}/messages`)).body.messages,
      writes: (to, text) => admin('POST', `/handsets/${encodeURIComponent(number)}/messages`, { to, text }),
    }),
  }
}

export async function request(
  url: string,
  method: string,
  { headers = {}, body, form, raw }: CallOptions = {},
): Promise<Answer> {
  const sent =
    raw !== undefined
      ? { body: raw }
      : form
        ? { body: new URLSearchParams(form).toString(), type: 'application/x-www-form-urlencoded' }
        : body !== undefined
          ? { body: JSON.stringify(body), type: 'application/json' }
          : {}
  const answer = await fetch(url, {
    method,
    headers: { ...('type' in sent && sent.type ? { 'content-type': sent.type } : {}), ...headers },
    ...('body' in sent ? { body: sent.body as string } : {}),
    redirect: 'manual',
  })
  const text = await answer.text()
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: json, text }
}

export const basic = (user: string, password = ''): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
})

export type { Received }
