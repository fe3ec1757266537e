import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { request } from '../../support/world.ts'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

const key = (world: ToyWorld) => ({ authorization: `Bearer ${world.world.credentials['toy']!['key']}` })

let toy: ToyWorld
beforeAll(async () => {
  toy = await startToyWorld()
})

test('GET /healthz answers', async () => {
  const { status, body } = await request(`${toy.url}/healthz`, 'GET')
  expect({ status, body }).toMatchObject({ status: 200, body: { status: 'ok' } })
  expect(body.worlds).toBeGreaterThan(0)
  expect((await request(`${toy.url}/healthz`, 'HEAD')).status).toBe(200)
})

describe('worlds', () => {
  test('are created, listed, shown and deleted', async () => {
    const { url } = toy
    const made = await request(`${url}/_textbed/worlds`, 'POST', {
      body: {
        id: 'one',
        seed: 'seed',
        profile: 'documented',
        clock: { mode: 'scaled', speed: 60, now: '2026-02-03T04:05:06Z' },
      },
    })
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: 'one',
        seed: 'seed',
        profile: 'documented',
        clock: { mode: 'scaled', speed: 60, pending: 0, next_due: null },
        urls: { toy: `${url}/toy` },
        env: { TOY_URL: `${url}/toy`, TOY_KEY: made.body.credentials.toy.key },
      },
    })
    expect(made.body.clock.now).toMatch(/^2026-02-03T04:\d\d:/)
    const shown = await request(`${url}/_textbed/worlds/one`, 'GET')
    expect(shown.body).toMatchObject({ id: 'one', credentials: made.body.credentials })
    const listed = await request(`${url}/_textbed/worlds`, 'GET')
    expect(listed.body.worlds.map(({ id }: { id: string }) => id)).toContain('one')
    expect((await request(`${url}/_textbed/worlds/one`, 'DELETE')).status).toBe(204)
    expect((await request(`${url}/_textbed/worlds/one`, 'GET')).status).toBe(404)
    expect(
      (
        await request(`${url}/toy/messages`, 'GET', {
          headers: { authorization: `Bearer ${made.body.credentials.toy.key}` },
        })
      ).status,
    ).toBe(401)
  })

  test('are created without any parameters', async () => {
    const made = await request(`${toy.url}/_textbed/worlds`, 'POST')
    expect(made).toMatchObject({
      status: 201,
      body: {
        seed: made.body.id,
        profile: 'actual',
        clock: { mode: 'frozen', now: '2026-01-01T00:00:00.000Z', speed: 1 },
      },
    })
  })

  test('are found by their prefix, by the header, or by the credential', async () => {
    const one = await startToyWorld()
    const two = await startToyWorld()
    await one.send()
    const count = async (path: string, headers: Record<string, string>) =>
      (await request(toy.url + path, 'GET', { headers })).body.messages.length
    expect(await count('/toy/messages', key(one))).toBe(1)
    expect(await count('/toy/messages', key(two))).toBe(0)
    expect(await count(`/w/${one.id}/toy/messages`, key(two))).toBe(1)
    expect(await count('/toy/messages', { ...key(two), 'x-textbed-world': one.id })).toBe(1)
    expect(await count(`/w/${two.id}/toy/messages`, { ...key(one), 'x-textbed-world': one.id })).toBe(0)
    const nobody = await request(`${toy.url}/w/nobody/toy/messages`, 'GET', { headers: key(one) })
    expect(nobody).toMatchObject({ status: 404, body: { error: { code: 'unknown' } } })
    expect(nobody.body.error.message).toMatch(
      /^There is no world "nobody"\. Did you mean .* Create it with POST \/_textbed\/worlds \{"id": "nobody"\}\.$/,
    )
  })
})

