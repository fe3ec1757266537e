import { expect, test } from 'vitest'
import { type RateLimit, rateLimits } from '../../../src/http/rate-limits/rate-limit.ts'
import { startToy } from '../../support/toy-world.ts'

function startLimited(...limits: Pick<RateLimit, 'match' | 'limit' | 'window'>[]) {
  const started = startToy()
  for (const [index, limit] of limits.entries())
    started.world.collection(rateLimits).insert({ id: `L${index + 1}`, calls: [], ...limit })
  const list = async () => (await started.call('GET', '/toy/messages')).status
  return { ...started, list }
}

test('the 2,500th call within an hour passes, and the 2,501st is told when the first will be an hour old', async () => {
  const { call, advance, list } = startLimited({ match: 'toy', limit: 2500, window: 3600 })
  expect(await list()).toBe(200)
  await advance(600.25)
  for (let index = 2; index <= 2500; index++) expect(await list()).toBe(200)
  expect(await call('GET', '/toy/messages')).toMatchObject({
    status: 429,
    headers: { 'retry-after': '3000' },
    body: { error: 'rate_limited' },
  })
  await advance(2999.749)
  expect(await call('GET', '/toy/messages')).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
  await advance(0.001)
  expect(await list()).toBe(200)
  expect(await list()).toBe(429)
})

test('the window slides: each call counts for as long as the window is, to the millisecond', async () => {
  const { advance, list } = startLimited({ match: 'toy', limit: 2, window: 10 })
  const statuses: number[] = []
  for (const wait of [0, 4, 5, 0.999, 0.001, 3.999, 0.001]) {
    await advance(wait)
    statuses.push(await list())
  }
  // At 0, 4, 9, 9.999, 10, 13.999 and 14 seconds.
  expect(statuses).toEqual([200, 200, 429, 429, 200, 429, 200])
})

test('a refused call is not counted', async () => {
  const { advance, list } = startLimited({ match: 'toy', limit: 1, window: 10 })
  expect(await list()).toBe(200)
  for (let second = 1; second < 10; second++) {
    await advance(1)
    expect(await list()).toBe(429)
  }
  await advance(1)
  expect(await list()).toBe(200)
})

test('a call that one limit refuses is counted by no other', async () => {
  const { world, advance, list } = startLimited(
    { match: '*', limit: 5, window: 100 },
    { match: 'toy.listMessages', limit: 1, window: 10 },
  )
  expect([await list(), await list(), await list()]).toEqual([200, 429, 429])
  expect(world.collection(rateLimits).get('L1')!.calls.flat()).toHaveLength(1)
  await advance(10)
  expect(await list()).toBe(200)
})

test('where several limits refuse, the one that lasts longest says when to come back', async () => {
  const { call, list } = startLimited(
    { match: 'toy', limit: 1, window: 10 },
    { match: '*', limit: 1, window: 60 },
    { match: 'toy.listMessages', limit: 1, window: 20 },
  )
  await list()
  expect((await call('GET', '/toy/messages')).headers['retry-after']).toBe('60')
})

test.each([
  ['*', [1, 1]],
  ['toy', [1, 1]],
  ['toy.sendMessage', [1, 0]],
  ['toy.sending', [1, 0]],
  ['toy.listMessages', [0, 1]],
  ['other', [0, 0]],
])('a limit for %s counts what it names', async (match, [sending, listing]) => {
  const { send, list, world } = startLimited({ match, limit: 9, window: 10 })
  const calls = () => world.collection(rateLimits).get('L1')!.calls.flat()
  await send()
  expect(calls()).toHaveLength(sending!)
  await list()
  expect(calls()).toHaveLength(sending! + listing!)
})

test('calls that get no further than their credentials, path or method are not counted', async () => {
  const { call, world } = startLimited({ match: '*', limit: 9, window: 10 })
  await call('GET', '/toy/messages', { headers: { authorization: 'Bearer nobody' } })
  await call('GET', '/toy/nowhere')
  await call('PUT', '/toy/messages')
  expect(world.collection(rateLimits).get('L1')!.calls).toEqual([])
})

test('a limit that was lowered counts the calls that are there', async () => {
  const { call, advance, list, world } = startLimited({ match: 'toy', limit: 3, window: 10 })
  await list()
  await advance(4)
  await list()
  await advance(4)
  await list()
  const limits = world.collection(rateLimits)
  limits.update(limits.get('L1')!, { limit: 2 })
  // At 10 seconds two calls are left, at 14 one.
  expect((await call('GET', '/toy/messages')).headers['retry-after']).toBe('6')
  await advance(5.999)
  expect(await list()).toBe(429)
  await advance(0.001)
  expect(await list()).toBe(200)
})

test('a refusal is in the journal', async () => {
  const { list, journal } = startLimited({ match: 'toy', limit: 1, window: 10 })
  await list()
  await list()
  expect(journal('limit.hit')).toMatchObject([
    { limit: 'L1', match: 'toy', operation: 'toy.listMessages', retry_after: 10, cause: 2 },
  ])
})
