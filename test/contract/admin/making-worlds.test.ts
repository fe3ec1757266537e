import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { startTextbed } from '../../../src/index.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { toy } from '../../support/toy-provider.ts'
import { request, startWorld } from '../../support/world.ts'
import { startToyWorld } from './start-toy.ts'

const { url, running } = await startWorld()
const worlds = (method: string, path = '', body?: object) =>
  request(`${url}/_textbed/worlds${path}`, method, body ? { body } : {})
const made: string[] = []
const make = async (body: object) => {
  const answer = await worlds('POST', '', body)
  if (answer.status === 201) made.push(answer.body.id)
  return answer
}

afterEach(async () => {
  for (const id of made.splice(0)) await worlds('DELETE', `/${id}`)
})

test('a world has the name that it was given, and keeps it when it begins anew', async () => {
  const { body } = await make({ name: 'a customer gets a code > by text' })
  expect(body.name).toBe('a customer gets a code > by text')
  expect((await worlds('POST', `/${body.id}/reset`, {})).body.name).toBe('a customer gets a code > by text')
  expect((await worlds('GET', '')).body.worlds).toContainEqual(
    expect.objectContaining({ id: body.id, name: body.name }),
  )
  expect((await make({})).body.name).toBeNull()
})

test('a world tells the numbers of its accounts, and people can write there', async () => {
  const { body } = await make({})
  expect(Object.keys(body.numbers).toSorted()).toEqual(['plivo', 'rapidpro', 'telerivet'])
  for (const to of Object.values(body.numbers)) {
    expect(to).toMatch(/^\+[1-9]\d{6,14}$/)
    const answer = await worlds('POST', `/${body.id}/handsets/+250788123123/messages`, { to, text: 'Hello' })
    expect(answer.status).toBe(201)
  }
})

describe('a world that begins as a fixture', () => {
  const lively = JSON.parse(readFileSync('fixtures/lively.json', 'utf8')) as { state: { clock: { now: number } } }

  test('holds what that does, under keys of its own', async () => {
    const [one, other] = [(await make({ fixture: 'lively' })).body, (await make({ fixture: 'lively' })).body]
    expect(new Date(one.clock.now).getTime()).toBe(lively.state.clock.now)
    const texts = await worlds('GET', `/${one.id}/messages?limit=1`)
    expect(texts.body.messages).toHaveLength(1)
    expect(one.credentials.plivo.auth_token).not.toBe(other.credentials.plivo.auth_token)
  })

  test('shares nothing with others that begin so', async () => {
    const [one, other] = [(await make({ fixture: 'lively' })).body, (await make({ fixture: 'lively' })).body]
    await worlds('POST', `/${one.id}/handsets/+250788123123/messages`, { to: one.numbers.plivo, text: 'only here' })
    const found = async ({ id }: { id: string }) =>
      (await worlds('GET', `/${id}/messages?text=only%20here`)).body.messages
    expect([(await found(one)).length, (await found(other)).length]).toEqual([1, 0])
  })

  test('begins anew as that', async () => {
    const { body } = await make({ fixture: 'lively' })
    await worlds('POST', `/${body.id}/clock/advance`, { by: 'P1D' })
    const again = await worlds('POST', `/${body.id}/reset`, {})
    expect(again.body.clock.now).toBe(body.clock.now)
    expect((await worlds('GET', `/${body.id}/messages?limit=1`)).body.messages).toHaveLength(1)
  })

  test('has the clock that was asked for', async () => {
    const { body } = await make({ fixture: 'furnished', clock: { mode: 'scaled', speed: 60 } })
    expect(body.clock).toMatchObject({ mode: 'scaled', speed: 60 })
  })

  test.each([
    ['a fixture that is not there', { fixture: 'livly' }, 404, 'Did you mean "lively" or "furnished"?'],
    ['a seed besides', { fixture: 'lively', seed: 'mine' }, 400, 'The fixture "lively" has a seed of its own'],
    ['a time besides', { fixture: 'lively', clock: { now: '2026-05-01' } }, 400, 'has a clock.now of its own'],
  ])('is refused with %s', async (_what, body, status, said) => {
    const answer = await make(body)
    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(said)
  })
})

/** An outside whose real time is moved by hand. */
function simulatorOf() {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  const simulator = new Simulator({
    providers: [toy],
    outside: {
      ...stillOutside,
      wallClock: () => now,
      after(milliseconds, run) {
        const one = { at: now + milliseconds, run }
        waiting.add(one)
        return () => waiting.delete(one)
      },
    },
  })
  const pass = (seconds: number) => {
    now += seconds * 1000
    for (const one of [...waiting].filter(({ at }) => at <= now)) {
      waiting.delete(one)
      one.run()
    }
  }
  return { simulator, pass, waiting }
}

