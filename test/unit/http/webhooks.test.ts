import { describe, expect, test } from 'vitest'
import type { Provider } from '../../../src/http/api.ts'
import type { OutboundCall } from '../../../src/http/outbound-call.ts'
import type { OutboundRequest } from '../../../src/http/outbound-request.ts'
import type { Answered, Outcome } from '../../../src/http/outcome.ts'
import { resendWebhook } from '../../../src/http/steer-webhook.ts'
import { owedWebhooks, webhooks } from '../../../src/http/webhook.ts'
import { slowReceivers } from '../../support/slow-receivers.ts'
import { toy } from '../../support/toy-provider.ts'
import { startToy } from '../../support/toy-world.ts'

const OK: Answered = { kind: 'answered', status: 200, headers: {}, body: '' }
const DOWN: Answered = { kind: 'answered', status: 500, headers: { 'x-from': 'receiver' }, body: 'out of order' }
const status_url = 'http://localhost/status'

const statusOf = ({ body }: OutboundRequest) => new URLSearchParams(String(body)).get('status')

/** The toy provider with other webhook calls. */
const owing = (change: (call: OutboundCall) => OutboundCall, more: Partial<Provider> = {}): Provider => ({
  ...toy,
  consequences: toy.consequences.map(({ kind, follow }) => ({
    kind,
    follow: (event, world) => (follow(event, world) as readonly OutboundCall[] | undefined)?.map(change),
  })),
  ...more,
})

