import { beforeEach, describe, expect, test } from 'vitest'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

// The toy platform tells of "sent" after a second and of "arrived" after three, by webhooks of one queue for each text.

let world: ToyWorld
const ANNA = '+250788123123'
const BEN = '+250788000002'

beforeEach(async () => {
  world = await startToyWorld()
})

const list = async (query: Record<string, string> = {}) =>
  (await world.admin('GET', `/webhooks?${new URLSearchParams(query).toString()}`)).body
const statesOf = async () => (await list()).webhooks.map(({ state }: { state: string }) => state)
const get = async (id: string) => (await world.admin('GET', `/webhooks/${id}`)).body
const steer = (id: string, what: 'resend' | 'hold' | 'release') => world.admin('POST', `/webhooks/${id}/${what}`, {})
const received = () => world.receiver.received.map(({ form }) => form['status'])

/** Moves on to where "sent" is owed and not made yet. */
const untilOwed = () => world.admin('POST', '/expect', { state: 'sent', within: 'PT1M', settle: false })

describe('the list of webhooks', () => {
  test('shows what is owed, when it is due, and for which text', async () => {
    await world.send({ to: ANNA })
    await untilOwed()
    const { webhooks, more } = await list()
    expect(more).toBe(false)
    expect(webhooks).toMatchObject([
      {
        id: 'W1',
        provider: 'toy',
        event: 'status',
        state: 'owed',
        method: 'POST',
        url: `${world.receiver.url}/status`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        parameters: { status: 'sent' },
        body: null,
        attempts: [],
        attempted: 0,
        next_due: '2026-01-01T00:00:01.000Z',
        waits_for: null,
        message: 'D1',
        phone: ANNA,
      },
    ])
    const { entries } = (await world.admin('GET', '/journal')).body
    expect(entries.find(({ id }: { id: number }) => id === webhooks[0].cause)).toMatchObject({
      type: 'delivery.reported',
    })
  })

  test('shows what was made, with each attempt and why it failed', async () => {
    let tries = 0
    world.receiver.answer = () => ({ status: ++tries === 1 ? 500 : 200 })
    await world.send()
    await world.advance(100)
    const { webhooks } = await list()
    expect(webhooks).toMatchObject([
      {
        state: 'made',
        attempted: 2,
        next_due: null,
        attempts: [
          { at: '2026-01-01T00:00:01.000Z', outcome: 'answered', ok: false, status: 500, why: null },
          { at: '2026-01-01T00:01:01.000Z', outcome: 'answered', ok: true, status: 200, why: null },
        ],
      },
      { state: 'made', attempted: 1 },
    ])
  })

  test('says why nobody answered, when it is tried next, and who waits for whom', async () => {
    world.receiver.stop()
    await world.send()
    await world.advance(4)
    const { webhooks } = await list()
    expect(webhooks).toMatchObject([
      {
        state: 'owed',
        attempts: [{ outcome: 'refused', ok: false, status: null, why: expect.stringContaining('ECONNREFUSED') }],
        next_due: '2026-01-01T00:01:01.000Z',
      },
      { state: 'owed', attempts: [], next_due: null, waits_for: 'W1' },
    ])
    await world.advance(3600)
    expect(await statesOf()).toEqual(['given_up', 'given_up'])
  })

  test('says of one whose receiver has not answered yet that it is under way', async () => {
    let seen: string[] = []
    world.receiver.answer = async () => {
      seen = await statesOf()
      return {}
    }
    await world.send()
    await world.advance(1)
    expect([seen, await statesOf()]).toEqual([['under_way'], ['made']])
  })

  test.each<[string, Record<string, string>, ids: string[]]>([
    ['its state', { state: 'owed' }, ['W2', 'W4']],
    ['how it ended', { state: 'made' }, ['W1', 'W3']],
    ['its platform', { provider: 'toy' }, ['W1', 'W2', 'W3', 'W4']],
    ['its occasion', { event: 'status' }, ['W1', 'W2', 'W3', 'W4']],
    ['a part of its address', { url: '/down' }, ['W2', 'W4']],
    ['the person, in any spelling', { phone: '(250) 788 000 002' }, ['W2', 'W4']],
    ['the text that led to it', { message: 'D1' }, ['W1', 'W3']],
    ['several of these', { message: 'D1', state: 'owed' }, []],
    ['how many are wanted', { limit: '3' }, ['W1', 'W2', 'W3']],
  ])('is searched by %s', async (_what, query, ids) => {
    world.receiver.answer = ({ path }) => ({ status: path === '/down' ? 500 : 200 })
    await world.send({ to: ANNA })
    await world.send({ to: BEN, status_url: `${world.receiver.url}/down` })
    await world.advance(10)
    const { webhooks, after, more } = await list({ ...query })
    expect(webhooks.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids)
    expect(more).toBe(query['limit'] !== undefined)
    const rest = (await list({ ...query, after: String(after) })).webhooks
    expect(rest.map(({ id }: { id: string }) => id)).toEqual(more ? ['W4'] : [])
  })

  test("finds a text's webhooks by the platform's own id, too", async () => {
    const { body } = await world.send()
    await world.advance(10)
    expect((await list({ message: body.id })).webhooks).toHaveLength(2)
  })

  test('says what is due where there is none', async () => {
    await world.send()
    expect(await list()).toMatchObject({ webhooks: [], hint: expect.stringContaining('advance the clock') })
  })

  test.each([
    ['a state that there is not', { state: 'lost' }, 'has to be one of owed, held, under_way, made, given_up'],
    ['an unknown platform', { provider: 'toi' }, 'There is no provider "toi". Did you mean "toy"?'],
  ])('refuses %s', async (_what, query, said) => {
    expect((await list(query as never)).error.message).toContain(said)
  })
})