describe('a handset', () => {
  test('shows what arrived and what was written', async () => {
    const world = await startToyWorld()
    await world.send()
    await world.advance(5)
    const number = (await world.call('GET', '/toy/messages')).body.messages[0].from
    expect(await world.admin('POST', '/handsets/+250788123123/messages', { to: number, text: 'hi' })).toMatchObject({
      status: 201,
      body: {
        direction: 'wrote',
        provider: 'toy',
        from: '+250788123123',
        to: number,
        text: 'hi',
        at: '2026-01-01T00:00:05.000Z',
      },
    })
    expect((await world.admin('GET', '/handsets/250 788-123123/messages')).body.messages).toEqual([
      {
        direction: 'received',
        provider: 'toy',
        from: number,
        to: '+250788123123',
        text: 'hello',
        at: '2026-01-01T00:00:03.000Z',
      },
      {
        direction: 'wrote',
        provider: 'toy',
        from: '+250788123123',
        to: number,
        text: 'hi',
        at: '2026-01-01T00:00:05.000Z',
      },
    ])
    const latest = (await world.admin('GET', '/handsets/+250788123123/messages?limit=1')).body.messages
    expect(latest.map((message: { text: string }) => message.text)).toEqual(['hi'])
    await world.send({ to: '+250788000002' })
    await world.admin('POST', '/handsets/+250788123123/messages', { to: number, text: 'again' })
    await world.advance(5)
    expect((await world.admin('GET', '/handsets/%2B250788123123')).body).toEqual({
      number: '+250788123123',
      on: true,
      patience: null,
      received: 1,
      wrote: 2,
    })
    expect((await world.call('GET', '/toy/messages')).body.messages).toMatchObject([
      { direction: 'in', text: 'again' },
      { direction: 'out' },
      { direction: 'in', text: 'hi' },
      { direction: 'out' },
    ])
  })
})

describe('a handset that is switched off', () => {
  const there = '/handsets/+250788123123'

  test('gets what waited once it is on again', async () => {
    const world = await startToyWorld()
    expect((await world.admin('PATCH', there, { on: false })).body).toMatchObject({ on: false, patience: 86_400 })
    const { body } = await world.send()
    await world.advance('PT1H')
    expect((await world.admin('GET', `${there}/messages`)).body.messages).toEqual([])
    expect((await world.call('GET', `/toy/messages/${body.id}`)).body.status).toBe('sent')
    expect((await world.admin('PATCH', there, { on: true })).body).toMatchObject({ on: true, patience: null })
    await world.advance(0)
    expect((await world.admin('GET', there)).body).toMatchObject({ received: 1 })
    expect((await world.call('GET', `/toy/messages/${body.id}`)).body.status).toBe('arrived')
  })

  test('never gets what has waited too long', async () => {
    const world = await startToyWorld()
    await world.admin('PATCH', there, { on: false, patience: 'PT5M' })
    const { body } = await world.send()
    expect((await world.advance('idle')).body.now).toBe('2026-01-01T00:05:03.000Z')
    expect((await world.call('GET', `/toy/messages/${body.id}`)).body.status).toBe('lost')
  })

  test('writes nothing, and has a patience only while it is off', async () => {
    const world = await startToyWorld()
    await world.admin('PATCH', there, { on: false })
    const refused = await world.admin('POST', `${there}/messages`, { to: '+15550001111', text: 'hi' })
    expect([refused.status, refused.body.error.message]).toEqual([
      400,
      '+250788123123 is switched off, and writes nothing. Switch it on first.',
    ])
    const both = await world.admin('PATCH', there, { on: true, patience: 5 })
    expect([both.status, both.body.error.message]).toEqual([
      400,
      '"patience" is for a phone that is switched off: give it with "on": false.',
    ])
  })
})