describe('a webhook', () => {
  test('goes out once what it tells has happened, never inside the call that led to it', async () => {
    const { send, sent, advance } = startToy()
    const { body } = await send({ status_url })
    expect(sent).toEqual([])
    await advance(0.999)
    expect(sent).toEqual([])
    await advance(0.001)
    expect(sent).toEqual([
      {
        url: status_url,
        method: 'POST',
        headers: { 'user-agent': 'textbed', 'content-type': 'application/x-www-form-urlencoded' },
        body: `id=${body.id}&status=sent`,
        timeout: 5000,
      },
    ])
    await advance(2)
    expect(sent.map(statusOf)).toEqual(['sent', 'arrived'])
  })

  test('is tried again at the times of its schedule, on the clock of the world, and then given up', async () => {
    const provider = owing((call) => ({ ...call, queue: undefined }))
    const { send, advance, journal, world } = startToy({ provider, send: () => DOWN })
    await send({ status_url })
    const begin = world.now
    await advance(3600)
    const attempts = journal('webhook.attempted').filter(({ webhook }) => webhook === 'W1')
    expect(attempts.map(({ at, attempt }) => [(at - begin) / 1000, attempt])).toEqual([
      [1, 1],
      [61, 2],
      [361, 3],
    ])
    expect(journal('webhook.given_up')).toMatchObject([
      { webhook: 'W1', provider: 'toy', event: 'status', url: status_url, attempts: 3, cause: attempts[2]!.id },
      { webhook: 'W2', attempts: 3 },
    ])
    expect(owedWebhooks(world)).toEqual([])
  })

  test('is done with the first good answer', async () => {
    let tries = 0
    const { send, sent, advance } = startToy({ send: () => (++tries === 2 ? OK : DOWN) })
    await send({ status_url })
    await advance(100)
    expect(sent.map(statusOf)).toEqual(['sent', 'sent', 'arrived'])
  })

  test('of a queue waits for the one before it, however long that takes', async () => {
    let up = false
    const { send, sent, advance, world } = startToy({ send: () => (up ? OK : DOWN) })
    const begin = world.now
    await send({ status_url })
    await advance(30)
    expect(sent.map(statusOf)).toEqual(['sent'])
    up = true
    await advance(31)
    expect(sent.map(statusOf)).toEqual(['sent', 'sent', 'arrived'])
    expect(world.now - begin).toBe(61_000)
  })

  test('of a queue goes out after the one before it was given up', async () => {
    const { send, sent, advance } = startToy({ send: (request) => (statusOf(request) === 'sent' ? DOWN : OK) })
    await send({ status_url })
    await advance(361)
    expect(sent.map(statusOf)).toEqual(['sent', 'sent', 'sent', 'arrived'])
  })

  test('of a queue waits for the first try alone of one that is retried aside', async () => {
    const provider = owing((call) => ({ ...call, retriesAside: true }))
    let tries = 0
    const { send, sent, advance, world } = startToy({ provider, send: () => (++tries === 1 ? DOWN : OK) })
    await send({ status_url })
    await advance(361)
    expect(sent.map(statusOf)).toEqual(['sent', 'arrived', 'sent'])
    expect(owedWebhooks(world)).toEqual([])
  })

  test('of another queue waits for nobody', async () => {
    const { send, sent, advance } = startToy({ send: ({ url }) => (url.endsWith('/slow') ? DOWN : OK) })
    await send({ status_url: 'http://localhost/slow' })
    await send({ status_url: 'http://localhost/quick' })
    await advance(10)
    expect(sent.map(({ url }) => url.split('/').at(-1))).toEqual(['slow', 'quick', 'quick'])
  })

  test.each([
    ['any 2xx', 200, 1],
    ['any 2xx', 204, 1],
    ['any 2xx', 299, 1],
    ['any 2xx', 300, 3],
    ['any 2xx', 199, 3],
    ['any 2xx', 302, 3],
    ['any 2xx', 404, 3],
    ['only 200', 200, 1],
    ['only 200', 204, 3],
    ['only 200', 201, 3],
  ] as const)('that takes %s for success is tried after %i: %i times', async (success, status, tries) => {
    const provider = owing((call) => ({ ...call, success, queue: undefined }))
    const { send, sent, advance } = startToy({ provider, send: () => ({ ...OK, status }) })
    await send({ status_url })
    await advance(400)
    expect(sent.filter((request) => statusOf(request) === 'sent')).toHaveLength(tries)
  })

  test('without an answer is tried again, and one that can never go out is not', async () => {
    let outcome: Outcome = { kind: 'too_slow', why: 'no answer within 5 s' }
    const { send, sent, advance, journal } = startToy({ send: () => outcome })
    await send({ status_url })
    await advance(1)
    outcome = { kind: 'impossible', why: 'not a URL' }
    await advance(60)
    expect(sent.map(statusOf)).toEqual(['sent', 'sent', 'arrived'])
    expect(journal('webhook.attempted').map((entry) => [entry['answered'], entry['error'], entry['ok']])).toEqual([
      [null, 'no answer within 5 s', false],
      [null, 'not a URL', false],
      [null, 'not a URL', false],
    ])
    expect(journal('webhook.given_up')).toMatchObject([{ attempts: 2 }, { attempts: 1 }])
  })

  test('has one line in the journal per attempt, with what was sent and what was answered', async () => {
    const { send, advance, journal } = startToy({ send: () => DOWN })
    const { body } = await send({ status_url })
    await advance(1)
    expect(journal('webhook.owed')).toMatchObject([
      { webhook: 'W1', provider: 'toy', event: 'status', url: status_url },
    ])
    expect(journal('webhook.attempted')).toMatchObject([
      {
        webhook: 'W1',
        attempt: 1,
        sent: { method: 'POST', url: status_url, parameters: { id: body.id, status: 'sent' } },
        answered: { status: 500, headers: { 'x-from': 'receiver' }, body: 'out of order' },
        error: null,
        ok: false,
      },
    ])
  })

  test('keeps of a long answer what a person can read', async () => {
    const { send, advance, journal } = startToy({ send: () => ({ ...OK, body: 'x'.repeat(100_000) }) })
    await send({ status_url })
    await advance(1)
    expect((journal('webhook.attempted')[0]!['answered'] as Answered).body).toHaveLength(4096)
  })

  test('keeps of an answer no date of the wall clock: the same calls give the same journal', async () => {
    const headers = { date: 'Thu, 01 Jan 2026 00:00:00 GMT', 'x-from': 'receiver' }
    const { send, advance, journal } = startToy({ send: () => ({ ...OK, headers }) })
    await send({ status_url })
    await advance(1)
    expect(journal('webhook.attempted')[0]!['answered']).toEqual({
      status: 200,
      headers: { 'x-from': 'receiver' },
      body: '',
    })
  })

  test('shows parameters that come more than once as a list', async () => {
    const provider = owing((call) => ({
      ...call,
      body: {
        form: [
          ['a', '1'],
          ['b', '2'],
          ['a', '3'],
          ['__proto__', '4'],
        ],
      },
    }))
    const { send, sent, advance, journal } = startToy({ provider })
    await send({ status_url })
    await advance(1)
    expect(sent[0]!.body).toBe('a=1&b=2&a=3&__proto__=4')
    expect(JSON.stringify(journal('webhook.attempted')[0]!['sent'])).toContain(
      '"parameters":{"a":["1","3"],"b":"2","__proto__":"4"}',
    )
  })

  test.each([
    ['http://localhost/status', 'http://localhost/status?a=1&b=x+y'],
    ['http://localhost/status?c=2', 'http://localhost/status?c=2&a=1&b=x+y'],
  ])('that is a GET has its parameters in the address: %s', async (url, expected) => {
    const provider = owing((call) => ({
      ...call,
      url,
      method: 'GET',
      body: {
        form: [
          ['a', '1'],
          ['b', 'x y'],
        ],
      },
    }))
    const { send, sent, advance } = startToy({ provider })
    await send({ status_url })
    await advance(1)
    expect(sent[0]).toMatchObject({ method: 'GET', url: expected, body: null })
  })

  test('without parameters is a GET of the address alone', async () => {
    const url = 'http://localhost/status#top'
    const provider = owing((call) => ({ ...call, url, method: 'GET', body: { form: [] } }))
    const { send, sent, advance } = startToy({ provider })
    await send({ status_url })
    await advance(1)
    expect(sent[0]).toMatchObject({ method: 'GET', url: 'http://localhost/status', body: null })
  })

  test('is kept when it is done with: the last 1,000 that were made, and the last 1,000 that were given up', async () => {
    const provider = owing((call) => ({ ...call, retryAfter: [], queue: undefined }))
    const { send, advance, world } = startToy({ provider, send: ({ url }) => (url.endsWith('/gone') ? DOWN : OK) })
    await send({ status_url: 'http://localhost/gone' })
    await advance(10)
    for (let count = 0; count < 501; count++) await send({ status_url })
    await advance(10)
    const kept = () => world.collection(webhooks).all()
    expect([kept().length, kept().at(0)!.id, kept().at(2)!.id, kept().at(-1)!.id]).toEqual([1002, 'W1', 'W5', 'W1004'])
    await resendWebhook(world, world.collection(webhooks).get('W5')!)
    expect(world.collection(webhooks).get('W5')).toMatchObject({ done: 'made', attempts: 2 })
  })

  test('is signed anew at each attempt', async () => {
    let signatures = 0
    const provider = owing((call) => call, { sign: () => ({ 'x-signature': `s${++signatures}` }) })
    const { send, sent, advance } = startToy({ provider, send: () => DOWN })
    await send({ status_url })
    await advance(61)
    expect(sent.map(({ headers }) => headers['x-signature'])).toEqual(['s1', 's2'])
  })

  test.each<[what: string, body: OutboundCall['body'], type: string, sent: string | Uint8Array, told: string]>([
    ['a JSON value', { json: { a: ['b', 1, null] } }, 'application/json', '{"a":["b",1,null]}', '{"a":["b",1,null]}'],
    ['text', { text: '<a>ü</a>', type: 'text/xml' }, 'text/xml', '<a>ü</a>', '<a>ü</a>'],
    ['bytes', { base64: 'AAH/', type: 'image/png' }, 'image/png', Buffer.from([0, 1, 255]), '3 bytes'],
  ])('carries %s by any method', async (_what, body, type, carried, told) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'GET']) {
      const provider = owing((call) => ({ ...call, method, body, headers: { 'x-a': 'b' } }))
      const { send, sent, advance, journal } = startToy({ provider })
      await send({ status_url })
      await advance(1)
      const headers = { 'user-agent': 'textbed', 'content-type': type, 'x-a': 'b' }
      expect(sent).toEqual([{ url: status_url, method, headers, body: carried, timeout: 5000 }])
      expect(journal('webhook.attempted')[0]!['sent']).toEqual({
        method,
        url: status_url,
        headers,
        parameters: {},
        body: told,
      })
    }
  })

  test('carries parameters as a form by any method that has a body', async () => {
    for (const [method, url, body] of [
      ['PUT', status_url, 'a=1'],
      ['DELETE', status_url, 'a=1'],
      ['HEAD', `${status_url}?a=1`, null],
    ]) {
      const provider = owing((call) => ({ ...call, method: method!, body: { form: [['a', '1']] } }))
      const { send, sent, advance } = startToy({ provider })
      await send({ status_url })
      await advance(1)
      expect(sent[0]).toMatchObject({ method, url, body })
    }
  })

  test('may carry nothing, and then says nothing of it', async () => {
    const provider = owing((call) => ({ ...call, body: undefined }))
    const { send, sent, advance } = startToy({ provider })
    await send({ status_url })
    await advance(1)
    expect(sent[0]).toMatchObject({ method: 'POST', headers: { 'user-agent': 'textbed' }, body: null })
    expect(sent[0]!.headers).not.toHaveProperty('content-type')
  })

  test('carries on in a copy of its world', async () => {
    const body = { base64: 'AAH/', type: 'image/png' }
    const provider = owing((call) => ({ ...call, method: 'PUT', body }))
    const { send, sent, advance, simulator } = startToy({ provider, send: () => DOWN })
    await send({ status_url })
    await advance(1)
    const state = await simulator.readWorld(JSON.parse(JSON.stringify(simulator.get('toy'))))
    const copy = simulator.worlds.restore(simulator.create({ id: 'copy' }).id, state)
    await copy.clock.advanceTo(copy.now + 60_000)
    expect(sent.map((request) => ({ ...request, headers: undefined }))).toEqual([
      { url: status_url, method: 'PUT', body: Buffer.from([0, 1, 255]), timeout: 5000 },
      { url: status_url, method: 'PUT', body: Buffer.from([0, 1, 255]), timeout: 5000 },
    ])
  })

  test('tells its provider what became of each attempt: whether it is gone, broken, or not there at all', async () => {
    const outcomes: Outcome[] = [
      { ...DOWN, status: 410 },
      { kind: 'refused', why: 'nobody listens' },
      DOWN,
      { kind: 'not_allowed', why: 'too far' },
    ]
    const heard: unknown[] = []
    const provider = owing((call) => ({ ...call, retryAfter: [1000, 1000] }), {
      onOutcome({ call, number, last, ok, outcome }, world) {
        const still = owedWebhooks(world).length
        const what = outcome.kind === 'answered' ? outcome.status : outcome.kind
        heard.push([new URLSearchParams((call.body as { form: [] }).form).get('status'), number, last, ok, what, still])
        return []
      },
    })
    const { send, advance, journal } = startToy({ provider, send: () => outcomes.shift() ?? OK })
    await send({ status_url })
    await advance(10)
    expect(heard).toEqual([
      ['sent', 1, false, false, 410, 1],
      ['sent', 2, false, false, 'refused', 1],
      ['sent', 3, true, false, 500, 1],
      ['arrived', 1, true, false, 'not_allowed', 0],
    ])
    expect(journal('webhook.attempted').map((entry) => [entry['outcome'], entry['error'], entry['ok']])).toEqual([
      ['answered', null, false],
      ['refused', 'nobody listens', false],
      ['answered', null, false],
      ['not_allowed', 'too far', false],
    ])
  })

  test.each<[outcome: Outcome, tries: number]>([
    [{ kind: 'refused', why: 'no' }, 3],
    [{ kind: 'unreachable', why: 'no' }, 3],
    [{ kind: 'broken_off', why: 'no' }, 3],
    [{ kind: 'too_slow', why: 'no' }, 3],
    [{ kind: 'not_allowed', why: 'no' }, 1],
    [{ kind: 'impossible', why: 'no' }, 1],
  ])('of which it is said %j is tried %i times', async (outcome, tries) => {
    const { send, sent, advance } = startToy({ send: (request) => (statusOf(request) === 'sent' ? outcome : OK) })
    await send({ status_url })
    await advance(400)
    expect(sent.filter((request) => statusOf(request) === 'sent')).toHaveLength(tries)
  })

  test('tells the provider of its good answer, or that it was given up, and is followed by what is owed then', async () => {
    const answers: (string | null)[] = []
    const provider = owing((call) => ({ ...call, queue: undefined, retryAfter: [], about: { id: 1 } }), {
      onOutcome({ call, ok, outcome }) {
        const answer = ok ? outcome.body : ''
        answers.push(`${call.event} ${answer || 'nothing'}`)
        return call.event === 'status' ? [{ ...call, event: 'follow-up', body: { form: [['re', answer]] } }] : []
      },
    })
    const { send, advance, journal } = startToy({
      provider,
      send: ({ body }) => (String(body).includes('arrived') ? DOWN : { ...OK, body: 'thanks' }),
    })
    await send({ status_url })
    await advance(10)
    expect(answers).toEqual(['status thanks', 'follow-up thanks', 'status nothing', 'follow-up thanks'])
    const attempts = journal('webhook.attempted')
    const owed = journal('webhook.owed').filter(({ event }) => event === 'follow-up')
    expect(owed.map(({ cause }) => attempts.find(({ id }) => id === cause)?.['event'])).toEqual(['status', 'status'])
  })
})

