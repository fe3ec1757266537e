import { Agent, request as overHttp } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { Command } from '../support/command.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

// As a whole company's pipeline would have it: many workers, a textbed in a process of its own, and a world for each test.

const WORKERS = 64
const ANNA = '+12065550123'
const BEN = '+12065550124'

let command: Command
let url: string
let receiver: Receiver
const agent = new Agent({ keepAlive: true, maxSockets: WORKERS })

beforeAll(async () => {
  command = new Command(['--port', '0'])
  url = await command.url()
  receiver = await startReceiver()
}, 60_000)
afterAll(() => {
  agent.destroy()
  receiver.stop()
  command.child.kill()
})

// oxlint-disable-next-line typescript/no-explicit-any -- a test knows what it asked for
type Answer = { status: number; body: any }

/** One call, on a connection that stays open: thousands are made. */
const call = (method: string, path: string, body?: object, authorization?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) }
    const outgoing = overHttp(url + path, { method, agent, headers }, (incoming) => {
      let text = ''
      incoming.setEncoding('utf8').on('data', (part: string) => (text += part))
      incoming.on('end', () => resolve({ status: incoming.statusCode!, body: text === '' ? null : JSON.parse(text) }))
    })
    outgoing.on('error', reject).end(body && JSON.stringify(body))
  })

const basic = (user: string, password: string) => `Basic ${btoa(`${user}:${password}`)}`

/** A world for one test: what its clients and its test can do. */
async function newWorld(seed: string) {
  const { body: world } = await call('POST', '/_textbed/worlds', { seed, name: seed })
  const { telerivet, rapidpro, plivo } = world.credentials
  const account = `/v1/Account/${plivo.auth_id}`
  const control = (method: string, path: string, body?: object) =>
    call(method, `/_textbed/worlds/${world.id}${path}`, body)
  return {
    numbers: world.numbers,
    control,
    expects: async (body: object) => (await control('POST', '/expect', body)).body,
    byPlivo: (to: string, text: string, more: object = {}) =>
      call(
        'POST',
        `${account}/Message/`,
        { src: plivo.number, dst: to.slice(1), text, ...more },
        basic(plivo.auth_id, plivo.auth_token),
      ),
    byTelerivet: (to_number: string, content: string) =>
      call(
        'POST',
        `/v1/projects/${telerivet.project_id}/messages/send`,
        { to_number, content },
        basic(telerivet.api_key, ''),
      ),
    byRapidPro: (path: string, body?: object) =>
      call(body ? 'POST' : 'GET', `/api/v2/${path}`, body, `Token ${rapidpro.token}`),
    /** Answers whether anything was left that a test may have forgotten. */
    async end() {
      const { status } = await control('DELETE', '?strict=true')
      if (status === 409) await control('DELETE', '')
      return status
    },
  }
}

type World = Awaited<ReturnType<typeof newWorld>>

