import plivo from 'plivo'
import telerivet from 'telerivet'
import { beforeEach, describe, expect, test } from 'vitest'
import { whyNotCalled } from '../../../src/server/call-out.ts'
import { TembaClient } from '../../support/temba-client.ts'
import { type TestWorld, startWorld } from '../../support/world.ts'

let world: TestWorld
const ANNA = '+14155550123'
const NOWHERE = { telerivet: null, rapidpro: null, plivo: null }

beforeEach(async () => {
  world = await startWorld()
})

/** Telerivet's client answers by callback, and has no types of its own. */
// oxlint-disable-next-line typescript/no-explicit-any
const ask = (call: (done: (error: Error | null, answer: any) => void) => void): Promise<any> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))))

const set = (body: object) => world.admin('PUT', '/incoming', body)
const shown = async () => (await world.admin('GET', '/incoming')).body
const numbers = async () => (await world.admin('GET', '')).body.numbers as Record<string, string>
const writes = async (text: string, platform: string) => {
  await world.handset(ANNA).writes((await numbers())[platform]!, text)
  await world.advance('PT1M')
}

test('people’s texts go nowhere at first', async () => {
  expect(await shown()).toEqual(NOWHERE)
})

test('what a person writes to Telerivet and Plivo arrives after one call, and no more after another', async () => {
  const { url } = world.receiver
  const { status, body } = await set({ telerivet: { url: `${url}/t`, secret: 'sesame' }, plivo: `${url}/p` })
  expect([status, body]).toEqual([
    200,
    { telerivet: { url: `${url}/t`, secret: 'sesame' }, rapidpro: null, plivo: { url: `${url}/p` } },
  ])
  for (const platform of ['telerivet', 'plivo']) await writes('Is it still open?', platform)
  expect(
    world.receiver.received.map(({ path, form }) => [path, form['content'] ?? form['Text'], form['secret']]),
  ).toEqual([
    ['/t', 'Is it still open?', 'sesame'],
    ['/p', 'Is it still open?', undefined],
  ])

  expect((await set({ telerivet: null, plivo: null })).body).toEqual(NOWHERE)
  for (const platform of ['telerivet', 'plivo']) await writes('Hello?', platform)
  expect(world.receiver.received).toHaveLength(2)
})

test('a short code writes to Telerivet, too, and is heard', async () => {
  await set({ telerivet: world.receiver.url })
  const { api_key, project_id, phone_id } = world.credentials['telerivet']!
  const project = new telerivet.API(api_key, `${world.url}/v1`).initProjectById(project_id)
  await new Promise((resolve) =>
    project.receiveMessage({ from_number: '12345', content: 'Your balance', phone_id }, resolve),
  )
  await world.advance('PT1M')
  expect(world.receiver.received.map(({ form }) => form['content'])).toEqual(['Your balance'])
})

test('Telerivet’s client finds the service, once however often it is set, and others stay as they are', async () => {
  const { api_key, project_id } = world.credentials['telerivet']!
  const project = new telerivet.API(api_key, `${world.url}/v1`).initProjectById(project_id)
  const names = async () =>
    (await ask((done) => project.queryServices().all(done))).map(({ name }: { name: string }) => name)
  const config = { url: 'http://127.0.0.1:9/', secret: 's' }
  await ask((done) => project.createService({ name: 'Mine', service_type: 'incoming_message_webhook', config }, done))
  for (const path of ['/a', '/b', '/b']) await set({ telerivet: world.receiver.url + path })
  expect(await names()).toEqual(['Mine', 'Incoming texts'])
  expect((await shown()).telerivet).toEqual({ url: `${world.receiver.url}/b` })
  await set({ telerivet: null })
  expect(await names()).toEqual(['Mine'])
})