test('every line leads back to the call that caused it all', async () => {
  const { send, advance, journal, call, world } = startToy({
    async send(request) {
      // The receiver calls back while it is being called.
      if (statusOf(request) === 'sent')
        await call('POST', '/toy/messages', { body: { to: '+250788000000', text: 'reply' } })
      return OK
    },
  })
  await send({ status_url })
  await advance(5)
  const chain = (id: number): string[] => {
    const entry = world.journal.get(id)!
    const name = entry.type === 'delivery.changed' ? String(entry['state']) : entry.type
    return [...(entry.cause === null ? [] : chain(entry.cause)), name]
  }
  const reply = journal('message.created').find(({ text }) => text === 'reply')!
  const root = ['call', 'message.created', 'queued', 'sent', 'delivery.reported', 'webhook.owed', 'webhook.attempted']
  expect(chain(reply.id)).toEqual([...root, 'call', 'message.created'])
  const arrival = journal('delivery.changed').find(
    ({ message, state }) => message === reply['message'] && state === 'delivered',
  )!
  expect(chain(arrival.id)).toEqual([...root, 'call', 'message.created', 'queued', 'sent', 'delivered'])
  const attempts = journal('webhook.attempted')
  expect(chain(attempts[1]!.id)).toEqual([
    'call',
    'message.created',
    'queued',
    'sent',
    'delivered',
    'delivery.reported',
    'webhook.owed',
    'webhook.attempted',
  ])
})

