import { beforeAll, describe, expect, test } from 'vitest'
import { messages as toyMessages } from '../../support/toy-provider.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

// What happened in this world: one text was sent and delivered, with a webhook each; one came in; one cannot arrive.

let world: ToyWorld
let number: string

beforeAll(async () => {
  world = await startToyWorld()
  world.receiver.answer = () => ({ status: world.receiver.received.length === 1 ? 500 : 200 })
  await world.admin('POST', '/delivery-plans', {
    to: '+250788000009',
    steps: [{ after: 'PT1S', state: 'failed', reason: 'unreachable' }],
  })
  number = (await world.send({ text: 'Your code is 1234' })).body.from
  await world.advance(120)
  await world.admin('POST', '/handsets/+250788123123/messages', { to: number, text: 'Thank you' })
  await world.send({ to: '+250788000009', text: 'Muraho €' })
  await world.advance(60)
})

const messages = async (query: Record<string, string> = {}) =>
  (await world.admin('GET', `/messages?${new URLSearchParams(query).toString()}`)).body

test('a text shows what it is, what became of it, which call made it, and who was told', async () => {
  const { messages: all } = await messages()
  const [first] = all
  expect(first).toMatchObject({
    provider: 'toy',
    direction: 'outbound',
    own: number,
    phone: '+250788123123',
    text: 'Your code is 1234',
    state: 'delivered',
    reason: null,
    at: '2026-01-01T00:00:00.000Z',
    arrived: '2026-01-01T00:00:03.000Z',
    segments: 1,
    encoding: 'gsm7',
    call: { provider: 'toy', operation: 'toy.sendMessage', status: 201 },
    reports: [
      { at: '2026-01-01T00:00:01.000Z', state: 'sent', reason: null, again: false },
      { at: '2026-01-01T00:00:03.000Z', state: 'delivered', reason: null, again: false },
    ],
    webhooks: [
      {
        event: 'status',
        attempts: [
          { ok: false, status: 500, error: null },
          { ok: true, status: 200 },
        ],
        given_up: false,
      },
      { event: 'status', attempts: [{ ok: true, status: 200, error: null }], given_up: false },
    ],
  })
  expect((await world.call('GET', `/toy/messages/${first.message}`)).body).toMatchObject({ text: 'Your code is 1234' })
})

test('a text from a person has the same shape, and the id that the platform gave it', async () => {
  const [inbound] = (await messages({ direction: 'inbound' })).messages
  expect(inbound).toMatchObject({ own: number, phone: '+250788123123', text: 'Thank you', state: null, call: null })
  expect(inbound.arrived).toBe(inbound.at)
  expect((await world.call('GET', `/toy/messages/${inbound.message}`)).body).toMatchObject({ text: 'Thank you' })
})

describe('texts are found by', () => {
  test.each<[string, Record<string, string>, texts: string[]]>([
    ['nothing in particular, in their order', {}, ['Your code is 1234', 'Thank you', 'Muraho €']],
    ['the person, in any spelling', { phone: '250 788-123-123' }, ['Your code is 1234', 'Thank you']],
    ['who gets them', { to: '+250788123123' }, ['Your code is 1234']],
    ['who sends them', { from: '+250788123123' }, ['Thank you']],
    ['a part of what they say', { text: 'code' }, ['Your code is 1234']],
    ['no part in another case', { text: 'CODE' }, []],
    ['a pattern', { text: '/code is (\\d+)/' }, ['Your code is 1234']],
    ['a pattern whatever the case', { text: '/CODE is \\d+/i' }, ['Your code is 1234']],
    ['a character by its number', { text: '/\\u20ac$/' }, ['Muraho €']],
    ['the platform', { provider: 'toy', direction: 'inbound' }, ['Thank you']],
    ['what became of them', { state: 'failed' }, ['Muraho €']],
    ['more than one of these', { state: 'delivered', text: 'Thank' }, []],
  ])('%s', async (_by, query, texts) => {
    expect((await messages(query)).messages.map(({ text }: { text: string }) => text)).toEqual(texts)
  })
})

test('a page says after which entry the next begins, and whether there is more', async () => {
  const first = await messages({ limit: '2' })
  expect([first.messages.length, first.more]).toEqual([2, true])
  const rest = await messages({ after: String(first.after) })
  expect(rest.messages.map(({ text }: { text: string }) => text)).toEqual(['Muraho €'])
  expect(rest.more).toBe(false)
  expect((await messages({ after: String(rest.after) })).messages).toEqual([])
})

describe('a wording that is no pattern is refused:', () => {
  test.each([
    ['one that looks ahead', '/code(?=:)/', 'Patterns here cannot look ahead or behind'],
    ['one that looks behind', '/(?<!no )code/', 'Patterns here cannot look ahead or behind'],
    ['one that refers back', '/(a)\\1/', 'Patterns here cannot refer back to a group'],
    ['one with an unknown flag', '/a/gi', 'A pattern can have the flags i, m, s and u, not "g".'],
    ['one that is broken', '/(/', 'That is no pattern'],
    ['one that would be too large', '/(a{1,1000}){1,1000}/', 'and 1100 are the most'],
  ])('%s', async (_which, text, message) => {
    const { status, body } = await world.admin('GET', `/messages?text=${encodeURIComponent(text)}`)
    expect([status, body.error.param]).toEqual([400, 'text'])
    expect(body.error.message).toContain(message)
  })
})

test('a platform that is not there is refused with those that are', async () => {
  const { status, body } = await world.admin('GET', '/messages?provider=toi')
  expect([status, body.error.param]).toEqual([400, 'provider'])
  expect(body.error.message).toContain('Did you mean "toy"?')
})

describe('where the clock stands still, whoever looks in vain is told what is due:', () => {
  const BEN = '+250788000002'
  const DUE = 'The clock stands still at 2026-01-01T00:00:00.000Z. One job is on it, and the next is due at'

  test.each([
    ['at an empty handset', `/handsets/${BEN}/messages`],
    ['after a wait', `/wait?to=${encodeURIComponent(BEN)}&state=delivered&timeout=0`],
  ])('%s', async (_where, path) => {
    const still = await startToyWorld()
    expect((await still.admin('GET', path)).body.hint).toBeUndefined()
    await still.send({ to: BEN })
    expect((await still.admin('GET', path)).body.hint).toContain(DUE)
    await still.advance(60)
    expect((await still.admin('GET', path)).body.hint).toBeUndefined()
  })
})

test('a text that no channel carries is there, as failed, although nothing is under way', async () => {
  const lost = await startToyWorld()
  lost.world.send(
    toyMessages,
    { id: 'M1', sequence: 0, direction: 'out', from: '', to: '', text: 'Hello', state: 'failed', statusUrl: null },
    { provider: 'toy', from: null, to: '250 788 000 002', text: 'Hello' },
  )
  expect((await lost.admin('GET', '/messages?phone=%2B250788000002')).body.messages).toMatchObject([
    { message: 'M1', own: null, phone: '+250788000002', state: 'failed', arrived: null },
  ])
})