describe('delivery plans', () => {
  test('are added, listed, followed and cleared', async () => {
    const world = await startToyWorld()
    const plan = {
      to: '+250788000001',
      text: 'spam',
      times: 1,
      steps: [
        { after: 'PT2S', state: 'sent' },
        { after: 0.5, state: 'undelivered', reason: 'unreachable' },
      ],
    }
    const spread = [{ after: 1, state: 'sent', spread: 2.5 }]
    const other = (await startToyWorld()).admin('POST', '/delivery-plans', { provider: 'toy', steps: spread })
    expect((await other).body).toMatchObject({ provider: 'toy', to: null, times: null, steps: spread })
    const added = await world.admin('POST', '/delivery-plans', plan)
    expect(added).toMatchObject({
      status: 201,
      body: {
        id: 'P1',
        provider: null,
        to: '+250788000001',
        times: 1,
        steps: [
          { after: 2, state: 'sent' },
          { after: 0.5, state: 'undelivered', reason: 'unreachable' },
        ],
      },
    })
    expect((await world.admin('GET', '/delivery-plans')).body).toEqual({ delivery_plans: [added.body] })
    const { body } = await world.send({ to: '+250788000001', text: 'This is SPAM' })
    const advanced = await world.advance('idle')
    expect(advanced.body).toMatchObject({ now: '2026-01-01T00:00:02.500Z' })
    expect((await world.call('GET', `/toy/messages/${body.id}`)).body.status).toBe('lost')
    expect((await world.admin('GET', '/delivery-plans')).body.delivery_plans).toMatchObject([{ times: 0 }])
    expect((await world.admin('DELETE', '/delivery-plans')).status).toBe(204)
    expect((await world.admin('GET', '/delivery-plans')).body).toEqual({ delivery_plans: [] })
  })

  test('say what the platform hears, of all steps or of one', async () => {
    const world = await startToyWorld()
    const late = [{ after: 3600, state: 'failed', reason: 'spam', times: 2, every: 60 }]
    const all = await world.admin('POST', '/delivery-plans', { times: 1, reports: late })
    expect(all).toMatchObject({ status: 201, body: { steps: null, reports: late } })
    const steps = [{ after: 1, state: 'sent', reports: [] }]
    const one = await world.admin('POST', '/delivery-plans', { steps })
    expect(one).toMatchObject({ status: 201, body: { steps, reports: null } })
    expect((await world.admin('GET', '/delivery-plans')).body).toEqual({ delivery_plans: [all.body, one.body] })
  })
})

describe('faults', () => {
  test('are added, met, listed, removed and cleared', async () => {
    const world = await startToyWorld()
    const added = await world.admin('POST', '/faults', {
      match: 'toy.sendMessage',
      times: 1,
      effect: { kind: 'problem', problem: 'unavailable', retry_after: 3 },
    })
    expect(added).toMatchObject({
      status: 201,
      body: {
        id: 'F1',
        match: 'toy.sendMessage',
        skip: 0,
        times: 1,
        stage: 'before',
        met: 0,
        hits: 0,
        explanation: 'calls to toy.sendMessage, once, before anything is done: the answer is unavailable',
      },
    })
    expect(await world.send()).toMatchObject({ status: 503, headers: { 'retry-after': '3' } })
    expect((await world.send()).status).toBe(201)
    await world.admin('POST', '/faults', { match: '*', effect: { kind: 'delay', by: 'PT1M' } })
    expect((await world.admin('GET', '/faults')).body.faults).toMatchObject([
      { id: 'F1', met: 2, hits: 1 },
      { id: 'F2', effect: { kind: 'delay', by: 60 } },
    ])
    expect((await world.admin('DELETE', '/faults/F1')).status).toBe(204)
    expect(await world.admin('DELETE', '/faults/F1')).toMatchObject({
      status: 404,
      body: { error: { message: 'There is no fault rule "F1". Did you mean "F2"?' } },
    })
    expect((await world.admin('DELETE', '/faults')).status).toBe(204)
    expect((await world.admin('GET', '/faults')).body).toEqual({ faults: [] })
  })

  test('answer with the status and the words that are asked for, and are shown as they were added', async () => {
    const world = await startToyWorld()
    const effect = { kind: 'problem', problem: 'rate_limited', status: 418, message: 'tea first', retry_after: 7 }
    expect((await world.admin('POST', '/faults', { match: 'toy', effect })).body.effect).toEqual(effect)
    expect(await world.send()).toMatchObject({
      status: 418,
      headers: { 'retry-after': '7' },
      body: { error: 'rate_limited', message: 'tea first' },
    })
    const reset = await world.admin('POST', '/faults', {
      match: 'toy',
      stage: 'after',
      skip: 2,
      effect: { kind: 'reset' },
    })
    expect(reset.body).toMatchObject({ id: 'F2', stage: 'after', skip: 2, times: null, effect: { kind: 'reset' } })
  })

  test('reset the connection for real', async () => {
    const world = await startToyWorld()
    await world.admin('POST', '/faults', { match: 'toy', times: 1, effect: { kind: 'reset' } })
    await expect(world.send()).rejects.toThrow('fetch failed')
    expect((await world.send()).status).toBe(201)
  })
})

