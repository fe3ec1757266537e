import { request as overHttp } from 'node:http'
import { connect } from 'node:net'
import * as Type from 'typebox'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { adminOf } from '../../../src/admin/index.ts'
import type { World } from '../../../src/core/world.ts'
import type { Provider } from '../../../src/http/api.ts'
import type { Call } from '../../../src/http/call.ts'
import { endpointsFor } from '../../../src/http/endpoint.ts'
import { Body, CallerGone, type Content, type Pieces } from '../../../src/http/message.ts'
import { documentOf } from '../../../src/http/openapi.ts'
import { type Running, start } from '../../../src/server/start.ts'
import { answerFitsSchema } from '../../support/fits-schema.ts'
import { rawCall } from '../../support/raw-call.ts'
import { toy } from '../../support/toy-provider.ts'
import { startToy } from '../../support/toy-world.ts'

let running: Running | undefined
afterEach(async () => {
  vi.restoreAllMocks()
  await running?.stop()
  running = undefined
})

/** The toy platform with one operation more, which answers with this. */
const withFile = (contentOf: (call: Call) => Content): Provider => ({
  ...toy,
  endpoints: [
    ...toy.endpoints,
    endpointsFor<World>()({
      id: 'toy.showFile',
      method: 'get',
      path: '/toy/file',
      tag: 'Files',
      summary: 'Shows a file.',
      returns: Type.String({ format: 'binary' }),
      returnsMedia: ['application/octet-stream'],
      handle: (call) => new Body('application/octet-stream', contentOf(call)),
    }),
  ],
})

async function serving(contentOf: (call: Call) => Content) {
  running = await start({ providers: [withFile(contentOf)], admin: adminOf, onAnswer: answerFitsSchema })
  const key = running.simulator.create({ id: 'toy' }).credentials['toy']!['key']!
  const headers = { authorization: `Bearer ${key}` }
  const { url } = running
  return {
    url: `${url}/toy/file`,
    headers,
    head: `GET /toy/file HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${headers.authorization}\r\n\r\n`,
    port: Number(new URL(url).port),
    isServing: async () => (await rawCall(`${url}/healthz`)).status === 200,
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Something that is waited for, and how to bring it about. */
function moment() {
  const made = { come: (): void => {} }
  const waiting = new Promise<void>((resolve) => (made.come = resolve))
  return { waiting, come: () => made.come() }
}

/** Lets the event loop turn until this is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn()
}

/** What a stream does until it ends, and whether it has. */
function watchedStream(make: () => Pieces) {
  const watched = { made: 0, ended: false, pieces }
  async function* pieces(): Pieces {
    try {
      for await (const piece of make()) {
        watched.made++
        yield piece
      }
    } finally {
      watched.ended = true
    }
  }
  return watched
}

async function* forEver(piece: string | Uint8Array): Pieces {
  for (;;) yield piece
}

const untilAborted = ({ request: { signal } }: Call) =>
  new Promise<void>((resolve) => {
    signal!.addEventListener('abort', () => resolve(), { once: true })
  })

describe('bytes', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)

  test('travel as they are, with their length and media type', async () => {
    const { url, headers } = await serving(() => bytes)
    const answer = await fetch(url, { headers })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-length')).toBe('256')
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
  })

  test('are told of by HEAD, and not sent', async () => {
    const { url, headers } = await serving(() => bytes)
    const answer = await rawCall(url, { method: 'HEAD', headers })
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/octet-stream', 'content-length': '256' },
      text: '',
    })
  })
})

test('what an answer is if it is no JSON, the document says', () => {
  const { world } = startToy()
  const { paths } = documentOf(
    withFile(() => ''),
    world,
  )
  expect(paths!['/toy/file']!.get!.responses!['200']).toEqual({
    description: 'As asked.',
    content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
  })
})