test('Plivo’s signature is that of its client, and what the application answers is sent', async () => {
  await set({ plivo: `${world.receiver.url}/sms` })
  const reply = `<Response><Message src="14155550100" dst="14155550123">Until six</Message></Response>`
  world.receiver.answer = () => ({ headers: { 'content-type': 'text/xml' }, body: reply })
  await writes('Is it still open?', 'plivo')
  const [call] = world.receiver.received
  const { headers } = call!
  expect(
    plivo.validateV3Signature(
      call!.method,
      call!.url,
      headers['x-plivo-signature-v3-nonce']!,
      world.credentials['plivo']!['auth_token']!,
      headers['x-plivo-signature-v3']!,
      call!.form,
    ),
  ).toBe(true)
  expect(await world.handset(ANNA).messages()).toMatchObject([{ direction: 'wrote' }, { text: 'Until six' }])

  // A call that is made again is answered again.
  const { webhooks } = (await world.admin('GET', `/webhooks?phone=${encodeURIComponent(ANNA)}`)).body
  expect(webhooks).toMatchObject([{ provider: 'plivo', message: 'I1', phone: ANNA, state: 'made' }])
  await world.admin('POST', `/webhooks/${webhooks[0].id}/resend`, {})
  await world.advance('PT1M')
  expect((await world.handset(ANNA).messages()).map(({ text }) => text)).toEqual([
    'Is it still open?',
    'Until six',
    'Until six',
  ])
})

test('a Telerivet webhook that is made again is replied to again', async () => {
  await set({ telerivet: world.receiver.url })
  world.receiver.answer = () => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ content: 'Until six' }] }),
  })
  await writes('Is it still open?', 'telerivet')
  const { webhooks } = (await world.admin('GET', '/webhooks')).body
  expect((await world.admin('POST', `/webhooks/${webhooks[0].id}/resend`, {})).body).toMatchObject({ state: 'made' })
  await world.advance('PT1M')
  expect((await world.handset(ANNA).messages()).filter(({ text }) => text === 'Until six')).toHaveLength(2)
})

test('RapidPro’s channel sends there until flows run: the receiver is its aggregator, and says what has arrived', async () => {
  const { url } = world.receiver
  expect((await set({ rapidpro: { url: `${url}/send`, secret: 'Token sesame' } })).body.rapidpro).toEqual({
    url: `${url}/send`,
    secret: 'Token sesame',
  })
  const client = new TembaClient(world)
  await client.post('broadcasts', {}, { urns: [`tel:${ANNA}`], text: 'School is open' })
  await world.advance('PT1M')
  expect(world.receiver.received).toMatchObject([
    { path: '/send', headers: { authorization: 'Token sesame' }, form: { text: 'School is open', to: ANNA } },
  ])
  expect(await world.handset(ANNA).messages()).toEqual([])

  // The calls that it owes are made again like any other.
  await world.admin('POST', '/webhooks/W1/resend', {})
  expect(world.receiver.received).toHaveLength(2)

  expect((await set({ rapidpro: `${url}/send` })).body.rapidpro).toEqual({ url: `${url}/send` })
  expect((await set({ rapidpro: null })).body).toEqual(NOWHERE)
  await client.post('broadcasts', {}, { urns: [`tel:${ANNA}`], text: 'School is closed' })
  await world.advance('PT1M')
  expect(await world.handset(ANNA).messages()).toMatchObject([{ text: 'School is closed' }])
})

test('a fork and a snapshot know where texts go, and a reset ends it', async () => {
  await set({ telerivet: world.receiver.url, rapidpro: world.receiver.url, plivo: world.receiver.url })
  const everywhere = await shown()
  const fork = (await world.admin('POST', '/fork', {})).body.id
  expect((await world.call('GET', `/_textbed/worlds/${fork}/incoming`)).body).toEqual(everywhere)
  const snapshot = (await world.admin('GET', '/snapshot')).body
  await world.admin('POST', '/reset', {})
  expect(await shown()).toEqual(NOWHERE)
  await world.admin('PUT', '/snapshot', snapshot)
  expect(await shown()).toEqual(everywhere)
})