describe('rate limits', () => {
  test('are switched on, listed, changed, met and switched off', async () => {
    const world = await startToyWorld()
    expect((await world.admin('GET', '/rate-limits')).body).toEqual({ rate_limits: [] })
    const preset = await world.admin('POST', '/rate-limits', { preset: 'toy' })
    expect(preset).toMatchObject({
      status: 201,
      body: { rate_limits: [{ id: 'L1', match: 'toy', limit: 5, window: 10, used: 0 }] },
    })
    await world.admin('POST', '/rate-limits', { match: 'toy', limit: 1, window: 10 })
    expect((await world.send()).status).toBe(201)
    expect(await world.send()).toMatchObject({ status: 429, headers: { 'retry-after': '10' } })
    expect((await world.admin('GET', '/rate-limits')).body.rate_limits).toMatchObject([{ id: 'L1', limit: 1, used: 1 }])
    await world.advance(10)
    expect((await world.admin('GET', '/rate-limits')).body.rate_limits).toMatchObject([{ used: 0 }])
    expect((await world.admin('POST', '/rate-limits', { match: 'toy.sending', limit: 9, window: 1 })).status).toBe(201)
    await world.admin('POST', '/rate-limits', { match: 'toy', limit: 100, window: 3600 })
    expect((await world.admin('GET', '/rate-limits')).body.rate_limits).toMatchObject([
      { id: 'L1', match: 'toy', limit: 1, window: 10 },
      { id: 'L2', match: 'toy.sending', limit: 9, window: 1 },
      { id: 'L3', match: 'toy', limit: 100, window: 3600 },
    ])
    expect((await world.admin('DELETE', '/rate-limits')).status).toBe(204)
    expect((await world.admin('GET', '/rate-limits')).body).toEqual({ rate_limits: [] })
  })
})

describe('the journal', () => {
  test('is read from an entry on, by type, by cause, so many at a time', async () => {
    const world = await startToyWorld()
    await world.send()
    await world.advance('idle')
    const all = (await world.admin('GET', '/journal')).body
    expect(all.entries.map(({ type }: { type: string }) => type)).toEqual([
      'call',
      'message.created',
      'delivery.changed',
      'delivery.changed',
      'delivery.reported',
      'webhook.owed',
      'webhook.attempted',
      'delivery.changed',
      'delivery.reported',
      'webhook.owed',
      'webhook.attempted',
    ])
    expect(all).toMatchObject({ oldest: 1, next: 12 })
    const ids = async (query: string) =>
      (await world.admin('GET', `/journal?${query}`)).body.entries.map(({ id }: { id: number }) => id)
    expect(await ids('after=9')).toEqual([10, 11])
    expect(await ids('limit=2')).toEqual([1, 2])
    expect(await ids('type=webhook.attempted')).toEqual([7, 11])
    expect(await ids('cause=4&type=webhook.attempted')).toEqual([7, 11])
    expect(await ids('cause=8')).toEqual([9, 10, 11])
    expect(await ids('cause=11')).toEqual([])
    expect(await ids('cause=999')).toEqual([])
  })
})