describe('a webhook that is resent', () => {
  test('comes twice, and is one more attempt', async () => {
    await world.send()
    await world.advance(10)
    const { status, body } = await steer('W1', 'resend')
    expect([status, body]).toMatchObject([200, { state: 'made', attempted: 2, attempts: [{ ok: true }, { ok: true }] }])
    expect(received()).toEqual(['sent', 'arrived', 'sent'])
    expect((await world.admin('GET', '/clock')).body.now).toBe('2026-01-01T00:00:10.000Z')
  })

  test('need not have been due yet', async () => {
    let up = false
    world.receiver.answer = () => ({ status: up ? 200 : 503 })
    await world.send()
    await world.advance(4)
    up = true
    expect((await steer('W1', 'resend')).body).toMatchObject({ state: 'made', attempted: 2 })
    await world.advance(0)
    expect(received()).toEqual(['sent', 'sent', 'arrived'])
    await world.advance(3600)
    expect(received()).toHaveLength(3)
  })

  test('goes by itself where it waited for another', async () => {
    world.receiver.answer = ({ form }) => ({ status: form['status'] === 'sent' ? 503 : 200 })
    await world.send()
    await world.advance(4)
    expect((await steer('W2', 'resend')).body).toMatchObject({ state: 'made' })
    expect(await statesOf()).toEqual(['owed', 'made'])
  })

  test('is tried again as its platform tries, where the receiver fails', async () => {
    await world.send()
    await world.advance(10)
    world.receiver.answer = () => ({ status: 500 })
    expect((await steer('W1', 'resend')).body).toMatchObject({ state: 'owed', next_due: '2026-01-01T00:05:10.000Z' })
    await world.advance(3600)
    expect(await get('W1')).toMatchObject({ state: 'given_up', attempted: 3 })
  })

  test('after it was given up, and is received, was not given up in the end', async () => {
    world.receiver.answer = () => ({ status: 500 })
    await world.send()
    await world.advance(3600)
    world.receiver.answer = () => ({})
    expect((await steer('W1', 'resend')).body).toMatchObject({ state: 'made', attempted: 4 })
    const { messages } = (await world.admin('GET', '/messages')).body
    expect(messages[0].webhooks.map(({ given_up }: { given_up: boolean }) => given_up)).toEqual([false, true])
  })

  test('is not resent by its own receiver while it answers', async () => {
    const answers: unknown[] = []
    world.receiver.answer = async () => {
      for (const what of ['resend', 'hold'] as const) {
        const { status, body } = await steer('W1', what)
        answers.push([status, body.error.message])
      }
      return {}
    }
    await world.send()
    await world.advance(1)
    const said =
      "The webhook W1 is being tried just now, and its receiver's answer is awaited. Ask again once that is over."
    expect(answers).toEqual([
      [409, said],
      [409, said],
    ])
  })

  test('is told when the world ends meanwhile', async () => {
    await world.send()
    await world.advance(10)
    world.receiver.answer = async () => {
      await world.admin('POST', '/reset', {})
      return {}
    }
    expect((await steer('W1', 'resend')).status).toBe(409)
  })
})

