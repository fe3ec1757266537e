import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { Command } from '../../support/command.ts'
import { basic, request } from '../../support/world.ts'

vi.setConfig({ testTimeout: 60_000 }) // processes take their time to begin

/** Starts textbed with what is sent, answered and told in it. */
async function begin(...options: string[]) {
  const command = new Command(['--port', '0', '--clock', 'frozen', ...options])
  const [, url] = await command.says(/(http:\/\/127\.0\.0\.1:\d+)/)
  const admin = (method: string, path: string, body?: object) =>
    request(`${url}/_textbed/worlds${path}`, method, body ? { body } : {})
  const { body: world } = await admin('GET', '/default')
  const { project_id, api_key } = world.credentials.telerivet
  const messages = `/v1/projects/${project_id}/messages`
  const send = (body: object, key: string = api_key) =>
    request(`${url}${messages}/send`, 'POST', { headers: basic(key), body: { to_number: '+16505550123', ...body } })
  /** What it has said in all, once it has ended. */
  const end = async () => {
    command.child.kill()
    return (await command.ended).stdout
  }
  return { command, url: url!, admin, send, messages, end }
}

/** The lines after the greeting. */
const lines = (said: string) => said.slice(said.indexOf('{"by": "PT1M"}')).trimEnd().split('\n').slice(2)

describe('while it serves, it tells of', () => {
  test('each call, with its method, status, milliseconds, world and path', async () => {
    const { send, url, messages, admin, end } = await begin()
    await send({ content: 'Hello' })
    await send({ content: 'Hello' }, 'wrong')
    await request(`${url}/nowhere`, 'GET')
    await request(`${url}${messages}`, 'GET', { headers: { origin: 'http://evil.example' } })
    await admin('GET', '/no-world')
    const told = lines(await end())
    expect(told).toEqual([
      expect.stringMatching(/^GET +200 +[\d.]+ ms default +\/_textbed\/worlds\/default$/),
      expect.stringMatching(/^text +default +\+16505550001 -> \+16505550123 "Hello" \(telerivet\)$/),
      expect.stringMatching(/^POST +200 +[\d.]+ ms default +\/v1\/projects\/PJ[0-9a-f]+\/messages\/send$/),
      expect.stringMatching(/^POST +401 +[\d.]+ ms - +\/v1\/projects\/PJ[0-9a-f]+\/messages\/send$/),
      expect.stringMatching(/^GET +404 +[\d.]+ ms - +\/nowhere$/),
      expect.stringMatching(/^GET +403 +[\d.]+ ms - +\/v1\/projects\/PJ[0-9a-f]+\/messages$/),
      expect.stringMatching(/^GET +404 +[\d.]+ ms no-world +\/_textbed\/worlds\/no-world$/),
    ])
    const columns = told.map((line) => line.search(/(\/|\+1)/))
    expect(new Set(columns).size).toBe(1)
  })

  test('each webhook, and why it failed', async () => {
    const receiver = createServer((incoming, answer) => answer.writeHead(incoming.url === '/bad' ? 500 : 200).end())
    await once(receiver.listen(0, '127.0.0.1'), 'listening')
    const at = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
    const { send, admin, end } = await begin()
    for (const status_url of [`${at}/good`, `${at}/bad`, 'http://127.0.0.1:1/', 'http://192.0.2.1/'])
      await send({ content: 'Hello', status_url })
    await admin('POST', '/default/clock/advance', { by: 'PT1M' })
    receiver.close()
    const told = lines(await end()).filter((line) => line.startsWith('webhook'))
    const expected = [
      /^webhook +200 +[\d.]+ ms default +POST http:\/\/127\.0\.0\.1:\d+\/good$/,
      /^webhook +500 +[\d.]+ ms default +POST http:\/\/127\.0\.0\.1:\d+\/bad failed: answered with 500$/,
      /^webhook +[\d.]+ ms default +POST http:\/\/127\.0\.0\.1:1\/ failed: .*ECONNREFUSED/,
      /^webhook +[\d.]+ ms default +POST http:\/\/192\.0\.2\.1\/ failed: Webhooks go to loopback and private addresses only/,
      /^webhook +default +http:\/\/192\.0\.2\.1\/: given up after one attempt$/,
    ]
    for (const line of expected) expect(told).toContainEqual(expect.stringMatching(line))
    expect(told.filter((line) => expected.every((one) => !one.test(line)))).toEqual([])
  })

  test('worlds by their names, those that were reset too, and texts of both directions', async () => {
    const { admin, end } = await begin()
    const { body } = await admin('POST', '', { name: 'people answer' })
    await admin('POST', `/${body.id}/reset`, {})
    await admin('POST', `/${body.id}/handsets/+16505550123/messages`, { to: body.numbers.plivo, text: 'Stop\u001b[2J' })
    const told = lines(await end())
    expect(told).toContainEqual(
      expect.stringMatching(/^text +people answer +\+16505550123 -> \+\d+ "Stop\\u001b\[2J" \(plivo\)$/),
    )
    expect(told.at(-1)).toMatch(/^POST +201 +[\d.]+ ms people answer +\/_textbed\/worlds\/world-1\/handsets/)
  })
})