describe('what is wrong is refused in whole sentences:', () => {
  test.each<[method: string, path: string, body: unknown, status: number, message: string | RegExp]>([
    [
      'POST',
      '/clock/advance',
      { by: 1, fast: true },
      400,
      '"fast" is not known here. Did you mean "by", "jobs" or "to"?',
    ],
    ['POST', '/clock/advance', {}, 400, /^Say how far in exactly one way/],
    ['POST', '/clock/advance', { by: 1, to: '2027-01-01' }, 400, /^Say how far in exactly one way/],
    [
      'POST',
      '/clock/advance',
      { by: -1 },
      400,
      /^"by" has to be seconds or an ISO 8601 duration .* that is not negative, not -1\.$/,
    ],
    ['POST', '/clock/advance', { by: 'P1M' }, 400, /not "P1M"\.$/],
    ['POST', '/clock/advance', { by: 'PT' }, 400, /not "PT"\.$/],
    [
      'POST',
      '/clock/advance',
      { to: 'tomorrow' },
      400,
      /^"to" has to be a moment such as "2026-01-31T12:00:00Z" or UNIX seconds, not "tomorrow"\.$/,
    ],
    [
      'POST',
      '/clock/advance',
      { to: '2025-12-31' },
      400,
      /^The clock stands at 2026-01-01T00:00:00.000Z and cannot go back to 2025-12-31T00:00:00.000Z/,
    ],
    [
      'POST',
      '/clock/advance',
      { until: 'done' },
      400,
      '"until" has to be one of idle, not "done". Did you mean "idle"?',
    ],
    ['POST', '/clock/advance', { by: 31e9 * 10 }, 400, /^"by" has to be/],
    [
      'PATCH',
      '/clock',
      { mode: 'fast' },
      400,
      /^"mode" has to be one of real, scaled, frozen, auto, not "fast"\. Did you mean/,
    ],
    ['PATCH', '/clock', { mode: 'scaled', speed: 0 }, 400, '"speed" has to be between 0.001 and 1000000, not 0.'],
    [
      'PATCH',
      '/clock',
      { speed: 60 },
      400,
      'Only scaled clocks have a speed, and this one is frozen: say {"mode": "scaled", "speed": 60}.',
    ],
    ...['from', 'to', 'text'].map((name): [string, string, unknown, number, string] => [
      'POST',
      '/delivery-plans',
      { [name]: '', steps: [] },
      400,
      `"${name}" is empty; leave it out, or say something.`,
    ]),
    ['PATCH', '/clock', { mode: { toString: 1 } }, 400, /not \{"toString":1\}/],
    [
      'POST',
      '/faults',
      { match: 'toy.sendMesage', effect: { kind: 'reset' } },
      400,
      /^"toy.sendMesage" is no operation, provider or \*\. Did you mean "toy.sendMessage"/,
    ],
    [
      'POST',
      '/faults',
      { match: '*', effect: { kind: 'explode' } },
      400,
      /^"effect.kind" has to be one of problem, delay, reset, not "explode"\. Did you mean/,
    ],
    [
      'POST',
      '/faults',
      { match: '*', effect: { kind: 'problem', problem: 'not_there' } },
      400,
      /^"effect.problem" has to be one of .* Did you mean "not_found"/,
    ],
    ['POST', '/faults', { match: '*', effect: { kind: 'reset', by: 1 } }, 400, /^"effect.by" is not known here\./],
    ['POST', '/faults', { match: '*', effect: { kind: '__proto__' } }, 400, /^"effect.kind" has to be one of/],
    ['POST', '/faults', { match: '*', effect: 'reset' }, 400, '"effect" has to be an object, not "reset".'],
    ['POST', '/faults', { effect: { kind: 'reset' } }, 400, '"match" is missing.'],
    [
      'POST',
      '/faults',
      { match: '*', times: 0, skip: -1, effect: { kind: 'reset' } },
      400,
      '"skip" has to be between 0 and 1000000000000000, not -1. "times" has to be between 1 and 1000000000000000, not 0.',
    ],
    ['POST', '/rate-limits', { preset: 'toi' }, 400, 'There is no preset "toi". Did you mean "toy"?'],
    ['POST', '/rate-limits', { preset: 'constructor' }, 400, /^There is no preset "constructor"/],
    ['POST', '/rate-limits', { preset: 'toy', limit: 1 }, 400, /^Give either/],
    [
      'POST',
      '/rate-limits',
      { match: 'toy.send', limit: 1, window: 1 },
      400,
      /^"toy.send" is no operation, provider or \*\. Did you mean/,
    ],
    ['POST', '/delivery-plans', { provider: 'tyo', steps: [] }, 400, 'There is no provider "tyo". Did you mean "toy"?'],
    [
      'POST',
      '/delivery-plans',
      { steps: [{ after: 1, state: 'deliverd' }] },
      400,
      /^"steps.0.state" has to be one of .* Did you mean "delivered"/,
    ],
    [
      'POST',
      '/delivery-plans',
      { steps: [{ after: 1, state: 'delivered' }] },
      400,
      /^Step 1 goes from "queued" to "delivered"; from "queued" a delivery can go to/,
    ],
    ['POST', '/delivery-plans', { steps: {} }, 400, '"steps" has to be a list, not {}.'],
    ['POST', '/delivery-plans', { to: '+250788000001' }, 400, /^The plan says nothing: give "steps" for how texts go/],
    ['POST', '/delivery-plans', { reports: 'lost' }, 400, '"reports" has to be a list, not "lost".'],
    ['POST', '/delivery-plans', { reports: [{ times: 101 }] }, 400, /^"reports.0.times" has to be between 1 and 100/],
    [
      'POST',
      '/delivery-plans',
      { reports: [{ every: 1 }] },
      400,
      /^"every" is the time between reports that come more/,
    ],
    [
      'POST',
      '/delivery-plans',
      { reports: [{ state: 'delivered', reason: 'spam' }] },
      400,
      'A report of "delivered" has no "reason": that is why something did not arrive.',
    ],
    [
      'POST',
      '/delivery-plans',
      { steps: [{ after: 1, state: 'sent', reports: [{ after: 'soon' }] }] },
      400,
      /^"steps.0.reports.0.after" has to be seconds or an ISO 8601 duration/,
    ],
    [
      'POST',
      '/delivery-plans',
      { steps: [{ after: 1, state: 'sent', reports: [{ reason: 'spam' }] }] },
      400,
      'A report of "sent" has no "reason": that is why something did not arrive.',
    ],
    ['POST', '/handsets/12345/messages', { to: '+15550001111', text: 'x' }, 400, /^"12345" is not a phone number/],
    [
      'POST',
      '/handsets/+250788123123/messages',
      { to: '+15550001111', text: 'x' },
      404,
      /^No provider account of this world receives at "\+15550001111"\. Did you mean "\+1555\d{7}"\?$/,
    ],
    ['POST', '/handsets/+250788123123/messages', { to: '+15550001111', text: 1 }, 400, '"text" has to be text, not 1.'],
    [
      'POST',
      '/handsets/+250788123123/messages',
      { to: '+15550001111', text: 'x'.repeat(10_001) },
      400,
      '"text" has 10001 characters; 10000 are the most.',
    ],
    ['GET', '/handsets/nobody', undefined, 400, /^"nobody" is not a phone number/],
    ['GET', '/journal?type=calls', undefined, 400, /^"type" has to be one of .* Did you mean "call"/],
    ['GET', '/journal?limit=0', undefined, 400, '"limit" has to be between 1 and 10000, not 0.'],
    ['GET', '/journal?limit=x', undefined, 400, '"limit" has to be a whole number, not "x".'],
    ['GET', '/journal?limit=0x10', undefined, 400, '"limit" has to be a whole number, not "0x10".'],
    ['GET', '/wait?timeout=%20', undefined, 400, '"timeout" has to be a number, not " ".'],
    ['GET', '/journal?lmit=1', undefined, 400, /^"lmit" is not known here\. Did you mean "limit"/],
    ['GET', '/wait?provider=tyo', undefined, 400, 'There is no provider "tyo". Did you mean "toy"?'],
    ['GET', '/wait?event=stat', undefined, 400, 'No webhook has the occasion "stat". Did you mean "status"?'],
    ['GET', '/journal?event=stat', undefined, 400, /Did you mean "status"/],
    ['GET', '/events?event=stat', undefined, 400, /Did you mean "status"/],
    [
      'GET',
      '/webhooks?provider=toy&event=stat',
      undefined,
      400,
      /^No webhook of toy has the occasion "stat"\. Did you mean "status"\?$/,
    ],
    ['GET', '/wait?state=deliverd', undefined, 400, /Did you mean "delivered"/],
    ['GET', '/wait?timeout=301', undefined, 400, '"timeout" has to be between 0 and 300, not 301.'],
    ['GET', '/wait?ok=maybe', undefined, 400, '"ok" has to be true or false, not "maybe".'],
    [
      'GET',
      '/journl',
      undefined,
      404,
      /^Nothing is served at \/_textbed\/worlds\/toy-\d+\/journl\. Did you mean "\/_textbed\/worlds\/\{world\}\/journal"/,
    ],
    ['PUT', '/journal', {}, 405, /does not take PUT; it takes GET\.$/],
    ['PUT', '/snapshot', { textbed_snapshot: 99, state: {} }, 400, '"textbed_snapshot" has to be 2, not 99.'],
    ['PUT', '/snapshot', { textbed_snapshot: 2 }, 400, '"state" is missing.'],
    [
      'PUT',
      '/snapshot',
      { textbed_snapshot: 2, state: { seed: 1 } },
      400,
      /^The snapshot is not one that a world gave: at \/profile: /,
    ],
    ['POST', '/reset', { now: 1 }, 400, '"now" is not known here. admin.resetWorld takes no parameters.'],
    ['POST', '/fork', { id: '../x' }, 400, /^"id" has to match/],
  ])('%s %s %j', async (method, path, body, status, message) => {
    const answer = await toy.admin(method, path, body)
    expect(answer.status).toBe(status)
    expect(answer.body?.error?.message).toMatch(message)
  })

  test.each<[string, unknown, number, RegExp | string]>([
    ['an id that is taken', () => ({ id: toy.id }), 409, /^There is a world "toy-\d+" already\./],
    ['an id that would stand badly in a path', { id: 'a/b' }, 400, /^"id" has to match/],
    ['an id that is too long', { id: 'x'.repeat(65) }, 400, '"id" has 65 characters; 64 are the most.'],
    ['a moment that is none', { clock: { now: '2026-13-01' } }, 400, /^"clock.now" has to be a moment/],
    ['a moment before all phones', { clock: { now: -1 } }, 400, /^"clock.now" has to be a moment/],
    [
      'a speed that nothing goes by',
      { clock: { speed: 5 } },
      400,
      /^Only scaled clocks have a speed, and this one is frozen/,
    ],
    [
      'an unknown name inside',
      { clock: { sped: 5 } },
      400,
      '"clock.sped" is not known here. Did you mean "speed", "mode" or "now"?',
    ],
  ])('a world with %s', async (_name, given, status, message) => {
    const body = typeof given === 'function' ? (given as () => unknown)() : given
    const answer = await request(`${toy.url}/_textbed/worlds`, 'POST', { body })
    expect(answer.status).toBe(status)
    expect(answer.body?.error?.message).toMatch(message)
  })

  test('a world that is not there', async () => {
    const answer = await request(`${toy.url}/_textbed/worlds/${toy.id}x/clock`, 'GET')
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'unknown' } } })
    expect(answer.body.error.message).toContain(`Did you mean "${toy.id}"`)
  })

  test.each<[string, { body: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> }, number, string]>([
    [
      'no JSON',
      { body: 'by=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'Send the body as JSON, with Content-Type: application/json.',
    ],
    ['broken JSON', { body: '{"by":' }, 400, 'JSON'],
    ['a list', { body: '[1]' }, 400, 'The body has to be one JSON object.'],
    ['null', { body: 'null' }, 400, 'The body has to be one JSON object.'],
    ['text', { body: '"PT1H"' }, 400, 'The body has to be one JSON object.'],
    ['a number', { body: '1' }, 400, 'The body has to be one JSON object.'],
    ['deep', { body: '['.repeat(100_000) }, 400, 'The JSON is nested more than 64 levels deep.'],
    ['broken UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'The body is not valid UTF-8.'],
    ['broken gzip', { body: 'gzip', headers: { 'content-encoding': 'gzip' } }, 400, 'The body is not valid gzip.'],
    [
      'half of gzip',
      { body: gzipSync('{"by":1}').subarray(0, 12), headers: { 'content-encoding': 'gzip' } },
      400,
      'The body is not valid gzip.',
    ],
    [
      'packed otherwise',
      { body: 'x', headers: { 'content-encoding': 'br' } },
      400,
      'The Content-Encoding is not one of gzip and identity.',
    ],
  ])('a body that is %s', async (_name, given, status, message) => {
    const answer = await fetch(`${toy.url}/_textbed/worlds/${toy.id}/clock/advance`, {
      method: 'POST',
      ...given,
      headers: { 'content-type': 'application/json', ...given.headers },
    })
    const body = (await answer.json()) as { error: { message: string } }
    expect(answer.status).toBe(status)
    expect(body.error.message).toContain(message)
  })

  test('a page of another site', async () => {
    const answer = await request(`${toy.url}/_textbed/worlds`, 'POST', {
      headers: { 'sec-fetch-site': 'cross-site' },
      body: {},
    })
    expect(answer).toMatchObject({
      status: 403,
      body: {
        error: {
          code: 'forbidden',
          message:
            'A page of another site cannot call textbed: a browser says that this call comes from one (Sec-Fetch-Site: cross-site).',
        },
      },
    })
  })
})

