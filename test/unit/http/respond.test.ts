import * as Type from 'typebox'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../src/core/refusal.ts'
import type { World } from '../../../src/core/world.ts'
import type { Provider } from '../../../src/http/api.ts'
import { Call, type Dialect } from '../../../src/http/call.ts'
import { endpointsFor } from '../../../src/http/endpoint.ts'
import { type Fields, field, optional, withDefault } from '../../../src/http/field.ts'
import { Body, type HttpResponse, type Pieces, Reply } from '../../../src/http/message.ts'
import { PROBLEM_KINDS, Problem } from '../../../src/http/problem.ts'
import { respond } from '../../../src/http/respond.ts'
import { toy } from '../../support/toy-provider.ts'
import { startToy } from '../../support/toy-world.ts'

describe('what outranks what is the order of the stages', () => {
  const everythingWrong = { headers: { authorization: 'Bearer nobody' }, query: 'limit=x', body: 'not json' }

  test.each([
    ['credentials before the path', 'GET', '/toy/nowhere', everythingWrong, 401],
    ['the path before the method', 'POST', '/toy/nowhere', {}, 404],
    ['the method before the rate limit', 'DELETE', '/toy/messages', {}, 405],
    ['the query before the body', 'GET', '/toy/messages', { query: 'limit=x' }, 422],
    ['the body last', 'POST', '/toy/messages', { body: 'not json' }, 400],
  ])('%s', async (_name, method, path, given, status) => {
    expect((await startToy().call(method, path, given)).status).toBe(status)
  })

  test('another order is another outcome', async () => {
    const { stages } = toy.dialect
    const backwards: Provider = { ...toy, dialect: { ...toy.dialect, stages: stages.toReversed() } }
    const wrong = { headers: { authorization: 'Bearer nobody' }, body: 'not json' }
    expect((await startToy({ provider: toy }).call('POST', '/toy/messages', wrong)).status).toBe(401)
    // The fields are looked for before the body was taken apart.
    expect((await startToy({ provider: backwards }).call('POST', '/toy/messages', wrong)).status).toBe(422)
  })
})

describe('a call', () => {
  test('is answered by its endpoint', async () => {
    const { call, send } = startToy()
    const sent = await send()
    expect(sent).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/json' },
      body: { direction: 'out', status: 'waiting' },
    })
    expect(await call('GET', `/toy/messages/${sent.body.id}`)).toMatchObject({ status: 200, body: sent.body })
    expect(await call('GET', `/toy/messages/M0`)).toMatchObject({
      status: 404,
      body: { error: 'not_found', message: 'there is no message M0' },
    })
  })

  test('walks pages by their cursor', async () => {
    const { call, send } = startToy()
    const ids: string[] = []
    for (let index = 0; index < 5; index++) ids.unshift((await send()).body.id)
    const seen: string[] = []
    let query = 'limit=2'
    for (;;) {
      const { body } = await call('GET', '/toy/messages', { query })
      seen.push(...body.messages.map(({ id }: { id: string }) => id))
      if (body.next === null) break
      query = `limit=2&cursor=${body.next}`
    }
    expect(seen).toEqual(ids)
  })

  test('stands in the journal, with how it ended', async () => {
    const { call, send, journal } = startToy()
    await send()
    await call('GET', '/toy/messages/M0', { query: 'a=b' })
    await call('GET', '/toy/messages', { headers: { authorization: 'Bearer nobody' } })
    expect(journal('call')).toMatchObject([
      {
        provider: 'toy',
        operation: 'toy.sendMessage',
        method: 'POST',
        path: '/toy/messages',
        query: '',
        status: 201,
        refused: null,
      },
      {
        operation: 'toy.getMessage',
        method: 'GET',
        path: '/toy/messages/M0',
        query: 'a=b',
        status: 404,
        refused: '{"error":"not_found","message":"there is no message M0"}',
      },
    ])
  })

  test('stands in the journal with the beginning of a long refusal', async () => {
    const endpoint = {
      ...toy.endpoints[1]!,
      handle: () => {
        throw new Problem('invalid', 'x'.repeat(5000))
      },
    }
    const { call, journal } = startToy({ provider: { ...toy, endpoints: [endpoint] } })
    await call('GET', '/toy/messages/M1')
    expect(journal('call')[0]!['refused']).toBe(`{"error":"invalid","message":"${'x'.repeat(5000)}`.slice(0, 2000))
  })

  test('tells whoever runs the simulator what broke inside, and of no refusal', () => {
    const { simulator, world } = startToy()
    const errorOf = (broken: Error) => {
      const handle = () => {
        throw broken
      }
      const endpoint = { ...toy.endpoints[2]!, handle }
      const request = {
        method: 'GET',
        path: '/toy/messages',
        query: '',
        headers: { authorization: `Bearer ${world.credentials['toy']!['key']}` },
        body: null,
        bodyProblem: null,
        origin: '',
        ip: '',
      }
      const found = simulator.worlds.get(world.id)
      return (respond(new Call(toy, endpoint, request, {}, found)) as HttpResponse).error
    }
    const bug = new TypeError('oh')
    expect(errorOf(bug)).toBe(bug)
    for (const refusal of [
      new Problem('not_found', 'no'),
      new Problem('failed', 'as a fault rule wants it'),
      new Refusal('busy', 'no'),
    ])
      expect(errorOf(refusal)).toBeUndefined()
  })

  test('that is refused changes nothing', async () => {
    const toyWorld = startToy()
    const before = JSON.stringify(toyWorld.world.store.state())
    for (const body of [
      '{',
      '[]',
      'null',
      '"text"',
      {},
      { to: 1, text: 'x' },
      { to: '+1', text: '' },
      { to: ['+1'], text: {} },
    ]) {
      const { status } = await toyWorld.call('POST', '/toy/messages', { body })
      expect([400, 422]).toContain(status)
    }
    expect(JSON.stringify(toyWorld.world.store.state())).toBe(before)
  })
})