describe('is refused, and nothing is changed:', () => {
  test.each<[what: string, asked: object, param: string, said: string]>([
    ['a platform that there is not', { plvio: null }, 'plvio', '"plvio" is not known here. Did you mean "plivo"'],
    [
      'half an address',
      { plivo: '127.0.0.1:80' },
      'plivo',
      'has to be an address such as "http://127.0.0.1:8080/send"',
    ],
    ['a number', { plivo: 8080 }, 'plivo', 'has to be an address'],
    ['a list', { plivo: ['http://127.0.0.1/'] }, 'plivo', 'has to be an object'],
    ['an object without an address', { telerivet: { secret: 's' } }, 'telerivet.url', 'is missing'],
    ['an unknown name', { telerivet: { url: 'http://127.0.0.1/', key: 's' } }, 'telerivet.key', 'is not known here'],
    ['an empty secret', { telerivet: { url: 'http://127.0.0.1/', secret: '' } }, 'telerivet.secret', 'is empty'],
    [
      'an address where no webhook goes',
      { telerivet: 'http://127.0.0.1/', plivo: 'http://93.184.216.34/' },
      'plivo',
      'Webhooks go to loopback and private addresses only, and 93.184.216.34 is 93.184.216.34. Start textbed with --allow-webhooks-to 93.184.216.34 to allow it.',
    ],
    [
      'a secret of Plivo’s',
      { telerivet: 'http://127.0.0.1/', plivo: { url: 'http://127.0.0.1/', secret: 's' } },
      'plivo.secret',
      'Plivo sends no secret: it signs its calls with the auth token',
    ],
    [
      'a secret that no header can carry',
      { telerivet: 'http://127.0.0.1/', rapidpro: { url: 'http://127.0.0.1/', secret: 'a\nb' } },
      'rapidpro.secret',
      'it cannot have line breaks',
    ],
    [
      'a host that is filled in',
      { telerivet: 'http://127.0.0.1/', rapidpro: 'http://{{to}}/' },
      'rapidpro.url',
      'behind its host only',
    ],
  ])('%s', async (_what, asked, param, said) => {
    const { status, body } = await set(asked)
    expect([status, body.error.param]).toEqual([400, param])
    expect(body.error.message).toContain(said)
    expect(await shown()).toEqual(NOWHERE)
  })

  test('what was deleted', async () => {
    const { auth_id, auth_token, app_id } = world.credentials['plivo']!
    const authorization = `Basic ${btoa(`${auth_id}:${auth_token}`)}`
    await world.call('DELETE', `/v1/Account/${auth_id}/Application/${app_id}/`, { headers: { authorization } })
    await world.admin('DELETE', `/rapidpro/channels/${world.credentials['rapidpro']!['channel']}`)
    expect((await set({ plivo: null })).body.error.message).toContain('of Plivo was deleted')
    expect((await set({ rapidpro: null })).body.error.message).toContain('has no channel any more')
    expect(await shown()).toEqual(NOWHERE)
  })
})

const whyNot = (url: string, addresses: string[], allowed: string[] = []) =>
  whyNotCalled(allowed, (name, _options, done) =>
    addresses.length === 0
      ? done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' }), [])
      : done(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
  )(url)

describe('an address is asked for before anything is sent there:', () => {
  test.each<[string, string, string[], RegExp | string]>([
    ['a near address', 'http://10.1.2.3/', [], 'it may'],
    ['a far one', 'http://93.184.216.34/', [], /93\.184\.216\.34 is 93\.184\.216\.34/],
    ['a name that leads far', 'http://app.example.org/', ['93.184.216.34'], /app\.example\.org is 93\.184\.216\.34/],
    ['one that leads near as well', 'http://app.example.org/', ['93.184.216.34', '10.0.0.1'], 'it may'],
    ['one that leads nowhere yet', 'http://app.example.org/', [], 'it may'],
    ['another protocol', 'ftp://localhost/', [], /over http or https, not ftp/],
    ['no address', 'nowhere', [], /is not a URL/],
  ])('%s', async (_what, url, addresses, why) => {
    expect((await whyNot(url, addresses)) ?? 'it may').toMatch(why)
  })

  test('one that is allowed', async () => {
    expect(await whyNot('http://93.184.216.34/', [], ['93.184.216.34'])).toBeUndefined()
    expect(await whyNot('http://app.example.org/', ['93.184.216.34'], ['app.example.org'])).toBeUndefined()
  })
})