test.each([
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  [' GZIP ', gzipSync],
  ['identity', (text: string) => text],
])('a body may come packed as %j', async (encoding, pack) => {
  const world = await startToyWorld()
  const answer = await request(`${world.url}/_textbed/worlds/${world.id}/clock/advance`, 'POST', {
    raw: pack(JSON.stringify({ by: 'PT1H30M' })),
    headers: { 'content-type': 'application/json', 'content-encoding': encoding },
  })
  expect(answer).toMatchObject({ status: 200, body: { now: '2026-01-01T01:30:00.000Z', ran: 0, events: [], more: 0 } })
})

test('a moment without a time zone is UTC, on every machine', async () => {
  const world = await startToyWorld()
  for (const [to, now] of [
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02T01:00', '2026-01-02T01:00:00.000Z'],
    ['2026-01-02T02:00:00.5', '2026-01-02T02:00:00.500Z'],
    ['2026-01-02T03:00:00+01:00', '2026-01-02T02:00:00.500Z'],
    ['2026-01-02T05:00:00+0100', '2026-01-02T04:00:00.000Z'],
    [1_767_330_000, '2026-01-02T05:00:00.000Z'],
  ]) {
    const answer = await world.admin('POST', '/clock/advance', { to })
    expect(answer.body.now ?? answer.body.error.message).toMatch(
      to === '2026-01-02T03:00:00+01:00' ? /cannot go back/ : (now as string),
    )
  }
})