test('a call that comes while several receivers are at work is caused by the latest attempt', async () => {
  const answers: ((answer: Answered) => void)[] = []
  const { send, sent, journal, call, world } = startToy({
    send: () => new Promise<Answered>((resolve) => answers.push(resolve)),
  })
  // The clock follows real time: nobody waits for the receivers.
  for (let index = 0; index < 3; index++) await send({ status_url: `${status_url}/${index}` })
  await world.clock.catchUp(world.now + 1000)
  expect(sent).toHaveLength(3)
  const attempts = journal('webhook.attempted').map(({ id }) => id)
  await call('GET', '/toy/messages')
  expect(journal('call').at(-1)!.cause).toBe(attempts[2])
  // Once that one has been answered, the latest of those still under way is blamed; once all have, nobody is.
  answers[2]!(OK)
  await new Promise(setImmediate)
  await call('GET', '/toy/messages')
  expect(journal('call').at(-1)!.cause).toBe(attempts[1])
  for (const answer of answers) answer(OK)
  await new Promise(setImmediate)
  await call('GET', '/toy/messages')
  expect(journal('call').at(-1)!.cause).toBeNull()
})

test('a queued webhook is caused by what it tells, not by the one that it waited for', async () => {
  let up = false
  const { send, advance, journal, world } = startToy({ send: () => (up ? OK : DOWN) })
  await send({ status_url })
  await advance(10)
  up = true
  await advance(60)
  const last = journal('webhook.attempted').at(-1)!
  expect(last['sent']).toMatchObject({ parameters: { status: 'arrived' } })
  expect(world.journal.get(last.cause!)).toMatchObject({ type: 'webhook.owed', webhook: 'W2' })
})

