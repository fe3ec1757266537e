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
  'texts to two people are under way': async () => {
    await sends('Your code is 1234. It is good until 19:30.')
    await sends('Ihr Code: 567 890 – ünd so weiter', BEN)
  },
  'a very long text arrived': async () => {
    await sends(`${'x'.repeat(1999)}!`)
    await world.advance(60)
  },
  'whoever gets a text is told of by another': async () => {
    world.receiver.answer = async ({ form }) => {
      if (form['status'] === 'arrived' && world.receiver.received.length < 4)
        await world.call('POST', '/toy/messages', { body: { to: BEN, text: 'Anna got it' } })
      return {}
    }
    await sends('Hello')
  },
  'a webhook is held': async () => {
    await sends('Hello')
    await world.admin('POST', '/expect', { state: 'sent', within: 60, settle: false })
    await world.admin('POST', '/webhooks/W1/hold', {})
    await world.advance(60)
  },
  'the clock follows real time, and a text arrived': async () => {
    await sends('Your code is 1234')
    await world.advance(60)
    await world.admin('PATCH', '/clock', { mode: 'scaled', speed: 1000 })
  },
  'the clock jumps by itself': async () => {
    await world.admin('PATCH', '/clock', { mode: 'auto' })
    await sends('soon')
  },
} as const

/** What was asked, the verdict, words of the message, and what else the answer holds. */
type Line = [asked: object, status: 200 | 417 | 400, said?: string, holds?: object]

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
    // The clock stops at the moment at which the text is there, unless one more may come.
    [{ text: 'code', within: 'P7D' }, 200, '', { now: '2026-01-01T00:00:03.000Z' }],
    [{ text: 'code', times: 1, within: 'P7D' }, 200, '', { now: '2026-01-08T00:00:00.000Z' }],
    [{ times: 0, within: 'P7D' }, 417, 'It came once.', { now: '2026-01-08T00:00:00.000Z' }],
    [{ text: 'bye', within: 'P7D' }, 417, 'and none fits', { now: '2026-01-08T00:00:00.000Z' }],
    // Nobody is patient with what is under way already.
    [{ text: 'code', patience: 300, within: 'PT1M' }, 200, '', { messages: [{ state: 'delivered' }] }],
    [{ text: 'code', within: 60 }, 200],
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
    [{ phone: ANNA, text: '/CODE is/i' }, 200],
    [{ text: '/CODE is/' }, 417, 'text is "Your code is 1234", not "/CODE is/"'],
    [{ text: '/^1234$/' }, 417, 'not "/^1234$/"'],
    [{ text: '/\\u0063ode \\u{69}s/' }, 200],
    [{ text: '/code/x' }, 400, 'A pattern can have the flags i, m, s and u, not "x".'],
    [{ text: '1234/' }, 417, 'not "1234/"'],
    [
      { text: 'bye', phone: BEN, state: 'failed' },
      417,
      'Nearest is D1: phone is "+250788123123", not "+250788000002"; text is "Your code is 1234", not "bye"; state is "delivered", not "failed".',
      { came: [{ id: 'D1' }], nearest: [{ message: 'D1', differs: [{}, {}, {}].map(() => expect.any(String)) }] },
    ],
    [{ text: 'bye' }, 417, '', { expected: [{ text: 'bye' }], after: 0 }],
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
    [{ text: 'code', times: 3 }, 417, 'exactly 3 times. It came twice.'],
    [{ text: 'code', times: 1 }, 417, '', { nearest: [] }],
    [{ text: 'code', times: 2 }, 200, '', { messages: [{ id: 'D1' }, { id: 'D2' }], otp: ['1234', '1234'] }],
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
    // What is nearest is nearest to what is missing.
    [
      { in_order: [{ text: '/^Yes/' }, { text: 'open?' }] },
      417,
      'Nearest is I1: it came before D1, and was to follow it.',
    ],
    [
      { in_order: [{ direction: 'inbound' }, { direction: 'outbound', text: 'No' }] },
      417,
      'Nearest is D1: text is "Yes, until six", not "No".',
    ],
    [{ in_order: [{ text: '/open(\\?)/' }, { text: '/until (\\w+)/' }] }, 200, '', { groups: [['?'], ['six']] }],
    [{ times: 2 }, 200],
    [{ times: 1, direction: 'outbound' }, 200],
    [{ from: ANNA, times: 0 }, 417, 'It came once.'],
  ],
  'texts to two people are under way': [
    [
      { phone: ANNA, text: '/code is (\\d+)\\.( Hurry)?/', within: 'PT1H' },
      200,
      '',
      { messages: [{ phone: ANNA, state: 'delivered' }], groups: [['1234', null]], otp: ['1234'] },
    ],
    [{ phone: BEN, within: 'PT1M' }, 200, '', { otp: ['567890'], groups: [] }],
    [{ text: '/\\u00fcnd/', within: 'PT1M' }, 200, '', { messages: [{ phone: BEN }] }],
    [{ in_order: [{ phone: ANNA }, { phone: BEN }], within: 'PT1M' }, 200],
    [{ within: 'PT1M', times: 2 }, 200],
    [{ within: 'PT1M', state: 'read' }, 417, 'state is "delivered", not "read"'],
    [{}, 417, '2 texts were sent or written, and none fits.'],
  ],
  'a very long text arrived': [
    [{ text: 'x'.repeat(1000) }, 200],
    [{ text: '/!$/' }, 200],
    [
      { text: '/x{1000}[^x]/' },
      417,
      'text has 2000 characters, and /x{1000}[^x]/ is held against 1246 at most: ask for a part of the text, or for less in the pattern.',
    ],
  ],
  'whoever gets a text is told of by another': [
    [{ phone: BEN, text: 'Anna got it', within: 'PT1M' }, 200],
    [{ phone: BEN, times: 1, within: 'PT1M' }, 200],
    [
      { phone: BEN, text: 'Anna got it', within: 'PT1S' },
      417,
      'it is sent, and not on the handset',
      { came: [{ state: 'sent' }] },
    ],
  ],
  'a webhook is held': [
    [{ text: 'bye' }, 417, 'The webhook W1 is held: it goes once it is released.'],
    [{ text: 'Hello' }, 200],
  ],
  'the clock follows real time, and a text arrived': [
    [{ text: 'code' }, 200],
    [{ text: 'code', within: 'PT1H', patience: 4 }, 200],
    [
      { text: 'code', within: 'PT1H', patience: 3 },
      400,
      'The clock of this world follows real time, and is not moved here: within 3600 s it gets no further than "patience" lets it, 3 s. Give as much patience, or set the clock to "frozen" and let this call move it.',
      { error: { param: 'within' } },
    ],
    [{ text: 'bye' }, 417, 'and none fits'],
    [{ times: 0 }, 417, 'It came once.'],
  ],
  'the clock jumps by itself': [[{ text: 'soon', within: 'PT1M' }, 200]],
}