test('a body of nothing but blanks is none, whatever its media type', async () => {
  const world = await startToyWorld()
  const answer = await request(`${world.url}/_textbed/worlds`, 'POST', {
    raw: ' \r\n',
    headers: { 'content-type': 'text/plain' },
  })
  expect(answer.status).toBe(201)
})

test('a method that a path does not take is told those that it takes, also as a header', async () => {
  const world = await startToyWorld()
  const answer = await world.admin('PUT', '/faults', {})
  expect(answer).toMatchObject({ status: 405, headers: { allow: 'GET, POST, DELETE' } })
  expect(answer.body.error.message).toMatch(/does not take PUT; it takes GET, POST, DELETE\.$/)
  expect((await world.admin('GET', '/nothing')).headers).not.toHaveProperty('allow')
})

test('a clock goes to the end of the year 9999 and no further', async () => {
  const world = await startToyWorld({ clock: { now: Date.UTC(9999, 11, 31) } })
  const last = '9999-12-31T23:59:59.999Z'
  expect((await world.advance(86_399.999)).body.now).toBe(last)
  expect((await world.advance(0)).body.now).toBe(last)
  expect(await world.advance(0.001)).toMatchObject({
    status: 400,
    body: { error: { param: 'by', message: `The clock stands at ${last} and goes no further than ${last}.` } },
  })
})
