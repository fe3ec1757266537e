import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

const json = { 'content-type': 'application/json' }

test.each([
  ['nothing at all', '', {}],
  ['nothing, with a JSON content type', '', json],
  ['null', 'null', json],
  ['an empty list, as PHP has it', '[]', json],
  ['an empty object', '{}', json],
])('a call without arguments may send %s', async (_title, raw, headers) => {
  const { call, project, credentials } = await startProject()
  expect(
    (await call('POST', project, { raw, headers: { ...basic(credentials.telerivet!.api_key!), ...headers } })).status,
  ).toBe(200)
})

test('an empty list stands for an empty object of variables', async () => {
  const { post } = await startProject()
  expect(await post('/contacts', { name: 'Ann', vars: [] })).toMatchObject({ status: 200, body: { vars: {} } })
})

test('a body may be gzipped', async () => {
  const { call, project, credentials } = await startProject()
  const raw = gzipSync(JSON.stringify({ name: 'Renamed' }))
  const headers = { ...basic(credentials.telerivet!.api_key!), ...json, 'content-encoding': 'gzip' }
  expect(await call('POST', project, { raw, headers })).toMatchObject({ status: 200, body: { name: 'Renamed' } })
})

test('a form nests with brackets, and its untyped values stay strings', async () => {
  const { call, project, credentials } = await startProject()
  const form: [string, string][] = [
    ['name', 'Ann'],
    ['send_blocked', '1'],
    ['vars[age]', '42'],
    ['vars[city]', 'Zürich'],
  ]
  const answer = await call('POST', `${project}/contacts`, { form, headers: basic(credentials.telerivet!.api_key!) })
  expect(answer.body).toMatchObject({ name: 'Ann', send_blocked: true, vars: { age: '42', city: 'Zürich' } })
})

test('of equal names in a form or query the last counts, as PHP has it, nested or not', async () => {
  const { call, get, project, credentials } = await startProject()
  const headers = basic(credentials.telerivet!.api_key!)
  const form: [string, string][] = [
    ['name', 'Ann'],
    ['vars[age]', '1'],
    ['name', 'Ben'],
    ['vars[age]', '2'],
  ]
  const answer = await call('POST', `${project}/contacts`, { form, headers })
  expect(answer.body).toMatchObject({ name: 'Ben', vars: { age: '2' } })
  expect((await get('/contacts?count=1&name[prefix]=x&name[prefix]=be')).body).toEqual({ count: 1 })
})

test('a variable may have the name of what all objects have, in a form and in a query, too', async () => {
  const { call, get, project, credentials } = await startProject()
  const form = { name: 'Ann', 'vars[constructor]': 'x', 'vars[toString]': 'y', 'vars[__proto__]': 'z' }
  const answer = await call('POST', `${project}/contacts`, { form, headers: basic(credentials.telerivet!.api_key!) })
  expect(answer.body.vars).toEqual({ constructor: 'x', toString: 'y' })
  expect((await get('/contacts?count=1&vars[constructor]=x')).body).toEqual({ count: 1 })
  expect((await get('/contacts?count=1&vars[constructor]=y')).body).toEqual({ count: 0 })
  expect((await get('/contacts?count=1&vars[valueOf][exists]=1')).body).toEqual({ count: 0 })
  expect((await get('/contacts?name[constructor]=x')).body.error.param).toBe('name[constructor]')
})

test('a number that no client could read back is no value of a variable', async () => {
  const { call, project, credentials } = await startProject()
  const headers = { ...basic(credentials.telerivet!.api_key!), ...json }
  const answer = await call('POST', `${project}/contacts`, { raw: '{"name":"Ann","vars":{"a":1e999}}', headers })
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_param', param: 'vars[a]' } } })
})

test('JSON keeps the types of variables, and takes flat names for nested ones', async () => {
  const { post } = await startProject()
  expect((await post('/contacts', { name: 'Ann', 'vars[age]': 42, 'vars[member]': true })).body.vars).toEqual({
    age: 42,
    member: true,
  })
})

test.each([
  [true, true],
  [1, true],
  ['1', true],
  ['true', true],
  ['True', true],
  [false, false],
  [0, false],
  ['0', false],
  ['false', false],
  ['False', false],
])('the boolean %j is read as %j', async (written, value) => {
  const { post } = await startProject()
  expect((await post('/contacts', { name: 'Ann', send_blocked: written })).body.send_blocked).toBe(value)
})