test('a retry is caused by the attempt before it', async () => {
  const { send, advance, journal } = startToy({ send: () => DOWN })
  await send({ status_url })
  await advance(61)
  const [first, second] = journal('webhook.attempted')
  expect(second!.cause).toBe(first!.id)
})

describe('a world that ends while a webhook is under way', () => {
  test.each(['reset', 'delete', 'restore'] as const)('(%s) does not hear its answer', async (how) => {
    let answer!: (answer: Answered) => void
    let begun!: () => void
    const beginning = new Promise<void>((resolve) => (begun = resolve))
    const { send, advance, simulator, world } = startToy({
      send() {
        begun()
        return new Promise<Answered>((resolve) => (answer = resolve))
      },
    })
    const fresh = world.state()
    await send({ status_url })
    const advancing = advance(10)
    await beginning
    if (how === 'restore') simulator.worlds.restore('toy', fresh)
    else simulator.worlds[how]('toy')
    const after = simulator.worlds.find('toy')
    const before = JSON.stringify(after?.state())
    answer(OK)
    await expect(advancing).rejects.toMatchObject({ reason: 'gone' })
    expect(JSON.stringify(after?.state())).toBe(before)
    expect(after?.clock.pending() ?? []).toEqual([])
    expect(after?.attempting.size ?? 0).toBe(0)
  })
})