test('who watches over its health is not told of', async () => {
  const { url, end } = await begin()
  await request(`${url}/healthz`, 'GET')
  expect(await end()).not.toContain('/healthz')
})

test('with --quiet it says where it listens, and no more', async () => {
  const { send, end } = await begin('--quiet')
  await send({ content: 'Hello' })
  expect(lines(await end())).toEqual([])
})

test('with --verbose it tells of queries, operations, refusals and steps of deliveries', async () => {
  const { send, url, messages, end, admin } = await begin('--verbose')
  await send({ content: 'Hello' })
  await request(`${url}${messages}?page_size=1`, 'GET', { headers: basic('wrong') })
  await admin('POST', '/default/clock/advance', { by: 'PT1M' })
  const told = (await end()).replaceAll(/ +/g, ' ')
  expect(told).toMatch(/\/messages\?page_size=1 \[telerivet\.queryMessages\] \{"error":\{"message":"/)
  expect(told).toMatch(/^delivery default \+16505550123 delivered$/m)
})

test('with --json all that it says is one object a line', async () => {
  const { send, url, end } = await begin('--json')
  await send({ content: 'Hello' })
  const told = (await end())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(told).toMatchObject([
    { type: 'listening', url, clock: 'frozen', environment: { TELERIVET_API_KEY: expect.any(String) } },
    { type: 'call', method: 'GET', path: '/_textbed/worlds/default', status: 200, world: 'default' },
    { type: 'text', provider: 'telerivet', direction: 'outbound', to: '+16505550123', text: 'Hello', world: 'default' },
    { type: 'call', method: 'POST', operation: 'telerivet.sendMessage', status: 200, ms: expect.any(Number) },
  ])
})

describe('nobody reading it', () => {
  let textbed: Awaited<ReturnType<typeof begin>>

  beforeAll(async () => {
    textbed = await begin('--json')
    // What a pipe and a stream hold is little; nobody takes anything out.
    textbed.command.child.stdout!.pause()
  })
  afterAll(() => textbed.end())

  test('holds nobody up, and costs no more than a little room; what was left out is told of once somebody reads', async () => {
    const { send, command } = textbed
    const content = 'x'.repeat(1500)
    for (let sent = 0; sent < 1000; sent++) expect((await send({ content })).status).toBe(200)
    command.child.stdout!.resume()
    for (;;) {
      await send({ content: 'again' })
      const left = /\{"type":"left_out","lines":(\d+)\}/.exec(command.stdout)
      if (!left) continue
      expect(Number(left[1])).toBeGreaterThan(10)
      break
    }
  })
})