async function* inPieces(...pieces: (string | Uint8Array)[]): Pieces {
  yield* pieces
}

/** The toy platform, with an operation whose fields and manners are its own. */
const withEcho = (body: Fields, dialect: Partial<Dialect> = {}): Provider => ({
  ...toy,
  dialect: { ...toy.dialect, ...dialect },
  endpoints: [
    endpointsFor<World, { shouting?: boolean }>()({
      id: 'toy.echo',
      method: 'post',
      path: '/toy/echo',
      tag: 'Echo',
      summary: 'Says the same again.',
      body,
      returns: Type.Unknown(),
      manners: { shouting: true },
      handle: (call) => call.body,
    }),
  ],
})

describe('a field', () => {
  test('is told who asks, in which world, and what the query says', async () => {
    const who = field(Type.String(), (raw, _path, _issues, { world, caller, query }) => [
      raw,
      world.id,
      caller === world,
      query,
    ])
    const provider = withEcho({ who, maybe: optional(who), unless: withDefault(who, null) })
    const { call, world } = startToy({ provider })
    const said = (await call('POST', '/toy/echo', { body: { who: 'me', maybe: 'you' } })).body
    expect(said).toEqual({ who: ['me', world.id, true, {}], maybe: ['you', world.id, true, {}], unless: null })
  })
})

describe('a body', () => {
  test('may take its time to be taken apart', async () => {
    const provider = withEcho(
      { word: field(Type.String(), String) },
      { parseBody: () => new Promise((resolve) => setImmediate(() => resolve({ word: 'late' }))) },
    )
    const { call } = startToy({ provider })
    expect(await call('POST', '/toy/echo', { body: {} })).toMatchObject({ status: 200, body: { word: 'late' } })
  })

  test('that cannot be taken apart in the end is refused in the words of the platform', async () => {
    const provider = withEcho({}, { parseBody: () => Promise.reject(new Problem('malformed_body', 'half a form')) })
    const { call } = startToy({ provider })
    expect(await call('POST', '/toy/echo', { body: {} })).toMatchObject({
      status: 400,
      body: { error: 'malformed_body', message: 'half a form' },
    })
  })

  test('is taken apart as the manners of its operation say', async () => {
    const provider = withEcho(
      { word: field(Type.String(), String) },
      { parseBody: ({ endpoint }) => ({ word: endpoint.manners.shouting ? 'LOUD' : 'soft' }) },
    )
    const { call } = startToy({ provider })
    expect((await call('POST', '/toy/echo', { body: {} })).body).toEqual({ word: 'LOUD' })
  })
})

