import { describe, expect, test } from 'vitest'
import { request } from '../../support/world.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

/** Everything that can be seen of a world, without what is its own by name: id, credentials and addresses. */
async function everything({
  id,
  url,
  world,
  admin,
}: Pick<ToyWorld, 'id' | 'url' | 'world' | 'admin'>): Promise<string> {
  const [shown, snapshot, journal, faults, limits, plans] = await Promise.all(
    ['', '/snapshot', '/journal?limit=10000', '/faults', '/rate-limits', '/delivery-plans'].map(
      async (path) => (await admin('GET', path)).text,
    ),
  )
  const key = world.credentials['toy']!['key']!
  return [shown, snapshot, journal, faults, limits, plans]
    .join('\n')
    .replaceAll(key, '<key>')
    .replaceAll(`"${id}"`, '"<id>"')
    .replaceAll(url, '<url>')
}

const statusesAt = (world: ToyWorld) => world.receiver.received.map(({ form }) => `${form['id']} ${form['status']}`)

/** Calls of every kind, in one order. */
async function story(world: Omit<ToyWorld, 'receiver'>): Promise<string[]> {
  const answers: string[] = []
  const note = async (answer: Promise<{ status: number; text: string }>) => {
    const { status, text } = await answer
    answers.push(`${status} ${text}`)
  }
  await note(world.send())
  await note(
    world.admin('POST', '/faults', {
      match: 'toy.listMessages',
      times: 1,
      effect: { kind: 'problem', problem: 'unavailable' },
    }),
  )
  await note(world.admin('POST', '/rate-limits', { preset: 'toy' }))
  await note(
    world.admin('POST', '/delivery-plans', { text: 'late', steps: [{ after: 10, state: 'sent', spread: 100 }] }),
  )
  await note(world.call('GET', '/toy/messages'))
  await note(world.send({ text: 'late' }))
  await note(world.advance(2))
  await note(world.send({ text: '' }))
  await note(world.call('GET', '/toy/messages?limit=1'))
  await note(world.advance('idle'))
  return answers
}

describe('a snapshot', () => {
  test('put back and advanced gives the same events as without it', async () => {
    const world = await startToyWorld()
    world.receiver.answer = () => ({ status: 500 })
    await world.send()
    await world.advance(30)
    const snapshot = await world.admin('GET', '/snapshot')
    const first = await world.advance(400)
    await world.send({ text: 'only in the other future' })
    const back = await world.admin('PUT', '/snapshot', snapshot.body)
    expect(back).toMatchObject({ status: 200, body: { id: world.id, clock: { now: '2026-01-01T00:00:30.000Z' } } })
    expect((await world.admin('GET', '/snapshot')).text).toBe(snapshot.text)
    const second = await world.advance(400)
    expect(second.text).toBe(first.text)
    expect(
      first.body.events.filter(({ type }: { type: string }) => type === 'webhook.attempted').length,
    ).toBeGreaterThan(2)
  })

  test('can be put into another world, which keeps its credentials', async () => {
    const one = await startToyWorld()
    const { body: message } = await one.send()
    const two = await startToyWorld()
    const { body } = await one.admin('GET', '/snapshot')
    expect((await two.admin('PUT', '/snapshot', body)).status).toBe(200)
    expect((await two.call('GET', `/toy/messages/${message.id}`)).body).toEqual(message)
    await two.advance('idle')
    expect((await one.call('GET', `/toy/messages/${message.id}`)).body.status).toBe('waiting')
  })

  test.each<[string, (state: Record<string, any>) => void]>([
    ['without its clock', (state) => delete state['clock']],
    ['of another time', (state) => (state['clock'].now = 1e300)],
    ['with a clock that stands still', (state) => (state['clock'].speed = 0)],
    ['with a job that is none', (state) => state['clock'].jobs.push({ kind: 'x' })],
    ['with rows that are none', (state) => (state['rows']['toy.messages'] = { sequence: 1, rows: [{ id: 1 }] })],
    ['with an unknown mode', (state) => (state['clock'].mode = 'fast')],
    [
      'with a job that nobody runs',
      (state) => state['clock'].jobs.push({ sequence: 99, dueAt: 0, kind: 'x', payload: {}, cause: null }),
    ],
    ['with counters that do not count', (state) => (state['counters'] = { a: 'b' })],
  ])('%s is refused, and the world stays as it was', async (_name, spoil) => {
    const world = await startToyWorld()
    await world.send()
    const { text, body } = await world.admin('GET', '/snapshot')
    spoil(body.state)
    const answer = await world.admin('PUT', '/snapshot', body)
    expect(answer).toMatchObject({ status: 400 })
    expect(answer.body.error.message).toMatch(
      /^The snapshot is not one that a world gave: (at \/|nobody here runs jobs of kind "x").*Put back what GET …\/snapshot answered, unchanged\.$/,
    )
    expect((await world.admin('GET', '/snapshot')).text).toBe(text)
    expect((await world.send()).status).toBe(201)
  })
})

