import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { defineJob } from '../../../src/core/clock/job-kind.ts'
import { eventKind } from '../../../src/core/events.ts'
import { type Answer, request } from '../../support/world.ts'
import { type ToyWorld, serveToy, startToyWorld } from './start-toy.ts'

/** An entry's type, or the state of what really happened. */
const happened = ({ type, state }: { type: string; state?: string }) => (type === 'delivery.changed' ? state : type)

test('advance answers once every webhook that fell due has been tried, and what its receiver did is done', async () => {
  const world = await startToyWorld()
  world.receiver.answer = async ({ form }) => {
    // The receiver calls back; what it sends is delivered within the same advance.
    if (form['status'] === 'sent')
      await world.call('POST', '/toy/messages', { body: { to: '+250788000002', text: 'thanks' } })
    return {}
  }
  await world.send()
  const { status, body } = await world.advance(10)
  expect(status).toBe(200)
  expect(world.receiver.received.map(({ form }) => form['status'])).toEqual(['sent', 'arrived'])
  const thanks = await world.admin('GET', '/handsets/+250788000002/messages')
  expect(thanks.body.messages).toMatchObject([{ text: 'thanks', at: '2026-01-01T00:00:04.000Z' }])
  expect(body).toMatchObject({ now: '2026-01-01T00:00:10.000Z', ran: 6, more: 0 })
  expect(body.events.map(happened)).toEqual([
    'sent',
    'delivery.reported',
    'webhook.owed',
    'webhook.attempted',
    'call',
    'message.created',
    'queued',
    'sent',
    'delivery.reported',
    'delivered',
    'delivery.reported',
    'webhook.owed',
    'webhook.attempted',
    'delivered',
    'delivery.reported',
  ])
})

test('advance shows so many events, and says how many more there are', async () => {
  const world = await startToyWorld()
  await world.send()
  const { body } = await world.admin('POST', '/clock/advance', { until: 'idle', events: 2 })
  expect(body.events).toHaveLength(2)
  expect(body.more).toBe(6)
  expect(body.now).toBe('2026-01-01T00:00:03.000Z')
})

test('a receiver cannot advance the clock that waits for it, and is told so', async () => {
  const world = await startToyWorld()
  let heard: { status: number; text: string } | undefined
  world.receiver.answer = async () => {
    heard ??= await world.advance(60)
    return {}
  }
  await world.send()
  expect((await world.advance(1)).status).toBe(200)
  expect(heard).toMatchObject({ status: 409 })
  expect(heard!.text).toContain('is already being advanced: a webhook receiver cannot advance it')
})

test('100,000 due jobs are run, and others are answered meanwhile', async () => {
  const world = await startToyWorld()
  let ran = 0
  const kind = defineJob('count', {})
  world.world.clock.register(kind, () => void ran++)
  for (let index = 0; index < 100_000; index++) world.world.clock.schedule(index % 1000, kind, {})
  const order: string[] = []
  // The first job of all tells that the work has begun; the server answers this call before all are done.
  const advancing = world.advance(10).then((answer) => {
    order.push('advance')
    return answer
  })
  const health = request(`${world.url}/healthz`, 'GET').then(() => order.push('health'))
  const [{ body }] = await Promise.all([advancing, health])
  expect(body).toMatchObject({ ran: 100_000, now: '2026-01-01T00:00:10.000Z' })
  expect(ran).toBe(100_000)
  expect(order).toEqual(['health', 'advance'])
})

