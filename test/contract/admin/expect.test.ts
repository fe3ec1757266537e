import { beforeEach, describe, expect, test } from 'vitest'
import { numberOf } from '../../support/toy-provider.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

let world: ToyWorld
let number: string

const ANNA = '+250788123123'
const BEN = '+250788000002'

beforeEach(async () => {
  world = await startToyWorld()
  number = numberOf(world.world)
})

const ask = (body: object = {}) => world.admin('POST', '/expect', body)
const clock = async (): Promise<string> => (await world.admin('GET', '/clock')).body.now
const sends = (text: string, to = ANNA) => world.send({ text, to })
const writes = (text: string, from = ANNA) => world.admin('POST', `/handsets/${from}/messages`, { to: number, text })
const plans = (to: string, ...steps: object[]) => world.admin('POST', '/delivery-plans', { to, steps })

/** What happened before, each by its name. */
const SITUATIONS = {
  'nothing happened': () => {},
  'a text is under way': () => sends('Your code is 1234'),
  'a text arrived': async () => {
    await sends('Your code is 1234')
    await world.advance(60)
  },
  'a text arrived twice': async () => {
    await sends('Your code is 1234')
    await sends('Your code is 1234')
    await world.advance(60)
  },
  'a text failed': async () => {
    await plans(ANNA, { after: 'PT1S', state: 'failed', reason: 'unreachable' })
    await sends('Your code is 1234')
    await world.advance(60)
  },
  'a text was sent to a phone that is off': async () => {
    await world.admin('PATCH', `/handsets/${ANNA}`, { on: false })
    await sends('Your code is 1234')
    await world.advance(60)
  },
  'a person wrote': () => writes('Is it still open?'),
  'a person wrote and was answered': async () => {
    await writes('Is it still open?')
    await sends('Yes, until six')
    await world.advance(60)
  },
} as const

type Line = [asked: object, status: 200 | 417, said?: string]

