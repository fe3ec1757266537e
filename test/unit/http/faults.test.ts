import { describe, expect, test } from 'vitest'
import { defineJob } from '../../../src/core/clock/job-kind.ts'
import type { FaultEffect } from '../../../src/http/faults/effects.ts'
import { explain } from '../../../src/http/faults/explain.ts'
import { type FaultRule, faultRules } from '../../../src/http/faults/rule.ts'
import { CallerGone, Stopping } from '../../../src/http/message.ts'
import { startToy } from '../../support/toy-world.ts'

const unavailable: FaultEffect = {
  kind: 'problem',
  problem: 'unavailable',
  status: null,
  message: null,
  retry_after: null,
}

type Rule = Partial<FaultRule>
type Started = Parameters<typeof startToy>[0]

/** A world with fault rules; what is no rule says how the world is started. */
function startFaulty(...given: (Rule | Required<Pick<NonNullable<Started>, 'send'>>)[]) {
  const rules = given.filter((one): one is Rule => !('send' in one))
  const started = startToy(given.find((one) => 'send' in one) as Started)
  const collection = started.world.collection(faultRules)
  for (const [index, rule] of rules.entries()) {
    collection.insert({
      id: `F${index + 1}`,
      match: '*',
      skip: 0,
      times: null,
      stage: 'before',
      effect: unavailable,
      met: 0,
      hits: 0,
      ...(rule as object),
    })
  }
  const statuses = async (calls: number) => {
    const seen: number[] = []
    for (let index = 0; index < calls; index++) seen.push((await started.send()).status)
    return seen
  }
  return {
    ...started,
    collection,
    statuses,
    messages: () => started.world.store.state()['toy.messages']?.rows.length ?? 0,
  }
}

describe('a fault rule', () => {
  test.each([
    ['*', 503, 503],
    ['toy', 503, 503],
    ['toy.sendMessage', 503, 200],
    ['toy.listMessages', 201, 503],
    ['other', 201, 200],
    ['toy.sending', 201, 200],
  ])('for %s hits what it names', async (match, sending, listing) => {
    const { send, call } = startFaulty({ match })
    expect((await send()).status).toBe(sending)
    expect((await call('GET', '/toy/messages')).status).toBe(listing)
  })

  test.each([
    [{ skip: 2, times: 2 }, [201, 201, 503, 503, 201]],
    [{ times: 1 }, [503, 201, 201, 201, 201]],
    [{ skip: 3 }, [201, 201, 201, 503, 503]],
  ])('with %j hits so many calls', async (rule, expected) => {
    expect(await startFaulty(rule).statuses(5)).toEqual(expected)
  })

  test('counts what it met and what it hit', async () => {
    const { statuses, collection } = startFaulty({ skip: 1, times: 2 })
    await statuses(5)
    expect(collection.get('F1')).toMatchObject({ met: 5, hits: 2 })
  })

  test('that lets a call pass leaves it to the next', async () => {
    const { statuses } = startFaulty({ times: 1 }, { effect: { ...unavailable, problem: 'forbidden' }, times: 1 })
    expect(await statuses(3)).toEqual([503, 403, 201])
  })

  test('at stage before: nothing is done', async () => {
    const { statuses, messages } = startFaulty({ stage: 'before' })
    expect(await statuses(2)).toEqual([503, 503])
    expect(messages()).toBe(0)
  })

  test('at stage after: all is done, only the answer suffers', async () => {
    const { statuses, messages, advance, journal } = startFaulty({ stage: 'after' })
    expect(await statuses(2)).toEqual([503, 503])
    expect(messages()).toBe(2)
    await advance(10)
    expect(journal('delivery.changed').filter(({ state }) => state === 'delivered')).toHaveLength(2)
  })

  test('at stage after does not meet calls that failed by themselves', async () => {
    const { call, collection } = startFaulty({ stage: 'after' })
    expect((await call('GET', '/toy/messages/M0')).status).toBe(404)
    expect(collection.get('F1')).toMatchObject({ met: 0 })
  })

  test('meets no call that has no endpoint or no world', async () => {
    const { call } = startFaulty({})
    expect((await call('GET', '/toy/nowhere')).status).toBe(404)
    expect((await call('DELETE', '/toy/messages')).status).toBe(405)
    expect((await call('GET', '/toy/messages', { headers: { authorization: '' } })).status).toBe(401)
  })

  test('says it in the words, status and headers that were asked for', async () => {
    const { send } = startFaulty({
      effect: { kind: 'problem', problem: 'rate_limited', status: 418, message: 'tea first', retry_after: 7 },
    })
    expect(await send()).toMatchObject({
      status: 418,
      headers: { 'retry-after': '7' },
      body: { error: 'rate_limited', message: 'tea first' },
    })
  })

  test('is in the journal, caused by the call that it hit', async () => {
    const { send, journal } = startFaulty({ times: 1 })
    await send()
    expect(journal()).toMatchObject([
      { id: 1, type: 'call', status: 503 },
      {
        id: 2,
        type: 'fault.met',
        fault: 'F1',
        operation: 'toy.sendMessage',
        cause: 1,
        explanation: 'every call, once, before anything is done: the answer is unavailable',
      },
    ])
  })

  test('resets the connection', async () => {
    const { send, messages, journal } = startFaulty({ effect: { kind: 'reset' }, stage: 'after', times: 1 })
    expect(await send()).toMatchObject({ status: 0, reset: true })
    expect(messages()).toBe(1)
    expect(journal('call')).toMatchObject([{ status: 0 }])
    expect((await send()).status).toBe(201)
  })
})

