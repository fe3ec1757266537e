import { type IncomingMessage, request as open } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { JOURNAL_KEEPS } from '../../../src/core/journal.ts'
import { type ToyWorld, serveToy, startToyWorld } from './start-toy.ts'

interface ServerEvent {
  name: string
  id: string
  data: any
}

/** One who follows a journal over a connection of its own. */
class Reader {
  readonly events: ServerEvent[] = []
  status = 0
  headers: IncomingMessage['headers'] = {}
  ended = false
  /** What came besides events. */
  comments = 0
  lastId = ''
  #text = ''
  #tell = () => {}
  readonly #request

  constructor(world: Pick<ToyWorld, 'url' | 'id'>, query = '', headers: Record<string, string> = {}, method = 'GET') {
    this.#request = open(`${world.url}/_textbed/worlds/${world.id}/events${query}`, { method, headers, agent: false })
    this.#request.on('error', () => this.#tell()).end()
  }

  /** Begins to read; answers once the head is there. */
  async opened(): Promise<this> {
    const answer = await new Promise<IncomingMessage>((resolve) => this.#request.on('response', resolve))
    this.status = answer.statusCode!
    this.headers = answer.headers
    this.answer = answer
    answer.setEncoding('utf8')
    answer.on('data', (text: string) => this.#read(text))
    answer.on('close', () => {
      this.ended = true
      this.#tell()
    })
    return this
  }

  answer: IncomingMessage | undefined

  #read(text: string): void {
    this.#text += text
    for (let end = this.#text.indexOf('\n\n'); end !== -1; end = this.#text.indexOf('\n\n')) {
      const block = this.#text.slice(0, end).split('\n')
      this.#text = this.#text.slice(end + 2)
      const value = (name: string) => block.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
      this.lastId = value('id') ?? this.lastId
      const data = value('data')
      if (data !== undefined)
        this.events.push({ name: value('event') ?? 'message', id: this.lastId, data: JSON.parse(data) })
      else this.comments++
    }
    this.#tell()
  }

  async until(isThere: (events: ServerEvent[]) => boolean): Promise<ServerEvent[]> {
    while (!isThere(this.events) && !this.ended) await new Promise<void>((resolve) => (this.#tell = resolve))
    return this.events
  }

  /** Once it is begun, what happens is told. */
  async begun(): Promise<this> {
    await this.opened()
    while (this.lastId === '') await new Promise<void>((resolve) => (this.#tell = resolve))
    return this
  }

  async end(): Promise<ServerEvent[]> {
    while (!this.ended) await new Promise<void>((resolve) => (this.#tell = resolve))
    return this.events
  }

  leave(): void {
    this.#request.destroy()
  }
}

const readers: Reader[] = []
const follow = (...given: ConstructorParameters<typeof Reader>): Promise<Reader> => {
  const reader = new Reader(...given)
  readers.push(reader)
  return reader.begun()
}

afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave()
})

const types = (events: readonly ServerEvent[]) =>
  events.map(({ name, data }) => (name === 'message' ? data.type : name))
const isType = (type: string) => (events: ServerEvent[]) => types(events).includes(type)

test('what happens is told as it happens, as the journal shows it', async () => {
  const world = await startToyWorld()
  await world.send({ text: 'before' })
  const reader = await follow(world)
  expect(reader.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })

  await world.send({ text: 'hello' })
  await world.advance(60)
  await reader.until(isType('webhook.attempted'))
  await reader.until((events) => events.some(({ name }) => name === 'amended'))
  const { entries } = (await world.admin('GET', `/journal?after=${reader.events[0]!.data.id - 1}`)).body
  const told = new Map(reader.events.map(({ data }) => [data.id, data]))
  expect([...told.values()]).toEqual(entries.slice(0, told.size))
  expect(reader.events[0]).toMatchObject({ data: { type: 'call', status: 201, body: { text: 'hello' } } })
})

/** The next message that is sent waits for the clock. */
async function delayOne(world: ToyWorld) {
  const fault = { match: 'toy.sendMessage', times: 1, effect: { kind: 'delay', by: 'PT1M' } }
  expect((await world.admin('POST', '/faults', fault)).status).toBe(201)
}

test('a call that is under way is told at once, and again once it is over', async () => {
  const world = await startToyWorld()
  await delayOne(world)
  const reader = await follow(world, '?type=call')
  const sent = world.send()
  await reader.until(({ length }) => length === 1)
  expect(reader.events).toMatchObject([{ name: 'message', data: { status: null } }])
  const { id } = reader.events[0]!.data
  expect(reader.lastId).toBe(`${id},${id}`)

  await world.advance(60)
  await sent
  await reader.until(({ length }) => length === 2)
  expect(reader.events[1]).toMatchObject({ name: 'amended', data: { id, status: 201 } })
})

test('only what is asked for is told, by the criteria of texts and the cause', async () => {
  const world = await startToyWorld()
  const reader = await follow(world, `?phone=${encodeURIComponent('+250 788 000 002')}&type=message.created`)
  await world.send({ text: 'to Anna' })
  await world.send({ to: '+250788000002', text: 'to Ben' })
  await reader.until(({ length }) => length > 0)
  expect(reader.events.map(({ data }) => data.text)).toEqual(reader.events.map(() => 'to Ben'))

  const { entries } = (await world.admin('GET', '/journal?type=call')).body
  const caused = await follow(world, `?after=0&limit=2&cause=${entries[0].id}`)
  expect((await caused.end()).slice(0, 2).every(({ data }) => data.text !== 'to Ben')).toBe(true)
})

describe('who comes back with Last-Event-ID', () => {
  test('is told what happened meanwhile, the ends of what was under way included', async () => {
    const world = await startToyWorld()
    await delayOne(world)
    const first = await follow(world, '?after=0')
    const delayed = world.send({ text: 'delayed' })
    await first.until(isType('call'))
    first.leave()

    await world.send({ text: 'meanwhile' })
    await world.advance(60)
    await delayed
    const second = await follow(world, '?after=0', { 'last-event-id': first.lastId })
    await second.until(isType('delivery.changed'))
    const { entries } = (await world.admin('GET', '/journal')).body
    const told = new Map([...first.events, ...second.events].map(({ data }) => [data.id, data]))
    expect([...told.keys()]).toEqual(entries.slice(0, told.size).map(({ id }: { id: number }) => id))
    expect(told.get(first.events[0]!.data.id)).toMatchObject({ status: 201, body: { text: 'delayed' } })
    expect(second.events.filter(({ name }) => name === 'message')[0]!.data.id).toBeGreaterThan(
      first.events.at(-1)!.data.id,
    )
  })

  test('is told of a gap where the journal has forgotten', async () => {
    const world = await startToyWorld()
    await world.send()
    const { journal } = world.world
    for (let more = 0; more < JOURNAL_KEEPS + 10; more++) journal.record('fault.met', { explanation: 'filler' }, 0)
    const reader = await follow(world, '?limit=1', { 'last-event-id': '2' })
    expect(await reader.end()).toMatchObject([
      { name: 'gap', id: String(journal.oldest - 1), data: { from: 3, to: journal.oldest - 1 } },
      { name: 'message', data: { id: journal.oldest } },
      { name: 'end' },
    ])
  })

  test('is told so where the world was begun anew since, and all that it holds by now', async () => {
    const world = await startToyWorld()
    await world.send()
    const reader = await follow(world, '?limit=1', { 'last-event-id': '5000,4998' })
    expect(await reader.end()).toMatchObject([
      { name: 'gap', data: { from: null, message: expect.stringMatching('begun anew') as string } },
      { name: 'message', data: { id: 1 } },
      { name: 'end' },
    ])
  })

  test.each(['nonsense', '1,x', '-1', '1e3', `1${'0'.repeat(400)}`, '1,'.repeat(50)])(
    '%s is refused where no event has such an id',
    async (id) => {
      const { status, body } = await fetchEvents(await startToyWorld(), { 'last-event-id': id })
      expect([status, body]).toEqual([400, expect.stringMatching('id of an event that was received here')])
    },
  )
})

async function fetchEvents(world: Pick<ToyWorld, 'url' | 'id'>, headers: Record<string, string>, query = '') {
  const answer = await fetch(`${world.url}/_textbed/worlds/${world.id}/events${query}`, { headers })
  return { status: answer.status, body: await answer.text() }
}

describe('the events end', () => {
  test.each([
    ['deleted', (world: ToyWorld) => world.admin('DELETE', '')],
    ['reset', (world: ToyWorld) => world.admin('POST', '/reset')],
    [
      'put back',
      async (world: ToyWorld) => world.admin('PUT', '/snapshot', (await world.admin('GET', '/snapshot')).body),
    ],
  ])('when the world is %s, after all that has happened in it', async (_what, act) => {
    const world = await startToyWorld()
    const reader = await follow(world)
    await world.send({ text: 'the last words' })
    await act(world)
    const events = await reader.end()
    expect(events.at(-1)).toMatchObject({ name: 'end', data: { message: expect.stringMatching('deleted') as string } })
    expect(types(events)).toContain('message.created')
  })

  test('when textbed stops, which waits for no reader', async () => {
    const running = await serveToy({})
    const world = await startToyWorld({ id: 'stops' }, running)
    const reader = await follow(world)
    await running.stop()
    expect(await reader.end()).toMatchObject([{ name: 'end', data: { message: 'textbed is being stopped.' } }])
  })

  test('after as many entries as were asked for', async () => {
    const world = await startToyWorld()
    await world.send()
    const reader = await follow(world, '?after=0&limit=2')
    expect(types(await reader.end())).toEqual(['call', expect.any(String), 'end'])
  })
})

test('a reader that takes nothing holds nobody up, costs no more than a buffer, and is told of the gap', async () => {
  const world = await startToyWorld()
  const slow = new Reader(world)
  readers.push(slow)
  await slow.opened()
  slow.answer!.pause()
  const quick = await follow(world, '?type=message.created')
  const { journal } = world.world
  // More than sockets hold, and more than the journal does.
  for (let round = 0; round < 40; round++) {
    for (let more = 0; more < JOURNAL_KEEPS / 20; more++)
      journal.record('fault.met', { explanation: 'x'.repeat(1000) }, 0)
    await turn()
  }
  await world.send({ text: 'still quick' })
  await quick.until(isType('message.created'))

  slow.answer!.resume()
  await slow.until(isType('call'))
  const gaps = slow.events.filter(({ name }) => name === 'gap')
  const numbers = slow.events.filter(({ name }) => name === 'message').map(({ data }) => data.id)
  const missed = gaps.reduce((sum, { data: { from, to } }) => sum + to - from + 1, 0)
  expect(missed).toBeGreaterThan(0)
  expect(numbers.length + missed).toBe(numbers.at(-1))
  for (const { data } of gaps) expect(numbers).toEqual(expect.arrayContaining([data.from - 1, data.to + 1]))
})

describe('manners:', () => {
  test('who asks for the head alone gets no events, and is no reader', async () => {
    const world = await startToyWorld()
    const reader = await new Reader(world, '', {}, 'HEAD').opened()
    await reader.end()
    expect([reader.status, reader.headers['content-type'], reader.events]).toEqual([200, 'text/event-stream', []])
    expect(world.world.readers).toBe(0)
  })

  test.each([
    ['application/json', 406],
    ['text/event-stream;q=0', 406],
    ['text/event-stream', 200],
    ['text/html, text/*;q=0.5', 200],
    ['application/json, */*;q=0.1', 200],
  ])('Accept: %s is answered with %i', async (accept, status) => {
    const world = await startToyWorld()
    await world.send()
    expect((await fetchEvents(world, { accept }, '?after=0&limit=1')).status).toBe(status)
  })

  test('one more reader than a world may have is refused, and let in once one has left', async () => {
    const world = await startToyWorld()
    const all = await Promise.all(Array.from({ length: 32 }, () => follow(world)))
    const refused = await fetchEvents(world, {})
    expect(refused.status).toBe(429)
    expect(refused.body).toMatch('32 follow the journal of this world already')
    all[0]!.leave()
    while (world.world.readers === 32) await turn()
    const late = await follow(world)
    expect(late.status).toBe(200)
  })

  test('an unknown world is 404, and an unknown name is told', async () => {
    const world = await startToyWorld()
    expect((await fetchEvents({ ...world, url: world.url, id: 'nobody' }, {})).status).toBe(404)
    expect((await fetchEvents(world, {}, '?typ=call')).body).toMatch('\\"typ\\" is not known here')
  })
})