const TABLE: { [S in keyof typeof SITUATIONS]: Line[] } = {
  'nothing happened': [
    [{}, 417, 'Expected any text. No text was sent or written.'],
    [{ text: 'code' }, 417, 'Expected a text with text "code". No text was sent or written.'],
    [{ phone: ANNA }, 417, 'Does the code under test call this world?'],
    [{ times: 0 }, 200],
    [{ times: 0, within: 'P7D' }, 200],
    [{ times: 1 }, 417, 'Expected any text, exactly once.'],
    [{ times: 2, within: 'PT1H' }, 417, 'exactly twice.'],
    [{ after: 3 }, 417, 'No text was sent or written after entry 3 of the journal.'],
  ],
  'a text is under way': [
    [{ text: 'code' }, 417, 'it is queued, and not on the handset'],
    [{ text: 'code' }, 417, 'The clock stands still at 2026-01-01T00:00:00.000Z. One job is on it'],
    [{ text: 'code', state: 'queued' }, 200],
    [{ text: 'code', within: 'PT1M' }, 200],
    [{ text: 'code', within: 'PT2S' }, 417, 'it is sent, and not on the handset'],
    [{ text: 'code', state: 'sent', within: 'PT1M' }, 200],
    [{ text: 'code', state: 'failed', within: 'PT1M' }, 417, 'state is "delivered", not "failed"'],
    [{ times: 0 }, 200],
    [{ times: 0, within: 'PT1M' }, 417, 'Expected no text, not even any text. It came once.'],
    [{ times: 1, within: 'PT1M' }, 200],
  ],
  'a text arrived': [
    [{}, 200],
    [{ phone: ANNA, text: '/code is (\\d+)/' }, 200],
    [{ phone: '(250) 788 123 123' }, 200],
    [{ phone: BEN }, 417, `phone is "${ANNA}", not "${BEN}"`],
    [{ text: 'CODE' }, 417, 'text is "Your code is 1234", not "CODE"'],
    [{ direction: 'inbound' }, 417, 'direction is "outbound", not "inbound"'],
    [{ provider: 'toy', to: ANNA, state: 'delivered' }, 200],
    [{ from: ANNA }, 417, `not "${ANNA}"`],
    [{ times: 1, within: 'P1D' }, 200],
    [{ times: 2 }, 417, 'exactly twice. It came once.'],
    [{ after: 1000 }, 417, 'after entry 1000'],
    [{ text: 'bye', within: 'PT1H' }, 417, 'Nothing is due on the clock'],
  ],
  'a text arrived twice': [
    [{ text: 'code' }, 200],
    [{ text: 'code', times: 2 }, 200],
    [{ text: 'code', times: 1 }, 417, 'It came twice.'],
    [{ text: 'code', times: 1 }, 417, 'which call of your code sent it'],
    [{ in_order: [{ text: 'code' }, { text: 'code' }] }, 200],
    [
      { in_order: [{ text: 'code' }, { text: 'code' }, { text: 'code' }] },
      417,
      'The first 2 of 3 came; then none that fits.',
    ],
  ],
  'a text failed': [
    [{ text: 'code' }, 417, 'it is failed (unreachable), and not on the handset'],
    [{ text: 'code', state: 'failed' }, 200],
    [{ times: 0 }, 200],
  ],
  'a text was sent to a phone that is off': [
    [{ text: 'code' }, 417, 'not on the handset'],
    [{ text: 'code', state: 'undelivered', within: 'P2D' }, 200],
  ],
  'a person wrote': [
    [{}, 200],
    [{ direction: 'inbound', from: ANNA, text: 'open' }, 200],
    [{ direction: 'outbound' }, 417, 'direction is "inbound", not "outbound"'],
    [{ state: 'delivered' }, 417, 'state is null, not "delivered"'],
  ],
  'a person wrote and was answered': [
    [{ phone: ANNA, in_order: [{ text: 'open?' }, { text: '/^Yes/' }] }, 200],
    [{ phone: ANNA, in_order: [{ text: '/^Yes/' }, { text: 'open?' }] }, 417, 'The first 1 of 2 came'],
    [{ phone: BEN, in_order: [{ text: 'open?' }] }, 417, `phone ${JSON.stringify(BEN)}, text "open?"`],
  ],
}

describe.each(Object.keys(SITUATIONS) as (keyof typeof SITUATIONS)[])('when %s', (situation) => {
  test.each(TABLE[situation])('%j is answered with %d', async (asked, status, said = '') => {
    await SITUATIONS[situation]()
    const answer = await ask(asked)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.message ?? '').toContain(said)
  })
})

test('the answer holds the texts, what the groups of the pattern found, and the codes in them', async () => {
  await sends('Your code is 1234. It is good until 19:30 on 2026-01-01.')
  const { body } = await ask({ phone: ANNA, text: '/code is (\\d+)\\.( Hurry)?/', within: 'PT1H' })
  expect(body.messages).toMatchObject([{ phone: ANNA, state: 'delivered' }])
  expect([body.groups, body.otp]).toEqual([[['1234', null]], ['1234']])
})

test.each([
  ['Your code is 123 456', ['123456']],
  ['482913 is your code', ['482913']],
  ['Call +250788123123 before 19:30', []],
  ['On 2026-01-31 it costs 1200.50, in 24-10-2026', []],
  ['G-482913 or 12345678', ['12345678']],
  ['123 is too short and 123456789 too long', []],
])('in %j the codes are %j', async (text, codes) => {
  await sends(text)
  expect((await ask({ within: 60 })).body.otp).toEqual(codes)
})

test('the clock stops at the moment at which the text is there', async () => {
  await sends('Hello')
  const { body } = await ask({ text: 'Hello', within: 'P7D' })
  expect([body.now, await clock()]).toEqual(['2026-01-01T00:00:03.000Z', '2026-01-01T00:00:03.000Z'])
})

test('with "times" the whole time passes, because one more may come', async () => {
  await sends('Hello')
  await ask({ text: 'Hello', times: 1, within: 'P7D' })
  expect(await clock()).toBe('2026-01-08T00:00:00.000Z')
})