/** Small tests, as people write them; each answers what it has seen. The number makes each a test of its own. */
const KINDS: Record<string, (world: World, number: number, receivedAt: string) => Promise<unknown>> = {
  async 'a code reaches a phone'(world, number) {
    const sent = await world.byPlivo(ANNA, `Your code is ${1000 + number}`)
    const { groups, otp, now, messages } = await world.expects({
      phone: ANNA,
      text: '/code is (\\d+)/',
      within: 'PT1H',
    })
    return { uuid: sent.body.message_uuid, groups, otp, now, message: messages[0].message }
  },
  async 'nobody else gets anything'(world, number) {
    await world.byTelerivet(ANNA, `Hello ${number}`)
    const nobody = await world.expects({ phone: BEN, times: 0, within: `P${number + 1}D` })
    const { messages } = await world.expects({ phone: ANNA, times: 1 })
    return [nobody.now, messages.map(({ id, text, arrived }: Record<string, string>) => [id, text, arrived])]
  },
  async 'a second call fails'(world, number) {
    await world.control('POST', '/faults', {
      match: 'telerivet.sendMessage',
      skip: number,
      times: 1,
      effect: { kind: 'problem', problem: 'unavailable' },
    })
    const statuses = []
    for (let sent = 0; sent < 3; sent++) statuses.push((await world.byTelerivet(ANNA, `${sent}`)).status)
    return [
      statuses,
      (await world.expects({ phone: ANNA, times: statuses.filter((one) => one === 200).length, within: 60 })).now,
    ]
  },
  async 'a text is lost'(world, number) {
    await world.control('POST', '/delivery-plans', {
      to: ANNA,
      steps: [{ after: 1 + number, state: 'failed', reason: 'unreachable' }],
    })
    const { body } = await world.byTelerivet(ANNA, 'Are you there?')
    const { error } = await world.expects({ phone: ANNA, within: 'PT1M' })
    return [body.id, error.message]
  },
  async 'a phone is switched off for a while'(world, number) {
    await world.control('PATCH', `/handsets/${ANNA}`, { on: false })
    await world.byPlivo(ANNA, 'Anybody at home?')
    const { error } = await world.expects({ phone: ANNA, within: `PT${number + 1}H` })
    await world.control('PATCH', `/handsets/${ANNA}`, { on: true })
    return [error.message, (await world.expects({ phone: ANNA })).messages[0].arrived]
  },
  async 'a person writes, and is answered'(world, number) {
    await world.control('POST', `/handsets/${ANNA}/messages`, { to: world.numbers.telerivet, text: `JOIN ${number}` })
    await world.byTelerivet(ANNA, 'Welcome')
    const { messages } = await world.expects({
      in_order: [{ text: `JOIN ${number}` }, { text: 'Welcome' }],
      within: 60,
    })
    return messages.map(({ id, direction, at }: Record<string, string>) => [id, direction, at])
  },
  async 'a broadcast reaches two'(world, number) {
    const { body } = await world.byRapidPro('broadcasts.json', {
      urns: [`tel:${ANNA}`, `tel:${BEN}`],
      text: `School ${number} is open`,
    })
    const { now } = await world.expects({ text: `School ${number}`, times: 2, within: 'PT1M' })
    const sent = (await world.byRapidPro('messages.json?folder=sent')).body.results
    return [body.uuid, now, sent.map(({ uuid, status }: Record<string, string>) => [uuid, status])]
  },
  async 'too many calls are refused'(world, number) {
    await world.control('POST', '/rate-limits', { match: 'plivo', limit: 1 + (number % 3), window: 60 })
    const statuses = []
    for (let sent = 0; sent < 3; sent++) statuses.push((await world.byPlivo(ANNA, `${sent}`)).status)
    return [statuses, (await world.expects({ phone: ANNA, within: 60 })).messages.length]
  },
  async 'receipts come, and one of them twice'(world, number, receivedAt) {
    await world.byPlivo(ANNA, `Hello ${number}`, { url: receiver.url + receivedAt })
    await world.expects({ phone: ANNA, times: 1, within: 'PT1M' })
    const { body } = await world.control('POST', '/webhooks/W1/resend', {})
    return [body.state, received(receivedAt)]
  },
  async 'the same state is gone on from twice'(world, number) {
    await world.byTelerivet(ANNA, `first ${number}`)
    const { body: fork } = await world.control('POST', '/fork', {})
    const other = (method: string, path: string, body?: object) =>
      call(method, `/_textbed/worlds/${fork.id}${path}`, body)
    const ran = []
    for (const control of [world.control, other])
      ran.push((await control('POST', '/clock/advance', { by: `PT${number + 1}M` })).body.events.length)
    await other('DELETE', '')
    return [ran, (await world.expects({ phone: ANNA })).messages.length]
  },
}

const TESTS = Object.keys(KINDS).flatMap((kind) => Array.from({ length: 5 }, (_, number) => ({ kind, number })))

const received = (path: string): string[] =>
  receiver.received.filter((one) => one.path === path).map(({ form }) => form['Status']!)

/** What a test has seen, and how its world was left. */
async function run({ kind, number }: (typeof TESTS)[number], worker: string): Promise<string> {
  const world = await newWorld(`${kind} ${number}`)
  const seen = await KINDS[kind]!(world, number, `/${worker}/${number}`)
  return JSON.stringify([kind, number, seen, await world.end()])
}

function shuffled<T>(values: readonly T[], seed: string): T[] {
  const random = new Random(seed)
  return values
    .map((value, place) => ({ value, at: random.fraction('order', String(place)) }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value)
}

async function runAll(worker: string): Promise<string[]> {
  const results: string[] = []
  for (const one of shuffled(TESTS, worker)) results.push(await run(one, worker))
  return results.toSorted()
}

test(`${WORKERS} workers, each with ${TESTS.length} tests in an order of its own, see what one sees alone`, async () => {
  const alone = await runAll('alone')
  expect(alone).toHaveLength(TESTS.length)
  const workers = await Promise.all(Array.from({ length: WORKERS }, (_, number) => runAll(`worker-${number}`)))
  for (const results of workers) expect(results).toEqual(alone)
  expect((await call('GET', '/_textbed/worlds')).body.worlds.map(({ id }: { id: string }) => id)).toEqual(['default'])
}, 120_000)
