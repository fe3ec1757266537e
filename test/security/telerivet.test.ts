import { beforeAll, describe, expect, test } from 'vitest'
import { telerivet } from '../../src/providers/telerivet/index.ts'
import { type BareCall, credentialsOf, startBare } from '../support/bare-simulator.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

let bare: ReturnType<typeof startBare>
let project: string

beforeAll(async () => {
  bare = startBare([telerivet])
  project = `/v1/projects/${bare.world.credentials.telerivet!.project_id}`
  await call(json({ phone_number: '+16505550180', vars: { long: text(4000) } }))
})

function call({ headers, ...given }: Partial<BareCall>) {
  const credentials = credentialsOf(telerivet, bare.world)
  return bare.call({ method: 'POST', path: `${project}/contacts`, ...given, headers: { ...credentials, ...headers } })
}

/** What the world holds, the counters of its chance included. */
const everything = () => JSON.stringify(bare.world.toJSON().rows) + JSON.stringify(bare.world.toJSON().counters)

const text = (length: number) => 'x'.repeat(length)
const json = (value: unknown): Partial<BareCall> => ({ headers: JSON_TYPE, body: JSON.stringify(value) })
const form = (body: string): Partial<BareCall> => ({ headers: FORM_TYPE, body })
const reading = (query: string): Partial<BareCall> => ({ method: 'GET', query })
const sending = (value: object): Partial<BareCall> => ({
  ...json({ to_number: '+16505550123', content: 'hi', ...value }),
  path: `${project}/messages/send`,
})