test('a fork made while an attempt is under way makes the attempt itself', async () => {
  let answer!: (answer: Answered) => void
  let begun!: () => void
  const beginning = new Promise<void>((resolve) => (begun = resolve))
  let first = true
  const { send, sent, advance, simulator } = startToy({
    send() {
      if (!first) return OK
      first = false
      begun()
      return new Promise<Answered>((resolve) => (answer = resolve))
    },
  })
  await send({ status_url })
  const advancing = advance(10)
  await beginning
  const fork = simulator.worlds.fork('toy', 'fork')
  await fork.clock.runUntilIdle()
  expect(sent.map(statusOf)).toEqual(['sent', 'sent', 'arrived'])
  answer(OK)
  await advancing
  expect(sent.map(statusOf)).toEqual(['sent', 'sent', 'arrived', 'arrived'])
})

/** Ten texts, whose states are told to receivers that take so long; answers what an advance of 30 s comes to. */
async function sendTen(took: (request: OutboundRequest) => number, provider = owing((call) => call)) {
  const receivers = slowReceivers(took)
  const started = startToy({ provider, send: receivers.send })
  for (let index = 0; index < 10; index++)
    await started.send({ status_url: `http://${index % 2 === 0 ? 'even' : 'odd'}.test/${index}` })
  return { ...started, ...receivers }
}
/** Every other receiver hangs. */
const hangs = ({ url }: OutboundRequest) => (url.startsWith('http://even.test/') ? Infinity : 10)
const to = (name: string) => (entry: Record<string, unknown>) => String(entry['url']).includes(name)

/** The first attempt hangs; of the others this one is answered first. */
const hangsOnce = (quick: string) => {
  let first = true
  return ({ url }: OutboundRequest) => {
    if (!first) return url.endsWith(quick) ? 10 : 900
    first = false
    return Infinity
  }
}

