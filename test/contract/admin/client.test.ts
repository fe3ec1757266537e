import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { WorldClient } from '../../../src/client/world-client.ts'
import { NotThere, Refused } from '../../../src/client/ask.ts'
import { Client } from '../../../src/client/client.ts'
import { adminOf } from '../../../src/admin/index.ts'
import { startWorld } from '../../support/world.ts'

const PERSON = '+14155550123'

async function startClient() {
  const { url, id, credentials } = await startWorld()
  const client = new Client(url)
  const send = (text: string) =>
    fetch(`${url}/v1/Account/${credentials.plivo!['auth_id']}/Message/`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${credentials.plivo!['auth_id']}:${credentials.plivo!['auth_token']}`)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ src: credentials.plivo!['number'], dst: PERSON, text }),
    })
  return { client, world: client.world(id), send, url, id }
}

describe('the client of the admin API', () => {
  test('makes, lists, copies, resets and deletes worlds', async () => {
    const { client } = await startClient()
    const made = await client.createWorld({ name: 'a test’s title', expires_in: 60 })
    expect(made).toMatchObject({ name: 'a test’s title', clock: { mode: 'frozen', now: '2026-01-01T00:00:00.000Z' } })
    const world = client.world(made.id)
    expect(await world.show()).toEqual(made)
    const copy = await world.fork()
    expect((await client.listWorlds()).map(({ id }) => id)).toEqual(expect.arrayContaining([made.id, copy.id]))
    expect((await client.health()).worlds).toBeGreaterThanOrEqual(2)
    expect(await world.restore(await client.world(copy.id).snapshot())).toMatchObject({ id: made.id })
    expect((await world.reset()).credentials).toEqual(made.credentials)
    for (const id of [made.id, copy.id]) expect(await client.world(id).delete()).toBeUndefined()
    await expect(world.show()).rejects.toThrow(`There is no world "${made.id}".`)
  })

  test('moves the clock, expects texts, and finds them again', async () => {
    const { world, send } = await startClient()
    await send('Your code is 1234')
    expect(await world.expect({ phone: PERSON, text: '/code is (\\d+)/', within: 'PT1H' })).toMatchObject({
      messages: [{ text: 'Your code is 1234', state: 'delivered', direction: 'outbound' }],
      groups: [['1234']],
      otp: ['1234'],
    })
    expect(await world.advance({ by: 60 })).toMatchObject({ now: expect.any(String), ran: expect.any(Number) })
    expect((await world.messages({ phone: PERSON, direction: 'outbound' })).messages).toHaveLength(1)
    expect((await world.handsetMessages(PERSON)).messages).toMatchObject([{ direction: 'received' }])
    expect((await world.journal({ type: 'call' })).entries).toMatchObject([{ operation: 'plivo.sendMessage' }])
    expect(await world.wait({ type: 'delivery.changed', state: 'delivered', timeout: 0 })).toMatchObject({
      matched: true,
    })
    expect(await world.setClock({ mode: 'auto' })).toMatchObject({ mode: 'auto' })
    expect(await world.clock()).toMatchObject({ mode: 'auto' })
  })

  test('lets a person write, and switches their phone off and on', async () => {
    const { world } = await startClient()
    const { numbers } = await world.show()
    expect(await world.write(PERSON, { to: numbers.plivo, text: 'STOP' })).toMatchObject({ direction: 'wrote' })
    expect(await world.switchHandset(PERSON, { on: false, patience: 'PT5M' })).toMatchObject({
      on: false,
      patience: 300,
    })
    expect(await world.handset(PERSON)).toMatchObject({ on: false, wrote: 1 })
  })

  test('says where the platforms send on what people write', async () => {
    const { world } = await startClient()
    await world.setIncoming({ plivo: 'http://127.0.0.1:8080/texts', telerivet: null })
    expect(await world.incoming()).toMatchObject({ plivo: { url: 'http://127.0.0.1:8080/texts' }, telerivet: null })
  })

  test('makes things go wrong, and right again', async () => {
    const { world, send } = await startClient()
    const fault = await world.addFault({
      match: 'plivo.sendMessage',
      times: 1,
      effect: { kind: 'problem', problem: 'failed', status: 500 },
    })
    expect((await send('Hello')).status).toBe(500)
    expect(await world.faults()).toMatchObject([{ id: fault.id, hits: 1 }])
    await world.removeFault(fault.id)
    await world.addFault({ match: '*', effect: { kind: 'reset' } })
    await world.clearFaults()
    expect(await world.faults()).toEqual([])
    expect(await world.addRateLimits({ preset: 'plivo' })).toEqual(await world.rateLimits())
    await world.clearRateLimits()
    expect(await world.rateLimits()).toEqual([])
    const plan = await world.addDeliveryPlan({ to: PERSON, reports: [] })
    expect(await world.deliveryPlans()).toEqual([plan])
    await world.clearDeliveryPlans()
    expect(await world.deliveryPlans()).toEqual([])
  })

  test('lists webhooks, holds them back, lets them go, and makes them again', async () => {
    const { client, world } = await startClient()
    const { credentials } = await world.show()
    const { receiver } = await startWorld()
    const { auth_id, auth_token, number } = credentials.plivo
    await fetch(`${client.url}/v1/Account/${auth_id}/Message/`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${auth_id}:${auth_token}`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ src: number, dst: PERSON, text: 'Hello', url: receiver.url }),
    })
    const [owed] = (await world.webhooks({ state: 'owed' })).webhooks
    expect(await world.holdWebhook(owed!.id)).toMatchObject({ state: 'held' })
    expect(await world.releaseWebhook(owed!.id)).toMatchObject({ state: 'owed' })
    expect(await world.resendWebhook(owed!.id)).toMatchObject({ state: 'made', attempted: 1 })
    expect(await world.webhook(owed!.id)).toMatchObject({ event: owed!.event, url: owed!.url })
  })

  test('has a method for each operation but those of the platforms’ pages', async () => {
    const { running } = await startWorld()
    const operations = adminOf(running.simulator)
      // The events are a stream, which is read by whoever shows it.
      .endpoints.filter(({ path }) => !path.endsWith('/events'))
      .filter(({ path }) => !/\}\/(?:telerivet|rapidpro|plivo)\//.test(path))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect((await everyCall()).toSorted()).toEqual(operations.toSorted())
  })
})