test('parameters that are not known are ignored', async () => {
  const { post } = await startProject()
  expect(
    (
      await post('/messages/send', {
        to_number: '+16505550123',
        content: 'a',
        'status-url': 'nonsense',
        from_number: '1',
      })
    ).status,
  ).toBe(200)
})

test.each([
  ['broken JSON', '{"content": ', json, 400],
  ['a scalar', '42', json, 400],
  ['a list', '[1]', json, 400],
  ['broken UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]), json, 400],
  ['broken gzip', 'not gzip', { ...json, 'content-encoding': 'gzip' }, 400],
  ['a broken escape in a form', 'content=%zz', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
  ['another content type', '<a/>', { 'content-type': 'application/xml' }, 400],
  ['very deep JSON', '{"vars":'.repeat(5000) + '1' + '}'.repeat(5000), json, 400],
  ['more than the limit', `{"content":"${'x'.repeat(17 * 1024 * 1024)}"}`, json, 413],
])('%s is refused and changes nothing', async (_title, raw, headers, status) => {
  const { call, get, project, credentials } = await startProject()
  const answer = await call('POST', `${project}/messages/send`, {
    raw,
    headers: { ...basic(credentials.telerivet!.api_key!), ...headers },
  })
  expect(answer).toMatchObject({ status, body: { error: { message: expect.any(String), code: expect.any(String) } } })
  expect((await get('/messages?count=1')).body).toEqual({ count: 0 })
})

test.each([
  [{ content: {} }, 'content'],
  [{ content: ['a'] }, 'content'],
  [{ vars: 'x' }, 'vars'],
  [{ vars: [1] }, 'vars'],
  [{ vars: { 'bad-name': 1 } }, 'vars[bad-name]'],
  [{ vars: JSON.parse('{"__proto__": 1}') as object }, 'vars[__proto__]'],
  [{ vars: { list: [1] } }, 'vars[list]'],
  [{ vars: { object: {} } }, 'vars[object]'],
  [{ vars: { ['n'.repeat(33)]: 1 } }, `vars[${'n'.repeat(33)}]`],
  [{ vars: { long: 'ä'.repeat(2049) } }, 'vars[long]'],
  [{ vars: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`v${index}`, 1])) }, 'vars'],
  [{ priority: 3 }, 'priority'],
  [{ simulated: 'yes' }, 'simulated'],
  [{ message_type: 'fax' }, 'message_type'],
  [{ status_url: 'ftp://x' }, 'status_url'],
  [{ media_urls: ['nonsense'] }, 'media_urls[0]'],
  [{ media_urls: 'http://example.com/a.png' }, 'media_urls'],
  [{ label_ids: ['LB0123456789abcdef'] }, 'label_ids[0]'],
  [{ route_id: 'PN0123456789abcdef' }, 'route_id'],
  [{ phone_id: 'PN0123456789abcdef' }, 'phone_id'],
  [{ contact_id: 'CT0123456789abcdef' }, 'contact_id'],
  [{ to_number: 'abc' }, 'to_number'],
  [{ to_number: null }, 'to_number'],
  [{ content: '' }, 'content'],
  [{ message_type: 'service' }, 'service_id'],
  [{ message_type: 'call', service_id: 'SV0123456789abcdef' }, 'service_id'],
  [{ track_clicks: true, short_link_params: { domain: 'x.io' } }, 'short_link_params[domain]'],
  [{ track_clicks: true, short_link_params: { expiration_sec: 'soon' } }, 'short_link_params[expiration_sec]'],
])('%j is an invalid_param that names %s, and nothing is sent', async (wrong, param) => {
  const { get, post } = await startProject()
  const answer = await post('/messages/send', { to_number: '+16505550123', content: 'hi', ...wrong })
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_param', param } } })
  expect((await get('/messages?count=1')).body).toEqual({ count: 0 })
  expect((await get('/contacts?count=1')).body).toEqual({ count: 0 })
})

test('what looks like the prototype of objects is a name like any other', async () => {
  const { post } = await startProject()
  expect((await post('/contacts', { name: 'Ann', vars: { constructor: 'x', toString: 1 } })).body.vars).toEqual({
    constructor: 'x',
    toString: 1,
  })
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})