describe('a webhook that is held', () => {
  beforeEach(async () => {
    await world.send()
    await untilOwed()
    await steer('W1', 'hold')
  })

  test('does not come, and those behind it overtake it', async () => {
    await world.advance('P1D')
    expect(received()).toEqual(['arrived'])
    expect(await statesOf()).toEqual(['held', 'made'])
  })

  test('stays held when it is held again', async () => {
    expect(await steer('W1', 'hold')).toMatchObject({ status: 200, body: { id: 'W1', state: 'held', next_due: null } })
  })

  test('comes once it is released, as soon as the clock moves', async () => {
    await world.advance('PT1H')
    expect((await steer('W1', 'release')).body).toMatchObject({ state: 'owed', next_due: '2026-01-01T01:00:01.000Z' })
    expect((await steer('W1', 'release')).body).toMatchObject({ state: 'owed' })
    await world.advance(0)
    expect(received()).toEqual(['arrived', 'sent'])
  })

  test('is due when it was due before, where that is still to come', async () => {
    world.receiver.answer = () => ({ status: 500 })
    await world.advance(3)
    expect((await get('W2')).next_due).toBe('2026-01-01T00:01:03.000Z')
    await steer('W2', 'hold')
    await world.advance(30)
    expect((await steer('W2', 'release')).body.next_due).toBe('2026-01-01T00:01:03.000Z')
  })

  test('is released by being resent', async () => {
    expect((await steer('W1', 'resend')).body).toMatchObject({ state: 'made', attempted: 1 })
    expect(received()).toEqual(['sent'])
  })

  test('is not waited for until idle, which says so', async () => {
    const { body } = await world.advance('idle')
    expect(body.hint).toBe('The webhook W1 is held: it goes once it is released.')
    expect((await list({ state: 'owed' })).hint).toBe('The webhook W1 is held: it goes once it is released.')
    await steer('W1', 'release')
    expect((await world.advance('idle')).body.hint).toBeUndefined()
  })

  test('is still owed where the world is to be deleted strictly', async () => {
    await world.advance('idle')
    await world.admin('GET', '/messages')
    const { status, body } = await world.admin('DELETE', '?strict=true')
    expect(status).toBe(409)
    expect(body.error.message).toContain(`Webhooks that are owed: W1 (status to ${world.receiver.url}/status, held).`)
    await steer('W1', 'resend')
    expect((await world.admin('DELETE', '?strict=true')).status).toBe(204)
  })

  test('is held in a fork and in a snapshot that is put back, and no more after a reset', async () => {
    await world.admin('POST', '/fork', { id: `${world.id}-fork` })
    const fork = world.at(`${world.id}-fork`)
    const snapshot = (await world.admin('GET', '/snapshot')).body
    await steer('W1', 'release')
    expect((await world.admin('PUT', '/snapshot', snapshot)).status).toBe(200)
    for (const one of [fork, world]) {
      await one.advance('P1D')
      expect((await one.admin('GET', '/webhooks/W1')).body.state).toBe('held')
    }
    await world.admin('POST', '/reset', {})
    expect((await list()).webhooks).toEqual([])
  })
})

test.each([
  ['hold', 'The webhook W1 was made: only what is still owed can be held.'],
  ['release', 'The webhook W1 was made: there is nothing to release.'],
] as const)('what was made already is refused to %s', async (what, said) => {
  await world.send()
  await world.advance(10)
  const { status, body } = await steer('W1', what)
  expect(status).toBe(409)
  expect(body.error.message).toContain(said)
})

test('what was given up cannot be held either', async () => {
  world.receiver.answer = () => ({ status: 500 })
  await world.send()
  await world.advance(3600)
  expect((await steer('W1', 'hold')).body.error.message).toContain(
    'The webhook W1 was given up: only what is still owed',
  )
})

test.each(['resend', 'hold', 'release'] as const)('a webhook that is not there cannot be asked to %s', async (what) => {
  expect(await steer('W9', what)).toMatchObject({
    status: 404,
    body: { error: { message: 'There is no webhook "W9". None was owed so far.' } },
  })
  await world.send()
  await world.advance(10)
  expect((await steer('W9', what)).body.error.message).toContain('Did you mean "W1"')
})

test('the same calls and the same steering give the same journal', async () => {
  const play = async () => {
    await world.send({ status_url: 'http://127.0.0.1:9/' })
    await untilOwed()
    await steer('W1', 'hold')
    await world.advance(60)
    await steer('W1', 'release')
    await steer('W2', 'resend')
    await world.advance(600)
    const { entries } = (await world.admin('GET', '/journal')).body
    return JSON.stringify(entries)
  }
  const first = await play()
  await world.admin('POST', '/reset', {})
  expect(await play()).toBe(first)
})