describe('a receiver that hangs', () => {
  test('costs its whole time once, and not once per message', async () => {
    const { advance, sent, spent } = await sendTen(() => Infinity)
    await advance(30)
    // Two receivers, five seconds each; then a second for the four messages that each of them is still owed.
    expect(spent()).toBe(2 * 5000 + 1000)
    expect(sent.map(({ timeout }) => timeout)).toEqual([5000, 5000, ...Array.from({ length: 8 }, () => 1000)])
  })

  test('is given half as long at each later moment, and never less than a tenth of a second', async () => {
    const provider = owing((call) => ({ ...call, queue: undefined, retryAfter: [1000, 1000, 1000, 1000, 1000] }))
    const { send, advance, sent } = startToy({ provider, send: slowReceivers(() => Infinity).send })
    await send({ status_url })
    await advance(6)
    expect(sent.filter((one) => statusOf(one) === 'sent').map(({ timeout }) => timeout)).toEqual([
      5000, 1000, 500, 250, 125, 100,
    ])
  })

  test('is the only one that has to hurry', async () => {
    const { advance, journal, spent } = await sendTen(hangs)
    await advance(30)
    const attempts = journal('webhook.attempted')
    expect(attempts.filter(to('odd')).every(({ ok }) => ok === true)).toBe(true)
    expect(attempts.filter(to('odd'))).toHaveLength(10)
    expect(attempts.filter(to('even')).map(({ error }) => error)).toEqual([
      'no answer within 5 s',
      ...Array.from(
        { length: 4 },
        () =>
          'no answer within 1 s, which is all that a receiver is given that let its whole time pass earlier in the same advance',
      ),
    ])
    // Of the ten quick answers one is waited for while the receiver that hangs has its second.
    expect(spent()).toBe(5000 + 1000 + 9 * 10)
  })

  test('has its whole time again once it has answered', async () => {
    let asked = 0
    const provider = owing((call) => ({ ...call, retryAfter: [1000] }))
    const receivers = slowReceivers(() => [Infinity, 900, 4000][asked++]!)
    const { send, advance, sent, journal } = startToy({ provider, send: receivers.send })
    await send({ status_url })
    await advance(10)
    expect(sent.map(({ timeout }) => timeout)).toEqual([5000, 1000, 5000])
    expect(journal('webhook.attempted').map(({ ok }) => ok)).toEqual([false, true, true])
  })

  test('has its whole time again in the next advance', async () => {
    const { send, advance, sent } = startToy({ send: slowReceivers(() => Infinity).send })
    await send({ status_url })
    await advance(2)
    await advance(60)
    expect(sent.map(({ timeout }) => timeout)).toEqual([5000, 5000])
  })

  test('delays nobody, and has its whole time, where the clock follows real time', async () => {
    const { world, send, sent } = startToy({ send: slowReceivers(() => Infinity).send })
    await send({ status_url })
    await send({ status_url })
    await world.clock.catchUp(world.now + 1000)
    expect(sent.map(({ timeout }) => timeout)).toEqual([5000, 5000])
  })

  test('changes nothing where receivers do answer: whoever is slow and whoever is quick, the journal is the same', async () => {
    const journals = new Set<string>()
    for (const took of [() => 0, () => 4999, hangs, ({ url }: OutboundRequest) => (Number(url.at(-1)) * 1733) % 4999]) {
      const { advance, journal } = await sendTen((request) => Math.min(4999, took(request)))
      await advance(30)
      journals.add(JSON.stringify(journal()))
    }
    expect(journals.size).toBe(1)
  })

  test('is heard in the order of its messages, whichever is answered first', async () => {
    const journals = new Set<string>()
    for (const quick of ['2', '4', '6', '8']) {
      const { advance, journal } = await sendTen(hangsOnce(quick))
      await advance(30)
      journals.add(JSON.stringify(journal()))
    }
    expect(journals.size).toBe(1)
  })
})