describe('a delay', () => {
  const delay = { effect: { kind: 'delay', delay: 5000 } } as const

  test('lasts until the clock of the world has gone so far', async () => {
    const { send, advance, world, messages } = startFaulty(delay)
    let answered = 0
    const answer = send().finally(() => (answered = world.now))
    const begin = world.now
    await advance(4.999)
    expect(answered).toBe(0)
    expect(messages()).toBe(0)
    await advance(10)
    expect((await answer).status).toBe(201)
    expect(answered - begin).toBe(5000)
  })

  test('holds each of several calls for its own time', async () => {
    const { send, advance, world } = startFaulty(delay)
    const begin = world.now
    const answered: string[] = []
    const start = (name: string) => void send().then(() => answered.push(`${name} ${world.now - begin}`))
    start('first')
    await advance(2)
    start('second')
    start('third')
    await advance(3)
    expect(answered).toEqual(['first 5000'])
    await advance(2)
    expect(answered).toEqual(['first 5000', 'second 7000', 'third 7000'])
  })

  test('after the work: the message is there before the answer', async () => {
    const { send, advance, messages } = startFaulty({ ...delay, stage: 'after' })
    const answer = send()
    expect(messages()).toBe(1)
    await advance(5)
    expect((await answer).status).toBe(201)
  })

  test('what the call does then happens at that time, and because of the call', async () => {
    const { send, advance, journal, world } = startFaulty(delay)
    const begin = world.now
    const answer = send()
    await advance(5)
    await answer
    const [call] = journal('call')
    expect(journal('message.created')).toMatchObject([{ cause: call!.id, at: begin + 5000 }])
    await advance(1)
    expect(journal('delivery.changed').map(({ state, at }) => `${String(state)} ${at - begin}`)).toEqual([
      'queued 5000',
      'sent 6000',
    ])
  })

  test('holds nobody up while the clock waits for a receiver: a call that the receiver makes is hit, and goes on at once', async () => {
    const listing = { ...delay, match: 'toy.listMessages' }
    const heard: unknown[] = []
    const { send, advance, journal, call, world } = startFaulty(listing, {
      send: async () => {
        const { status, body } = await call('GET', '/toy/messages')
        heard.push({ status, texts: body.messages.length, at: world.now - begin })
        return { kind: 'answered', status: 200, headers: {}, body: '' }
      },
    })
    const begin = world.now
    await send({ status_url: 'http://localhost/status' })
    await advance(2)
    expect(heard).toEqual([{ status: 200, texts: 1, at: 1000 }])
    expect(journal('fault.met')).toMatchObject([{ fault: 'F1', operation: 'toy.listMessages', at: begin + 1000 }])
  })

  test('holds up a call that somebody else makes while the clock is moved', async () => {
    const { advance, world, call } = startFaulty(delay)
    const begin = world.now
    let answered: number | undefined
    const kind = defineJob('somebody calls', {})
    world.clock.register(kind, () => {
      void call('GET', '/toy/messages').then(() => (answered = world.now - begin))
    })
    world.clock.schedule(1000, kind, {})
    await advance(5.999)
    expect(answered).toBeUndefined()
    await advance(0.001)
    expect(answered).toBe(6000)
  })

  test('holds up a call that comes while a receiver is awaited by nobody, as where the clock follows real time', async () => {
    let letGo!: () => void
    const gate = new Promise<void>((resolve) => (letGo = resolve))
    const { send, world, call } = startFaulty(
      { ...delay, match: 'toy.listMessages' },
      { send: () => gate.then(() => ({ kind: 'answered', status: 200, headers: {}, body: '' })) },
    )
    const begin = world.now
    await send({ status_url: 'http://localhost/status' })
    await world.clock.catchUp(begin + 1000)
    expect(world.attempting.size).toBe(1)
    let answered: number | undefined
    const answer = call('GET', '/toy/messages').then(() => (answered = world.now - begin))
    await world.clock.catchUp(begin + 5999)
    expect(answered).toBeUndefined()
    letGo()
    await world.clock.advanceTo(begin + 6000)
    await answer
    expect(answered).toBe(6000)
  })

  test('of no time is none', async () => {
    expect((await startFaulty({ effect: { kind: 'delay', delay: 0 } }).send()).status).toBe(201)
  })

  test('beyond the end of the year 9999, where all clocks stand still, is none', async () => {
    const { world, ...late } = startFaulty(delay, {
      send: () => ({ status: 200, headers: {}, body: '' }),
      world: { clock: { now: Date.UTC(10_000, 0, 1) - 5000 } },
    } as never)
    expect((await late.send()).status).toBe(201)
    expect(world.clock.pending().map(({ kind }) => kind)).toEqual(['delivery.step'])
  })

  test('of a world that is reset meanwhile ends in a reset connection', async () => {
    const { send, simulator, advance } = startFaulty(delay)
    const answer = send()
    simulator.worlds.reset('toy')
    expect(await answer).toMatchObject({ reset: true })
    await advance(10)
  })

  test('that a snapshot carries finds nobody waiting, and harms nobody', async () => {
    const { send, simulator, advance, world } = startFaulty(delay)
    const answer = send()
    const fork = simulator.worlds.fork('toy', 'fork')
    await fork.clock.runUntilIdle()
    expect(fork.store.state()['toy.messages']).toBeUndefined()
    await advance(5)
    expect((await answer).status).toBe(201)
    expect(world.store.state()['toy.messages']!.rows).toHaveLength(1)
  })
})

