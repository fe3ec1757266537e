import { request as send } from 'node:http'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ToyWorld, startToyWorld } from './start-toy.ts'

let world: ToyWorld

beforeAll(async () => {
  world = await startToyWorld()
})

/** A call as its bytes are sent, and its line in the journal. */
async function called(
  body: string | Uint8Array | undefined,
  headers: readonly string[] = [],
  path = '/toy/messages',
): Promise<Record<string, any>> {
  const { url, id } = world
  const length = body === undefined ? [] : ['Content-Length', String(Buffer.byteLength(body))]
  await new Promise<void>((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST'
    send(
      url + path,
      { method, headers: ['Host', new URL(url).host, 'X-Textbed-World', id, ...length, ...headers] },
      (answer) => answer.resume().on('end', resolve),
    )
      .on('error', reject)
      .end(body)
  })
  return lastCall()
}

const lastCall = async (of = world.id) => {
  const { body } = await world.at(of).admin('GET', '/journal?type=call')
  return body.entries.at(-1)
}

const JSON_TYPE = ['Content-Type', 'application/json']

const packed = (text: string) => called(gzipSync(text), [...JSON_TYPE, 'Content-Encoding', 'gzip'])

test('the journal tells with which headers and which body a call came', async () => {
  const entry = await called('{"to": "+250788000001", "text": "Your code is 1234"}', [
    ...JSON_TYPE,
    'X-Request-Id',
    'r-17',
    'X-Tag',
    'one',
    'X-Tag',
    'two',
    'User-Agent',
    'shop/1.0',
  ])
  expect(entry).toMatchObject({
    operation: 'toy.sendMessage',
    headers: {
      'content-length': '52',
      'content-type': 'application/json',
      'x-request-id': 'r-17',
      'x-tag': ['one', 'two'],
      'user-agent': 'shop/1.0',
    },
    body: { to: '+250788000001', text: 'Your code is 1234' },
  })
  expect(entry).not.toHaveProperty('body_note')
})

test('a call without a body has none', async () => {
  expect(await called(undefined, ['Accept', 'text/plain'])).toMatchObject({
    headers: { accept: 'text/plain' },
    body: null,
  })
})

test('each of many calls of one client has its own body and length', async () => {
  const texts = Array.from({ length: 20 }, (_, at) => 'x'.repeat(at))
  for (const text of texts) await world.send({ text, status_url: undefined })
  const { entries } = (await world.admin('GET', '/journal?type=call')).body
  const told = entries.slice(-texts.length)
  expect(told.map(({ body }: any) => body.text)).toEqual(texts)
  expect(told.map(({ body, headers }: any) => Number(headers['content-length']) - JSON.stringify(body).length)).toEqual(
    texts.map(() => 0),
  )
})