const handling = (handle: () => unknown, more: Partial<Provider> = {}) =>
  startToy({ provider: { ...toy, ...more, endpoints: [{ ...toy.endpoints[1]!, handle: handle as never }] } }).call(
    'GET',
    '/toy/messages/M1',
  )

describe('a handler may', () => {
  test.each([
    ['a value', () => ({ a: 1 }), { status: 200, body: { a: 1 } }],
    ['a promise of one', async () => ({ a: 1 }), { status: 200, body: { a: 1 } }],
    [
      'a reply of its own',
      () => new Reply(202, { a: 1 }, { 'x-toy': 'yes' }),
      { status: 202, headers: { 'x-toy': 'yes' }, body: { a: 1 } },
    ],
    [
      'a reply without a body',
      () => new Reply(302, null, { location: '/' }),
      { status: 302, headers: { location: '/' }, body: undefined },
    ],
    ['nothing', () => undefined, { status: 200, body: undefined }],
    ['text that is JSON already, as it is', () => new Body('application/json', '{"a":1}'), { body: { a: 1 } }],
    ['a word, as JSON', () => 'word', { status: 200, body: 'word' }],
    [
      'text of some other kind',
      () => new Body('text/csv', 'a,b\n'),
      { status: 200, headers: { 'content-type': 'text/csv' }, body: 'a,b\n' },
    ],
    [
      'bytes',
      () => new Body('application/octet-stream', Buffer.from('ab')),
      { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: 'ab' },
    ],
    [
      'one piece after the other',
      () => new Body('text/plain', inPieces('a', Buffer.from('b'), 'c')),
      { status: 200, headers: { 'content-type': 'text/plain' }, body: 'abc' },
    ],
    [
      'a reply whose body is no JSON',
      () => new Reply(203, new Body('text/plain', 'a'), { 'x-toy': 'yes' }),
      { status: 203, headers: { 'content-type': 'text/plain', 'x-toy': 'yes' }, body: 'a' },
    ],
    [
      'a reply whose headers say what it is',
      () => new Reply(200, { a: 1 }, { 'content-type': 'application/vnd.toy+json' }),
      { status: 200, headers: { 'content-type': 'application/vnd.toy+json' }, body: { a: 1 } },
    ],
    [
      'a refusal of the world',
      () => {
        throw new Refusal('exists', 'already')
      },
      { status: 409, body: { error: 'conflict', message: 'already' } },
    ],
    [
      'a refusal, late',
      async () => {
        throw new Refusal('unknown', 'nobody')
      },
      { status: 404, body: { message: 'nobody' } },
    ],
    [
      'a bug',
      () => {
        throw new TypeError('oh')
      },
      { status: 500, body: { error: 'failed', message: 'oh' } },
    ],
    [
      'a bug, late',
      async () => {
        throw new TypeError('oh')
      },
      { status: 500, body: { error: 'failed', message: 'oh' } },
    ],
    ['what cannot be written as JSON', () => ({ a: 1n }), { status: 500, body: { error: 'failed' } }],
  ])('answer with %s', async (_name, handle, expected) => {
    expect(await handling(handle)).toMatchObject(expected)
  })

  test.each(PROBLEM_KINDS)('say that it is %s, and the dialect words it', async (kind) => {
    const answer = await handling(() => {
      throw new Problem(kind, 'because')
    })
    expect(answer.body).toEqual({ error: kind, message: 'because' })
    expect(answer.status).toBeGreaterThanOrEqual(400)
  })

  test('have its answer dressed, and headers put on it', async () => {
    const dialect: Provider['dialect'] = {
      ...toy.dialect,
      dress: (body) => ({ wrapped: body }),
      headers: () => ({ 'x-toy': 'dressed' }),
    }
    expect(await handling(() => ({ a: 1 }), { dialect })).toMatchObject({
      headers: { 'x-toy': 'dressed' },
      body: { wrapped: { a: 1 } },
    })
  })
})