test('an advance until idle over a receiver that makes the next message ends with its caller', async () => {
  const world = await startToyWorld()
  const caller = new AbortController()
  let calls = 0
  world.receiver.answer = async () => {
    await world.send()
    if (++calls === 5) caller.abort()
    return {}
  }
  await world.send()
  await expect(
    fetch(`${world.url}/_textbed/worlds/${world.id}/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"until": "idle"}',
      signal: caller.signal,
    }),
  ).rejects.toThrow('aborted')
  while (world.world.clock.advancing) await new Promise((resolve) => setImmediate(resolve))
  // It would go on for ever: the world is as it was left, and can be advanced again.
  const { now, pending } = (await world.admin('GET', '/clock')).body
  expect(pending).toBeGreaterThan(0)
  world.receiver.answer = () => ({})
  expect((await world.advance('idle')).body.now > now).toBe(true)
})

test('an advance until idle over a receiver that makes the next message stops at so many jobs, and says what ran', async () => {
  const world = await startToyWorld()
  world.receiver.answer = async () => {
    await world.send()
    return {}
  }
  await world.send()
  const { status, body } = await world.admin('POST', '/clock/advance', { until: 'idle', jobs: 50 })
  expect({ status, code: body.error.code }).toEqual({ status: 409, code: 'busy' })
  expect(body.error.message).toMatch(
    /^Stopped after 50 jobs \(\d+ of "delivery.step", \d+ of "webhook.attempt"\), and the next is due at 2026-01-01T00:00:\d\d.000Z\. .*allow more "jobs" \(up to 2000000\)/,
  )
  expect((await world.admin('GET', '/clock')).body.pending).toBeGreaterThan(0)
  const more = await world.admin('POST', '/clock/advance', { until: 'idle', jobs: 2_000_001 })
  expect(more).toMatchObject({ status: 400, body: { error: { param: 'jobs' } } })
})

test('a wait ends with its caller', async () => {
  const own = await serveToy({})
  const world = await startToyWorld({}, own)
  const caller = new AbortController()
  const calledOff = new Promise<void>((resolve) => {
    const after = () => {
      caller.abort()
      return resolve
    }
    Object.defineProperty(own.simulator, 'after', { value: after })
  })
  await expect(
    fetch(`${world.url}/_textbed/worlds/${world.id}/wait?type=message.inbound&timeout=300`, { signal: caller.signal }),
  ).rejects.toThrow('aborted')
  await calledOff
  await own.stop()
})

test('a delayed call ends with its caller', async () => {
  const world = await startToyWorld()
  await world.admin('POST', '/faults', { match: 'toy.sendMessage', effect: { kind: 'delay', by: 'PT1H' } })
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
  const body = '{"to": "+250788123123", "text": "hello"}'
  socket.write(
    `POST /toy/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.world.credentials['toy']!['key']}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
  await world.admin('GET', '/wait?type=fault.met')
  const over = world.admin('GET', '/wait?type=call')
  socket.destroy()
  expect((await over).body.entry).toMatchObject({
    operation: 'toy.sendMessage',
    status: 0,
    refused: 'The caller has gone while the call was delayed.',
  })
  expect((await world.advance('idle')).body.ran).toBe(0)
})

test('a wait ends with its world', async () => {
  const world = await startToyWorld()
  const waiting = world.admin('GET', '/wait?type=message.inbound&timeout=300')
  // The second call is answered once the first has begun to wait.
  await world.admin('GET', '/clock')
  await world.admin('POST', '/reset')
  expect(await waiting).toMatchObject({ status: 409, body: { error: { code: 'gone' } } })
})

test('a wait for what comes after an entry does not take that entry for it, even if its end comes later', async () => {
  const world = await startToyWorld()
  let waiting: Promise<Answer> | undefined
  let attempt = 0
  world.receiver.answer = async () => {
    if (waiting) return {}
    attempt = world.world.journal.next - 1
    waiting = world.admin('GET', `/wait?type=webhook.attempted&after=${attempt}`)
    // This call is answered once the one before it has begun to wait.
    await world.admin('GET', '/clock')
    return {}
  }
  await world.send()
  await world.advance(1)
  expect(world.world.journal.get(attempt)).toMatchObject({ type: 'webhook.attempted', ok: true })
  await world.advance(2)
  const { entry } = (await waiting!).body
  expect(entry).toMatchObject({ ok: true, sent: { parameters: { status: 'arrived' } } })
  expect(entry.id).toBeGreaterThan(attempt)
})

test('wait answers at once with what happened already', async () => {
  const world = await startToyWorld()
  await world.send({ text: 'Your code is 1234' })
  await world.advance('idle')
  const { body } = await world.admin('GET', '/wait?type=message.created&text=code+is&to=250788123123')
  expect(body).toMatchObject({
    matched: true,
    entry: { type: 'message.created', text: 'Your code is 1234' },
    nearest: [],
  })
  const webhook = await world.admin('GET', '/wait?type=webhook.attempted&ok=true&body=arrived&url=/status')
  expect(webhook.body).toMatchObject({ matched: true, entry: { sent: { parameters: { status: 'arrived' } } } })
})

test('wait answers when it happens', async () => {
  const world = await startToyWorld()
  const waiting = world.admin('GET', '/wait?type=delivery.changed&state=delivered')
  await world.send()
  await world.advance('idle')
  expect((await waiting).body).toMatchObject({
    matched: true,
    entry: { state: 'delivered', at: '2026-01-01T00:00:03.000Z' },
  })
})

test('wait tells a call or an attempt only once its end is known', async () => {
  const world = await startToyWorld()
  let go!: () => void
  const gate = new Promise<void>((resolve) => (go = resolve))
  world.receiver.answer = async () => {
    const early = await world.admin('GET', '/wait?type=webhook.attempted&timeout=0')
    expect(early.body.matched).toBe(false)
    go()
    return { status: 418 }
  }
  await world.send()
  const waiting = world.admin('GET', '/wait?type=webhook.attempted')
  const advancing = world.advance(1)
  await gate
  expect((await waiting).body).toMatchObject({ matched: true, entry: { ok: false, answered: { status: 418 } } })
  await advancing
})

test('wait with after tells of nothing older, not even where that ends only now', async () => {
  const world = await startToyWorld()
  let letGo!: () => void
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  let begun!: () => void
  const beginning = new Promise<void>((resolve) => (begun = resolve))
  world.receiver.answer = async () => {
    begun()
    await gate
    return { status: 500 }
  }
  await world.send()
  const advancing = world.advance(70)
  await beginning
  const attempt = (await world.admin('GET', '/journal?type=webhook.attempted')).body.entries[0].id
  const { journal } = world.world
  const watch = journal.watch.bind(journal)
  const watched = new Promise<void>((resolve) => {
    journal.watch = (watcher) => {
      resolve()
      return watch(watcher)
    }
  })
  const waiting = world.admin('GET', `/wait?type=webhook.attempted&after=${attempt}`)
  await watched
  letGo()
  await advancing
  // The first attempt ended while this call waited; what it waits for is the second.
  expect((await waiting).body).toMatchObject({ matched: true, entry: { attempt: 2, cause: attempt } })
})

test('wait without patience says at once what came nearest, and in what it differs', async () => {
  const world = await startToyWorld()
  await world.send({ text: 'Your code is 1234' })
  const { body } = await world.admin('GET', '/wait?type=message.created&to=%2B250788123123&text=goodbye&timeout=0')
  expect(body).toMatchObject({ matched: false, entry: null })
  expect(body.nearest[0]).toMatchObject({
    entry: { type: 'message.created', text: 'Your code is 1234' },
    differs: ['text'],
  })
  const after = await world.admin('GET', '/wait?type=message.created&after=2&timeout=0')
  expect(after.body.matched).toBe(false)
})

test('an auto clock jumps to whatever is due, without anybody telling it', async () => {
  const world = await startToyWorld({ clock: { mode: 'auto' } })
  await world.send()
  const waited = await world.admin('GET', '/wait?type=webhook.attempted&body=arrived')
  expect(waited.body).toMatchObject({ matched: true, entry: { at: '2026-01-01T00:00:03.000Z', ok: true } })
  expect(world.receiver.received).toHaveLength(2)
})

test('a scaled clock goes as many times as fast', async () => {
  const world = await startToyWorld({ clock: { mode: 'scaled', speed: 1_000_000, now: 0 } })
  await world.send()
  const waited = await world.admin('GET', '/wait?type=webhook.attempted&body=arrived')
  expect(waited.body).toMatchObject({ matched: true })
})

test('a real clock stands at the time of the call that looks at it', async () => {
  const world = await startToyWorld({ clock: { mode: 'real' } })
  const before = Date.now()
  const shown = (await world.admin('GET', '/clock')).body
  expect(Math.abs(Date.parse(shown.now) - before)).toBeLessThan(5000)
  expect(shown).toMatchObject({ mode: 'real', speed: 1, pending: 0 })
  await world.send()
  // Jobs of the future can be hastened in real time, too.
  expect((await world.advance(60)).body.ran).toBe(4)
  expect(world.receiver.received.map(({ form }) => form['status'])).toEqual(['sent', 'arrived'])
})

test('a clock that somebody looks at has gone on since the last call', async () => {
  const world = await startToyWorld({ clock: { mode: 'scaled', speed: 1_000_000, now: 0 } })
  const looks: string[] = []
  for (let look = 0; look < 3; look++) looks.push((await world.admin('GET', '/clock')).body.now)
  expect(new Set(looks).size).toBe(3)
  const listed = await request(`${world.url}/_textbed/worlds`, 'GET')
  expect(listed.body.worlds.find(({ id }: { id: string }) => id === world.id).clock.now > looks[2]!).toBe(true)
})

const look = async (world: ToyWorld) => (await world.admin('GET', '/clock')).body

describe('a frozen clock that is set to', () => {
  test.each([
    ['real', { mode: 'real' }],
    ['scaled', { mode: 'scaled', speed: 100_000 }],
  ])('%s goes on from where it stood, by itself, until it is frozen again', async (mode, change) => {
    const world = await startToyWorld()
    const { now: stood } = await look(world)
    expect(await look(world)).toMatchObject({ mode: 'frozen', now: stood })
    expect((await world.admin('PATCH', '/clock', change)).body).toMatchObject({ mode })
    let now = stood
    while (now === stood) now = (await look(world)).now
    // It has gone on, and has not leapt to the time on the wall.
    expect(now > stood).toBe(true)
    expect(now < '2026-01-10').toBe(true)
    const { body } = await world.admin('PATCH', '/clock', { mode: 'frozen' })
    for (let looks = 0; looks < 3; looks++) expect((await look(world)).now).toBe(body.now)
  })

  test.each([
    ['auto', { mode: 'auto' }],
    ['scaled', { mode: 'scaled', speed: 1_000_000 }],
  ])('%s does what was due before it was set, and what falls due after', async (_mode, change) => {
    const world = await startToyWorld()
    const { id: before } = (await world.send()).body
    await world.admin('PATCH', '/clock', change)
    const { id: after } = (await world.send()).body
    for (const id of [before, after]) {
      const told = encodeURIComponent(JSON.stringify({ id, status: 'arrived' }))
      const waited = await world.admin('GET', `/wait?type=webhook.attempted&ok=true&body=${told}`)
      expect(waited.body.matched).toBe(true)
    }
  })

  test('scaled, and then to another speed, does not leap', async () => {
    const world = await startToyWorld()
    await world.admin('PATCH', '/clock', { mode: 'scaled', speed: 1_000_000 })
    const { now: fast } = (await world.admin('PATCH', '/clock', { speed: 0.001 })).body
    const { now: slow } = await look(world)
    expect(Date.parse(slow) - Date.parse(fast)).toBeLessThan(1000)
  })
})

test('a scaled clock goes as fast as it says, and on from wherever it was advanced to', async () => {
  const world = await startToyWorld({ clock: { mode: 'scaled', speed: 1_000_000, now: 0 } })
  const shown = async () => Date.parse((await world.admin('GET', '/clock')).body.now)
  await shown()
  // Whatever a call takes, it is more than the sixty microseconds that are a minute here.
  expect(await shown()).toBeGreaterThan(60_000)
  const before = await shown()
  const reached = Date.parse((await world.advance('P1000D')).body.now)
  expect(reached - before).toBeGreaterThanOrEqual(1000 * 86_400_000)
  const after = await shown()
  expect(after).toBeGreaterThanOrEqual(reached)
  expect(await shown()).toBeGreaterThan(after)
})

test('a clock changes its mode while it goes', async () => {
  const world = await startToyWorld()
  await world.send()
  const auto = await world.admin('PATCH', '/clock', { mode: 'auto' })
  expect(auto.body).toMatchObject({ mode: 'auto', speed: 1, pending: 1, next_due: '2026-01-01T00:00:01.000Z' })
  expect((await world.admin('GET', '/wait?state=delivered')).body.matched).toBe(true)
  expect((await world.admin('PATCH', '/clock', { mode: 'scaled', speed: 2 })).body).toMatchObject({
    mode: 'scaled',
    speed: 2,
  })
  expect((await world.admin('PATCH', '/clock', { mode: 'frozen' })).body).toMatchObject({ mode: 'frozen', speed: 1 })
})

test('unknown, well-formed credentials open a world of their own, where that is asked for', async () => {
  const running = await serveToy({ unknownCredentials: 'auto' })
  const list = (key: string, method = 'GET', body?: object) =>
    request(`${running.url}/toy/messages`, method, {
      headers: { authorization: `Bearer ${key}` },
      ...(body && { body }),
    })
  const [one, two] = ['a'.repeat(24), 'b'.repeat(24)]
  expect((await list(one, 'POST', { to: '+250788123123', text: 'mine' })).status).toBe(201)
  expect((await list(one)).body.messages).toHaveLength(1)
  expect((await list(two)).body.messages).toEqual([])
  expect((await list('short')).status).toBe(401)
  const { body } = await request(`${running.url}/_textbed/worlds`, 'GET')
  expect(body.worlds).toHaveLength(2)
  const reset = await request(`${running.url}/_textbed/worlds/${body.worlds[0].id}/reset`, 'POST')
  expect(reset.body.credentials).toEqual(body.worlds[0].credentials)
  expect((await list(one)).body.messages).toEqual([])
  await running.stop()
})

test('a slow receiver delays nobody but itself where the clock follows real time', async () => {
  const world = await startToyWorld({ clock: { mode: 'scaled', speed: 1_000_000, now: 0 } })
  let go!: () => void
  const gate = new Promise<void>((resolve) => (go = resolve))
  world.receiver.answer = async ({ path }) => {
    if (path === '/slow') await gate
    return {}
  }
  await world.send({ status_url: `${world.receiver.url}/slow` })
  await world.send({ status_url: `${world.receiver.url}/quick` })
  const quick = await world.admin('GET', '/wait?type=webhook.attempted&url=/quick&body=arrived')
  expect(quick.body.matched).toBe(true)
  expect((await world.admin('GET', '/wait?type=webhook.attempted&url=/slow&timeout=0')).body.matched).toBe(false)
  go()
  expect((await world.admin('GET', '/wait?type=webhook.attempted&url=/slow&body=arrived')).body.matched).toBe(true)
})

const counted = eventKind<{ index: number }>()('message.created')

test('a journal that has run over says from where on it still knows', async () => {
  const world = await startToyWorld()
  for (let index = 0; index < 10_500; index++) world.world.publish(counted, { index })
  const { body } = await world.admin('GET', '/journal?limit=1')
  expect(body).toMatchObject({ oldest: 501, next: 10_501, entries: [{ id: 501, index: 500 }] })
  expect((await world.admin('GET', '/journal?after=10499&limit=10')).body.entries).toHaveLength(1)
})