test('texts that came before "after" never fit', async () => {
  await sends('Hello')
  const { after } = (await ask({ text: 'Hello', within: 60 })).body
  expect((await ask({ text: 'Hello', after })).status).toBe(417)
  await sends('Hello')
  expect((await ask({ text: 'Hello', after, within: 60 })).body.messages).toHaveLength(1)
})

test('what a receiver sends in turn is waited for, too', async () => {
  world.receiver.answer = async ({ form }) => {
    if (form['status'] === 'arrived')
      await world.call('POST', '/toy/messages', { body: { to: BEN, text: 'Anna got it' } })
    return {}
  }
  await sends('Hello')
  expect((await ask({ phone: BEN, text: 'Anna got it', within: 'PT1M' })).status).toBe(200)
})

test('code that works in the background is waited for in real time, before the clock is moved', async () => {
  const coming = ask({ text: 'late', patience: 60, within: 'PT1M' })
  await world.send({ text: 'too early, and not it' })
  await world.send({ text: 'late' })
  const { status, body } = await coming
  expect([status, body.messages.length]).toEqual([200, 1])
})

test('whoever waits is told when the world ends meanwhile', async () => {
  const coming = ask({ text: 'never', patience: 60 })
  await sends('another')
  await world.admin('POST', '/reset', {})
  expect((await coming).status).toBe(409)
})

test('two who expect something of the same world wait for each other', async () => {
  await sends('for Anna')
  await sends('for Ben', BEN)
  const answers = await Promise.all([
    ask({ phone: ANNA, text: 'for Anna', within: 'PT1M' }),
    ask({ phone: BEN, text: 'for Ben', within: 'PT1M' }),
    ask({ phone: BEN, text: 'for Ben', times: 1, within: 'PT1M' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
})

describe('in a world whose clock follows real time', () => {
  beforeEach(() => world.admin('PATCH', '/clock', { mode: 'real' }))

  test('the clock is not moved: more time than patience is refused with advice', async () => {
    const { status, body } = await ask({ text: 'x', within: 'PT1H', patience: 5 })
    expect([status, body.error.param]).toEqual([400, 'within'])
    expect(body.error.message).toContain(
      'Give as much patience, or set the clock to "frozen" and let this call move it.',
    )
  })

  test('a text is waited for as long as it takes to arrive', async () => {
    await world.admin('PATCH', '/clock', { mode: 'scaled', speed: 1000 })
    await sends('soon')
    expect((await ask({ text: 'soon', patience: 60 })).status).toBe(200)
  })
})

test('in a world whose clock jumps by itself, a text is there at once', async () => {
  await world.admin('PATCH', '/clock', { mode: 'auto' })
  await sends('soon')
  expect((await ask({ text: 'soon', within: 'PT1M' })).status).toBe(200)
})

describe('what cannot be understood is refused:', () => {
  test.each<[string, object, param: string, said: string]>([
    ['an unknown criterion', { number: ANNA }, 'number', 'is not known here'],
    ['an unknown state', { state: 'arrived' }, 'state', 'has to be one of'],
    ['a pattern that looks ahead', { text: '/(?=a)/' }, 'text', 'cannot look ahead or behind'],
    [
      'the same among several',
      { in_order: [{}, { text: '/(?=a)/' }] },
      'in_order.1.text',
      'cannot look ahead or behind',
    ],
    ['a number of times for several', { times: 2, in_order: [{}, {}] }, 'times', 'for one text alone'],
    ['half a text', { times: 1.5 }, 'times', 'whole number'],
    ['a time without end', { within: 'P9999Y' }, 'within', 'duration'],
    ['an empty part', { text: '' }, 'text', 'is empty'],
    ['a part of more than 1,000 characters', { text: 'x'.repeat(1001) }, 'text', '1000 are the most'],
  ])('%s', async (_which, asked, param, said) => {
    const { status, body } = await ask(asked)
    expect([status, body.error.param]).toEqual([400, param])
    expect(body.error.message).toContain(said)
  })
})