describe.each(Object.keys(SITUATIONS) as (keyof typeof SITUATIONS)[])('when %s', (situation) => {
  test.each(TABLE[situation])('%j is answered with %d', async (asked, status, said = '', holds = {}) => {
    await SITUATIONS[situation]()
    const answer = await ask(asked)
    expect(answer.status).toBe(status)
    expect(answer.body.error?.message ?? '').toContain(said)
    expect(answer.body).toMatchObject(holds)
  })
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

test('texts that came before "after" never fit', async () => {
  await sends('Hello')
  const { after } = (await ask({ text: 'Hello', within: 60 })).body
  expect((await ask({ text: 'Hello', after })).status).toBe(417)
  await sends('Hello')
  expect((await ask({ text: 'Hello', after, within: 60 })).body.messages).toHaveLength(1)
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

  test('a text is waited for as long as it takes to arrive', async () => {
    await world.admin('PATCH', '/clock', { mode: 'scaled', speed: 1000 })
    await sends('soon')
    expect((await ask({ text: 'soon', patience: 60 })).status).toBe(200)
  })
})

describe('what cannot be understood is refused:', () => {
  test.each<[string, object, param: string, said: string]>([
    ['an unknown criterion', { number: ANNA }, 'number', 'is not known here'],
    ['an unknown state', { state: 'arrived' }, 'state', 'has to be one of'],
    ['a pattern that looks ahead', { text: '/(?=a)/' }, 'text', 'cannot look ahead or behind'],
    [
      'a pattern that looks behind',
      { text: '/(?<!a)b/' },
      'text',
      'write what comes before or after as part of the pattern',
    ],
    ['a pattern that refers back', { text: '/(a)\\1/' }, 'text', 'cannot refer back to a group'],
    ['a pattern that is none', { text: '/(a/' }, 'text', 'That is no pattern: '],
    [
      'a pattern that is larger than it looks',
      { text: '/(a{30}){40}/' },
      'text',
      'comes to 1200 steps or more, and 1100 are the most',
    ],
    [
      'a pattern that grows when it is written out',
      { text: '/(a?b?c?){360}/' },
      'text',
      'a repetition such as {1000} is written out',
    ],
    ['nothing in order', { in_order: [] }, 'in_order', 'between 1 and 100'],
    ['a direction that there is not', { direction: 'in' }, 'direction', 'has to be one of outbound, inbound'],
    ['an unknown platform', { provider: 'toi' }, 'provider', 'Did you mean "toy"'],
    ['more patience than anybody has', { patience: 301 }, 'patience', 'between 0 and 300'],
    ['a time that is no time', { within: 'an hour' }, 'within', 'ISO 8601'],
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