describe('what lets somebody in is masked:', () => {
  test.each<[what: string, headers: string[], shown: Record<string, string>]>([
    ['HTTP Basic', ['Authorization', 'Basic dXNlcjpwYXNz'], { authorization: 'Basic ***' }],
    ["RapidPro's token", ['Authorization', 'Token 0123abcd'], { authorization: 'Token ***' }],
    ['what has no scheme', ['Authorization', '0123abcd'], { authorization: '***' }],
    ['cookies', ['Cookie', 'session=0123abcd; theme=dark'], { cookie: '***' }],
    ['keys in headers of their own', ['X-Api-Key', '0123abcd'], { 'x-api-key': '***' }],
  ])('%s', async (_what, headers, shown) => {
    expect((await called(undefined, headers)).headers).toMatchObject(shown)
  })

  test.each<[what: string, type: string, body: string, shown: unknown]>([
    [
      'members of JSON, however deep',
      'application/json',
      '{"api_key": "abc", "routes": [{"status_secret": "def", "url": "https://a.example/?x=1"}], "token": null, "text": "token=1"}',
      {
        api_key: '***',
        routes: [{ status_secret: '***', url: 'https://a.example/?x=1' }],
        token: null,
        text: 'token=1',
      },
    ],
    [
      'parameters of a form',
      'application/x-www-form-urlencoded',
      'api_key=abc&text=the+secret&user%5Bpassword%5D=x&auth_token=',
      'api_key=***&text=the+secret&user%5Bpassword%5D=***&auth_token=***',
    ],
    [
      'broken JSON',
      'application/json',
      '{"secret": "a\\"b", "api_key":17, "text": "hello"',
      '{"secret": "***", "api_key":"***", "text": "hello"',
    ],
  ])('%s', async (_what, type, body, shown) => {
    expect((await called(body, ['Content-Type', type])).body).toEqual(shown)
  })

  test('parameters of a query, in the journal and in snapshots', async () => {
    const entry = await called(undefined, [], '/toy/messages?page=2&api_key=abc&token=def')
    expect(entry).toMatchObject({ query: 'page=2&api_key=***&token=***' })
    const { state } = (await world.admin('GET', '/snapshot')).body
    expect(state.journal.entries.find(({ id }: { id: number }) => id === entry['id'])).toMatchObject({
      query: 'page=2&api_key=***&token=***',
    })
  })

  test('names in which such a word only occurs are shown', async () => {
    const body = { tokens: 3, keyword: 'secretary', passwords_sent: 'no' }
    expect((await called(JSON.stringify(body), JSON_TYPE)).body).toEqual(body)
  })
})

describe('a body that is not shown as it is says what it is:', () => {
  test('packed JSON is unpacked, as long as it is short', async () => {
    expect((await packed('{"text": "hello", "secret": "x"}'))['body']).toEqual({ text: 'hello', secret: '***' })
    expect(await packed(`"${'x'.repeat(1_000_000)}"`)).toMatchObject({
      body: null,
      body_note: expect.stringMatching(/^gzip of application\/json: \d+ bytes\.$/) as string,
    })
  })

  test('one that is refused for its length was not read', async () => {
    const entry = await called('x'.repeat(2_000_000), JSON_TYPE)
    expect(entry).toMatchObject({ status: 413, body: null, body_note: 'A body of 2000000 bytes, which was not read.' })
  })
})

test('a fork tells of the calls before it; a snapshot carries none of it, and a reset forgets it', async () => {
  const own = await startToyWorld()
  await own.send({ text: 'before' })
  const fork = (await own.admin('POST', '/fork', {})).body.id
  await own.send({ text: 'after' })
  await own.at(fork).send({ text: 'elsewhere' })
  const texts = async (id: string) =>
    (await own.at(id).admin('GET', '/journal?type=call')).body.entries.map(({ body }: any) => body?.text)
  expect(await texts(own.id)).toEqual(['before', 'after'])
  expect(await texts(fork)).toEqual(['before', 'elsewhere'])

  const snapshot = (await own.admin('GET', '/snapshot')).body
  expect(JSON.stringify(snapshot.state.journal.entries.filter(({ type }: any) => type === 'call'))).not.toMatch(
    /headers|body/,
  )
  await own.admin('PUT', '/snapshot', snapshot)
  expect((await own.admin('GET', '/journal?type=call')).body.entries).toMatchObject([
    { headers: null, body: null, body_note: 'What this call came with is no longer kept.' },
    { headers: null },
  ])
  await own.admin('POST', '/reset')
  expect((await own.admin('GET', '/journal?type=call')).body.entries).toEqual([])
  await own.admin('DELETE', '')
})

test('the text of a call finds it, too', async () => {
  await called('{"to": "+250788000001", "text": "Grüße aus Kigali"}', JSON_TYPE)
  const { entries } = (await world.admin('GET', `/journal?text=${encodeURIComponent('/Grüße aus (Kigali|Huye)/')}`))
    .body
  expect(entries.map(({ type }: { type: string }) => type)).toContain('call')
})