/** What each method of the client asks, with a number and a fault for what they take. */
async function everyCall(): Promise<string[]> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url!.replace(/\?.*/, '')}`)
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const world = client.world('WORLD')
  for (const of of [client, world]) for (const name of methodsOf(of)) await callOf(of, name)
  server.close()
  return asked.map((path) =>
    path
      .replace('WORLD', '{world}')
      .replace('handsets/ID', 'handsets/{number}')
      .replace('webhooks/ID', 'webhooks/{webhook}')
      .replace('faults/ID', 'faults/{fault}'),
  )
}

const methodsOf = (of: Client | WorldClient) =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(of)).filter(
    (name) => !['constructor', 'ask', 'world', 'id'].includes(name),
  )

const callOf = (of: Client | WorldClient, name: string) =>
  (of as unknown as Record<string, (id: string, what: object) => Promise<unknown>>)[name]!('ID', {})

describe('a refusal becomes an error', () => {
  test('whose message is textbed’s own sentence, with what it advises', async () => {
    const { world } = await startClient()
    const refused = await world
      .addFault({ match: 'plivo.sendMesage', effect: { kind: 'reset' } })
      .catch((e: unknown) => e)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused).toMatchObject({
      message: expect.stringMatching(/no operation, provider or \*\. .*plivo\.sendMessage/),
      status: 400,
      code: 'invalid',
      param: 'match',
    })
  })

  test('that carries the whole answer where texts that were expected did not come', async () => {
    const { world } = await startClient()
    const unmet = await world.expect({ phone: PERSON }).catch((e: unknown) => e)
    expect(unmet).toMatchObject({ status: 417, code: 'unmet', answer: { came: [], expected: [{ phone: PERSON }] } })
  })

  test('where nobody answers, with the address and what to do', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const url = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`
    gone.close()
    await once(gone, 'close')
    const error = await new Client(url).health().catch((e: unknown) => e)
    expect(error).toBeInstanceOf(NotThere)
    expect(error).toHaveProperty(
      'message',
      `Nobody answers at ${url} (ECONNREFUSED). Start textbed, by npx textbed, or say where it is in TEXTBED_URL.`,
    )
  })

  test.each([
    ['a page', 200, '<html>'],
    ['another program’s refusal', 404, '{"error": "not found"}'],
    ['nothing', 502, ''],
  ])('where somebody else answers, with %s', async (_what, status, body) => {
    const other = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    await expect(new Client(`${url}/`).health()).rejects.toThrow(
      `What listens at ${url} answered GET /healthz with ${status}, and not as textbed does.`,
    )
    other.close()
  })
})