describe('a world that expires', () => {
  test('is gone once nobody has called it for so long', () => {
    const { simulator, pass } = simulatorOf()
    simulator.create({ id: 'left', expiresIn: 60_000 })
    pass(59)
    simulator.get('left')
    pass(59)
    expect(simulator.worlds.find('left')).toBeDefined()
    pass(1)
    expect(simulator.worlds.find('left')).toBeUndefined()
  })

  test('expires as before after it has begun anew, and leaves nothing behind when it is deleted', async () => {
    const { simulator, pass, waiting } = simulatorOf()
    simulator.create({ id: 'left', expiresIn: 60_000 })
    await simulator.reset('left')
    pass(60)
    expect(simulator.worlds.find('left')).toBeUndefined()
    simulator.create({ id: 'left', expiresIn: 60_000 })
    simulator.delete('left')
    expect(waiting.size).toBe(0)
  })

  test('has forks that expire as it does, and one that somebody has deleted is not asked for', () => {
    const { simulator, pass } = simulatorOf()
    simulator.create({ id: 'left', expiresIn: 60_000 })
    simulator.fork('left', 'copy')
    simulator.worlds.delete('left')
    expect(() => pass(60)).not.toThrow()
    expect(simulator.worlds.list()).toEqual([])
  })

  test('counts the calls of its clients', async () => {
    const textbed = await startTextbed()
    const answer = await request(`${textbed.url}/_textbed/worlds`, 'POST', { body: { expires_in: 3600 } })
    expect(answer.status).toBe(201)
    await textbed.stop()
  })
})

const strictly = (world: Awaited<ReturnType<typeof startToyWorld>>) => world.admin('DELETE', '?strict=true')

describe('a world is not deleted strictly as long as', () => {
  test.each<
    [what: string, leave: (world: Awaited<ReturnType<typeof startToyWorld>>) => Promise<unknown>, said: RegExp]
  >([
    [
      'jobs are on its clock',
      (world) => world.send({ status_url: undefined }),
      /^The world "\S+" is not done with\. On the clock: one job, the next due at 2026-01-01T00:00:01\.000Z\.$/,
    ],
    [
      'texts were looked at by nobody',
      async (world) => {
        await world.send({ text: 'Your code is 1234', status_url: undefined })
        await world.advance(60)
      },
      /^\S+ \S+ "\S+" is not done with\. Texts that nobody has looked at: D1 to \+250788123123 \("Your code is 1234"\)\.$/,
    ],
    [
      'fault rules met nothing',
      (world) => world.admin('POST', '/faults', { match: 'toy', effect: { kind: 'reset' } }),
      /is not done with\. Fault rules that nothing has met: F1 \(toy\)\.$/,
    ],
    [
      'webhooks are owed',
      async (world) => {
        world.receiver.answer = () => ({ status: 500 })
        await world.send()
        await world.advance(5)
        await world.admin('GET', '/messages')
      },
      /On the clock: one job, .* Webhooks that are owed: W1 \(status to http\S+\), W2 \(status to http\S+\)\.$/,
    ],
    [
      'webhooks are held',
      async (world) => {
        await world.send()
        await world.admin('POST', '/expect', { state: 'sent', within: 60, settle: false })
        await world.admin('POST', '/webhooks/W1/hold', {})
        await world.advance('idle')
        await world.admin('GET', '/messages')
      },
      /is not done with\. Webhooks that are owed: W1 \(status to http\S+, held\)\.$/,
    ],
  ])('%s', async (_what, leave, said) => {
    const world = await startToyWorld()
    await leave(world)
    const { status, body } = await strictly(world)
    expect([status, body.error.code]).toEqual([409, 'unfinished'])
    expect(body.error.message).toMatch(said)
    expect((await world.admin('GET', '')).status).toBe(200)
  })

  test('a text that was shown as what came instead has not been looked at', async () => {
    const world = await startToyWorld()
    await world.send({ text: 'Hello', status_url: undefined })
    await world.advance(60)
    expect((await world.admin('POST', '/expect', { text: 'Bye' })).body.came).toHaveLength(1)
    expect((await strictly(world)).status).toBe(409)
  })

  test.each([
    ['seen on the phone', 'GET', '/handsets/+250788123123/messages', undefined],
    ['listed', 'GET', '/messages', undefined],
    ['expected', 'POST', '/expect', { text: 'Hello' }],
  ])('and texts count as looked at once they were %s', async (_how, method, path, body) => {
    const world = await startToyWorld()
    await world.send({ text: 'Hello', status_url: undefined })
    await world.advance(60)
    expect((await strictly(world)).body.error.message).toContain('Texts that nobody has looked at')
    await world.admin(method, path, body)
    expect((await strictly(world)).status).toBe(204)
  })

  test('what came with the state that a world began with is no business of its test', async () => {
    const world = await startToyWorld()
    await world.send({ text: 'Hello', status_url: undefined })
    await world.advance(60)
    const fork = await world.admin('POST', '/fork', {})
    const { status } = await world.at(fork.body.id).admin('DELETE', '?strict=true')
    expect(status).toBe(204)
  })

  test('nor is what a fixture holds: rules that nothing has met, and a webhook that is held', async () => {
    const { body } = await make({ fixture: 'lively' })
    expect((await worlds('DELETE', `/${body.id}?strict=true`)).status).toBe(204)
    made.pop()
  })
})

test('worlds that run by themselves in this process can be furnished likewise', async () => {
  const world = await running.simulator.createFrom({ fixture: 'furnished' })
  expect(world.clock.mode).toBe('frozen')
  running.simulator.delete(world.id)
})