describe('a delayed call', () => {
  const delay = { effect: { kind: 'delay', delay: 5000 } } as const
  const body = { to: '+250788123123', text: 'hello' }

  test('ends with its caller, and what was not begun is not done', async () => {
    const { call, advance, messages, world, journal } = startFaulty(delay)
    const caller = new AbortController()
    const answer = call('POST', '/toy/messages', { body, signal: caller.signal })
    caller.abort(new CallerGone())
    expect(await answer).toMatchObject({ reset: true })
    expect(journal('call')).toMatchObject([{ status: 0, refused: 'The caller has gone while the call was delayed.' }])
    expect(world.clock.pending()).toEqual([])
    await advance(10)
    expect(messages()).toBe(0)
  })

  test('goes on at once where textbed is being stopped', async () => {
    const { call, messages, world } = startFaulty(delay)
    const server = new AbortController()
    const answer = call('POST', '/toy/messages', { body, signal: server.signal })
    expect(messages()).toBe(0)
    server.abort(new Stopping())
    expect((await answer).status).toBe(201)
    expect(messages()).toBe(1)
    expect(world.clock.pending().map(({ kind }) => kind)).not.toContain('wait.over')
  })

  test('whose caller goes after its answer changes nothing', async () => {
    const { call, advance, messages } = startFaulty(delay)
    const caller = new AbortController()
    const answer = call('POST', '/toy/messages', { body, signal: caller.signal })
    await advance(5)
    expect((await answer).status).toBe(201)
    caller.abort(new CallerGone())
    expect(messages()).toBe(1)
  })
})

test.each<[Partial<FaultRule>, string]>([
  [{}, 'every call, always, before anything is done: the answer is unavailable'],
  [
    { match: 'toy.sendMessage', skip: 2, times: 3, stage: 'after', effect: { kind: 'reset' } },
    'after 2 of calls to toy.sendMessage have passed, 3 times, once the work is done: the connection is reset',
  ],
  [
    { match: 'toy', times: 1, effect: { kind: 'delay', delay: 1500 } },
    "calls to toy, once, before anything is done: the answer waits 1.5 s of the world's clock",
  ],
])('a rule explains itself: %j', (rule, words) => {
  const { collection } = startFaulty(rule)
  expect(explain(collection.get('F1')!)).toBe(words)
})