describe('a fork', () => {
  test('made half-way through a delivery with a retry pending goes on exactly as the old one', async () => {
    const world = await startToyWorld()
    world.receiver.answer = () => ({ status: 500, body: 'down' })
    await world.send()
    // The webhook of "sent" has failed once, and that of "arrived" waits for it.
    await world.advance(20)
    expect(world.receiver.received).toHaveLength(1)
    const { status, body } = await world.admin('POST', '/fork', { id: `${world.id}-fork` })
    expect(status).toBe(201)
    expect(body.credentials.toy.key).not.toBe(world.world.credentials['toy']!['key'])
    const fork = world.at(body.id)
    expect(await everything(fork)).toBe(await everything(world))
    const futures: string[] = []
    for (const one of [world, fork]) {
      const answers = [
        await one.advance(50),
        await one.send({ text: 'later' }),
        await one.advance('idle'),
        await one.call('GET', '/toy/messages'),
      ]
      futures.push(answers.map(({ text }) => text).join('\n'))
    }
    expect(futures[1]).toBe(futures[0])
    expect(await everything(fork)).toBe(await everything(world))
    const received = statusesAt(world).slice(1)
    expect(received.slice(received.length / 2)).toEqual(received.slice(0, received.length / 2))
  })

  test('shares no future with the old one', async () => {
    const world = await startToyWorld()
    const { body } = await world.admin('POST', '/fork')
    const fork = world.at(body.id)
    await fork.send()
    expect((await world.call('GET', '/toy/messages')).body.messages).toEqual([])
    expect((await fork.call('GET', '/toy/messages')).body.messages).toHaveLength(1)
  })
})

describe('a reset world', () => {
  test('equals a new one, byte for byte', async () => {
    const world = await startToyWorld({ profile: 'documented' })
    const fresh = await everything(await startToyWorld({ profile: 'documented' }))
    await story(world)
    await world.admin('PATCH', '/clock', { mode: 'auto' })
    const { status, body } = await world.admin('POST', '/reset')
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { clock: { now: '2026-01-01T00:00:00.000Z', pending: 0 } },
    })
    expect(await everything(world)).toBe(fresh)
    const again = await startToyWorld({ profile: 'documented' })
    expect(strip(await story(world), world)).toEqual(strip(await story(again), again))
  })

  test('does not hear the late answer to a webhook of before', async () => {
    const world = await startToyWorld()
    const fresh = await everything(await startToyWorld())
    let reset: Promise<string> | undefined
    world.receiver.answer = async () => {
      reset ??= world.admin('POST', '/reset').then(() => everything(world))
      await reset
      return { status: 500, body: 'too late' }
    }
    await world.send()
    const advanced = await world.advance(10)
    expect(advanced).toMatchObject({ status: 409, body: { error: { code: 'gone' } } })
    expect(await reset).toBe(fresh)
    expect(await everything(world)).toBe(fresh)
    expect((await world.advance(1000)).body).toMatchObject({ ran: 0, events: [] })
    expect(world.receiver.received).toHaveLength(1)
  })
})

/** Answers without what is a world's own: its receiver's address, and its name. */
const strip = (answers: string[], { receiver, id }: ToyWorld): string[] =>
  answers.map((answer) =>
    answer
      .replaceAll(receiver.url, '<receiver>')
      .replaceAll(receiver.url.slice(7), '<receiver>')
      .replaceAll(id, '<id>'),
  )

test('the same seed and the same calls give the same bytes', async () => {
  const [one, two, other] = [await startToyWorld(), await startToyWorld(), await startToyWorld({ seed: 'other' })]
  const [first, second, third] = [await story(one), await story(two), await story(other)]
  expect(strip(second, two)).toEqual(strip(first, one))
  expect(strip(third, other)).not.toEqual(strip(first, one))
  expect(await everything(two).then((text) => text.replaceAll(two.receiver.url, '<receiver>'))).toBe(
    await everything(one).then((text) => text.replaceAll(one.receiver.url, '<receiver>')),
  )
})

test('two worlds side by side see nothing of each other', async () => {
  const worlds = [await startToyWorld(), await startToyWorld()] as const
  const apart = await Promise.all(worlds.map((world) => story(world)))
  expect(strip(apart[1]!, worlds[1])).toEqual(strip(apart[0]!, worlds[0]))
  const alone = await startToyWorld()
  expect(strip(await story(alone), alone)).toEqual(strip(apart[0]!, worlds[0]))
})

test('a world that is deleted while it is advanced says so, and its receiver is not called again', async () => {
  const world = await startToyWorld()
  world.receiver.answer = async () => {
    await request(`${world.url}/_textbed/worlds/${world.id}`, 'DELETE')
    return { status: 500 }
  }
  await world.send()
  expect(await world.advance(1000)).toMatchObject({ status: 409, body: { error: { code: 'gone' } } })
  expect(world.receiver.received).toHaveLength(1)
})