/** Each hostile call stands beside the innocent one that is most like it. */
const PAIRS: [title: string, hostile: () => Partial<BareCall>, innocent: () => Partial<BareCall>][] = [
  [
    'a JSON name with 8,000 opening brackets',
    () => json({ name: 'Ann', [`a${'[a'.repeat(8000)}`]: 1 }),
    () => json({ name: 'Ann', 'a[a[a': 1 }),
  ],
  [
    'a JSON name of 100,000 levels',
    () => json({ name: 'Ann', [`vars${'[b]'.repeat(100_000)}`]: 1 }),
    () => json({ name: 'Ann', 'vars[b]': 1 }),
  ],
  [
    'a form with a name of 100,000 levels',
    () => form(`name=Ann&vars${'[b]'.repeat(100_000)}=1`),
    () => form('name=Ann&vars[b]=1&route_params[a][b][c][d][e][f][g][h]=1'),
  ],
  [
    'a query with a name of 500 levels',
    () => reading(`vars${'[b]'.repeat(500)}=1`),
    () => reading('vars[b][min]=1&vars%5Bc%5D%5Bexists%5D=1'),
  ],
  [
    'JSON of 100,000 levels',
    () => ({ ...json({}), body: `{"name":"Ann","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }),
    () => json({ name: 'Ann', a: [[[[1]]]] }),
  ],
  ['a form of millions of parameters', () => form('a&'.repeat(1_000_000)), () => form('name=Ann&a&a&a&a')],
  [
    'a form of 100,000 nested parameters',
    () => form(Array.from({ length: 100_000 }, (_, at) => `vars[v${at}]=1`).join('&')),
    () => form(`name=Ben&${Array.from({ length: 100 }, (_, at) => `vars[v${at}]=1`).join('&')}`),
  ],
  [
    'a form of 100,000 entries of a list',
    () => form('to_numbers[]=1&'.repeat(100_000)),
    () => ({
      ...form(`content=hi&${Array.from({ length: 500 }, (_, at) => `to_numbers[]=%2B1650555${1000 + at}`).join('&')}`),
      path: `${project}/messages/send_batch`,
    }),
  ],
  [
    'JSON of 100,000 names with brackets',
    () => json(Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`a${at}[b][c]`, 1]))),
    () => json({ name: 'Ann', ...Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`vars[a${at}]`, 1])) }),
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].map((type): (typeof PAIRS)[number] => [
    `a content type of ${type}`,
    () => ({ body: '{"name":"Ann"}', headers: { 'content-type': type } }),
    () => ({ body: '{"name":"Ann"}', headers: { 'content-type': 'Application/JSON; charset=utf-8' } }),
  ]),
  ...['__proto__', 'constructor', 'toString'].flatMap((name): (typeof PAIRS)[number][] => [
    [
      `${name} as a lookup key`,
      () => json({ name: 'Ann', lookup_key: name }),
      () => json({ name: 'Ann', lookup_key: 'name' }),
    ],
    [
      `${name} as a type of message`,
      () => sending({ message_type: name }),
      () => sending({ message_type: 'sms', vars: { constructor: 1, toString: 'x' } }),
    ],
    [
      `${name} as a modifier`,
      () => reading(`name[${name === '__proto__' ? 'prototype' : name}]=1`),
      () => reading(`${name}=1&vars[${name}]=1&name[prefix]=A`),
    ],
    [
      `${name} as a language`,
      () => sending({ tts_lang: name }),
      () => sending({ tts_lang: 'en-GB', [name === '__proto__' ? 'a' : name]: 1 }),
    ],
  ]),
  ['half of a surrogate pair as a name', () => json({ name: '\ud800' }), () => json({ name: '😀 \\ud800' })],
  [
    'half of a surrogate pair deep in a route’s parameters',
    () => ({
      ...sending({}),
      body: '{"to_number":"+16505550123","content":"a","route_params":{"a":[{"b":"\\ud83d"}]}}',
    }),
    () => ({
      ...sending({}),
      body: '{"to_number":"+16505550123","content":"a","route_params":{"a":[{"b":"\\ud83d\\ude00"}]}}',
    }),
  ],
  [
    'half of a surrogate pair as the name of a route’s parameter',
    () => ({ ...sending({}), body: '{"to_number":"+16505550123","content":"a","route_params":{"\\udc00":1}}' }),
    () => sending({ route_params: { '😀': 1 } }),
  ],
  ['a name of a megabyte', () => json({ name: text(1_000_000) }), () => json({ name: text(1000) })],
  [
    'a phone number of a megabyte',
    () => json({ phone_number: '1'.repeat(1_000_000) }),
    () => json({ phone_number: '+1 (650) 555-0123' }),
  ],
  ['a text of a megabyte', () => sending({ content: text(1_000_000) }), () => sending({ content: text(65_536) })],
  [
    'a route’s parameters of a megabyte',
    () => sending({ route_params: { a: text(1_000_000) } }),
    () => sending({ route_params: { whatsapp: { quick_replies: [{ text: 'Yes' }] } } }),
  ],
  [
    'a thousand files',
    () => sending({ media_urls: Array.from({ length: 1000 }, (_, at) => `https://example.com/${at}`) }),
    () => sending({ media_urls: Array.from({ length: 10 }, (_, at) => `https://example.com/${at}`) }),
  ],
  [
    'a link that stops to work when the sun has gone out',
    () => sending({ content: 'https://x.io', track_clicks: true, short_link_params: { expiration_sec: 1e15 } }),
    () => sending({ content: 'https://x.io', track_clicks: true, short_link_params: { expiration_sec: 31_536_000 } }),
  ],
  [
    'an address of a megabyte for statuses',
    () => sending({ status_url: `http://127.0.0.1:9/${text(1_000_000)}` }),
    () => sending({ status_url: `http://127.0.0.1:9/${text(2000)}` }),
  ],
  [
    'a template that writes out a long variable a thousand times',
    () => sending({ content: '[[message.vars.v]]'.repeat(1000), is_template: true, vars: { v: text(4000) } }),
    () => sending({ content: '[[message.vars.v]]'.repeat(1000), is_template: true, vars: { v: text(40) } }),
  ],
  [
    'a template for somebody new that writes out itself',
    () => sending({ to_number: '+16505550177', content: '[[message.content]]'.repeat(5000), is_template: true }),
    () => sending({ to_number: '+16505550178', content: '[[message.content]]', is_template: true }),
  ],
  [
    'a template that writes out thousands of times who is made a contact by it',
    () => sending({ to_number: '+16505550175', content: '[[contact.url]]'.repeat(3000), is_template: true }),
    () => sending({ to_number: '+16505550176', content: '[[contact.url]]'.repeat(300), is_template: true }),
  ],
  [
    'a text to two, of which one makes it too long',
    () => ({
      ...json({
        to_numbers: ['+16505550181', '+16505550180'],
        content: '[[contact.vars.long]]'.repeat(40),
        is_template: true,
      }),
      path: `${project}/messages/send_batch`,
    }),
    () => ({
      ...json({
        to_numbers: ['+16505550181', '+16505550180'],
        content: '[[contact.vars.long]]'.repeat(10),
        is_template: true,
      }),
      path: `${project}/messages/send_batch`,
    }),
  ],
  [
    'five thousand links whose clicks are tracked',
    () => sending({ content: 'http://a.io '.repeat(5000), track_clicks: true }),
    () => sending({ content: 'http://a.io '.repeat(50), track_clicks: true }),
  ],
  [
    'a number that no double holds',
    () => ({ ...json({}), body: '{"name":"Ann","vars":{"a":1e999}}' }),
    () => ({ ...json({}), body: '{"name":"Ann","vars":{"a":1e99}}' }),
  ],
]

describe.each(PAIRS)('%s', (_title, hostile, innocent) => {
  test('is refused in the platform’s words, and changes nothing', async () => {
    const before = everything()
    const { status, body } = await call(hostile())
    expect({ status, body: body?.slice(0, 300) }).toMatchObject({ status: 400 })
    expect(JSON.parse(body!)).toMatchObject({ error: { code: expect.any(String), message: expect.any(String) } })
    expect(everything()).toBe(before)
  })

  test('is not taken for what is innocent', async () => {
    const { status, body } = await call(innocent())
    expect({ status, body: body?.slice(0, 300) }).toMatchObject({ status: 200 })
  })
})

test('a key is found in the body without reading all the rest of it', async () => {
  const { api_key } = bare.world.credentials.telerivet!
  const body = `${'a&'.repeat(1_000_000)}api_key=${api_key}`
  const headers = { authorization: '', ...FORM_TYPE }
  expect((await call({ body, headers })).status).toBe(400)
  expect((await call({ body: `name=Ann&api_key=${api_key}`, headers })).status).toBe(200)
  expect((await call({ body: `name=Ann&my_api_key=${api_key}`, headers })).status).toBe(401)
})