describe('an answer that comes in pieces', () => {
  test('is heard piece by piece, while the rest is still to be made', async () => {
    const { waiting, come } = moment()
    const { url, headers } = await serving(async function* () {
      yield 'first, '
      await waiting
      yield Buffer.from('then ')
      yield 'the rest'
    } as () => Pieces)
    const { body } = await fetch(url, { headers })
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
    expect(await reader.read()).toMatchObject({ value: 'first, ' })
    come()
    let rest = ''
    for (let read = await reader.read(); !read.done; read = await reader.read()) rest += read.value
    expect(rest).toBe('then the rest')
  })

  test('begins before its first piece is there', async () => {
    const { waiting, come } = moment()
    const { url, headers } = await serving(async function* () {
      await waiting
      yield 'late'
    } as () => Pieces)
    const answer = await fetch(url, { headers })
    expect(answer.status).toBe(200)
    come()
    expect(await answer.text()).toBe('late')
  })

  test('is not begun by HEAD', async () => {
    const stream = watchedStream(() => forEver('x'))
    const { url, headers } = await serving(stream.pieces)
    const answer = await rawCall(url, { method: 'HEAD', headers })
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/octet-stream' }, text: '' })
    expect(stream.made).toBe(0)
  })

  test('is made no faster than it is taken, and ends when the caller goes', async () => {
    const stream = watchedStream(() => forEver(Buffer.alloc(65_536)))
    const { port, head } = await serving(stream.pieces)
    const socket = connect(port, '127.0.0.1').pause()
    socket.write(head)
    await until(() => stream.made > 0)
    let before = -1
    while (before !== stream.made) {
      before = stream.made
      for (let turns = 0; turns < 200; turns++) await turn()
    }
    expect(stream).toMatchObject({ ended: false })
    socket.destroy()
    await until(() => stream.ended)
    expect(stream.made).toBeLessThanOrEqual(before + 1)
  })

  test('that waits is told when the caller goes', async () => {
    const [begun, told] = [moment(), moment()]
    let reason: unknown
    const { port, head } = await serving(async function* (call: Call) {
      begun.come()
      await untilAborted(call)
      reason = call.request.signal!.reason
      told.come()
      yield 'to nobody'
    } as (call: Call) => Pieces)
    const socket = connect(port, '127.0.0.1')
    socket.write(head)
    await begun.waiting
    socket.destroy()
    await told.waiting
    expect(reason).toBeInstanceOf(CallerGone)
  })

  test.each<[string, () => Pieces, string]>([
    [
      'that throws',
      async function* () {
        yield 'so far so good'
        throw new Error('and then it broke')
      } as () => Pieces,
      'an answer broke off: Error: and then it broke',
    ],
    [
      'that throws before its first piece',
      () => ({
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('it broke at once')) }),
      }),
      'an answer broke off: Error: it broke at once',
    ],
    [
      'that cannot be begun',
      () => ({
        [Symbol.asyncIterator]() {
          throw new Error('there is nothing')
        },
      }),
      'an answer broke off: Error: there is nothing',
    ],
    [
      'whose pieces are no text and no bytes',
      async function* () {
        yield 7
      } as unknown as () => Pieces,
      'an answer broke off: TypeError',
    ],
  ])('%s cuts the connection, is told of, and ends nothing', async (_what, pieces, told) => {
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { url, headers, isServing } = await serving(pieces)
    await expect(fetch(url, { headers }).then((answer) => answer.text())).rejects.toThrow('terminated')
    expect(said.mock.calls.map(([line]) => String(line)).join('')).toContain(told)
    expect(await isServing()).toBe(true)
  })

  test('keeps nobody waiting, even where it never ends and has nothing to say', async () => {
    const stream = watchedStream(() => forEver(''))
    const { url, headers, isServing } = await serving(stream.pieces)
    const outgoing = overHttp(url, { headers, agent: false }).on('error', () => {})
    outgoing.end()
    await until(() => stream.made > 0)
    expect(await isServing()).toBe(true)
    outgoing.destroy()
    await until(() => stream.ended)
  })

  test('that waits behind another of its connection ends with the connection', async () => {
    const streams: ReturnType<typeof watchedStream>[] = []
    const { port, head } = await serving(() => {
      const stream = watchedStream(() => forEver(Buffer.alloc(65_536)))
      streams.push(stream)
      return stream.pieces()
    })
    const socket = connect(port, '127.0.0.1').pause()
    socket.write(head + head)
    await until(() => streams.length === 2 && streams.every(({ made }) => made > 0))
    expect(streams.map(({ ended }) => ended)).toEqual([false, false])
    socket.destroy()
    await until(() => streams.every(({ ended }) => ended))
  })

  test('that waits ends whole when textbed is stopped', async () => {
    const begun = moment()
    const { url, headers } = await serving(async function* (call: Call) {
      yield 'waiting'
      begun.come()
      await untilAborted(call)
      yield ', and no longer'
    } as (call: Call) => Pieces)
    const text = fetch(url, { headers }).then((answer) => answer.text())
    await begun.waiting
    await running!.stop()
    expect(await text).toBe('waiting, and no longer')
  })
})
