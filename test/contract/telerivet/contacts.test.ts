import { expect, test } from 'vitest'
import { startProject } from './project.ts'

test('a new contact has no messages, belongs to no group and is closed', async () => {
  const { post, credentials } = await startProject()
  expect((await post('/contacts', { name: 'Ann', phone_number: '6505550123' })).body).toMatchObject({
    id: expect.stringMatching(/^CT[0-9a-f]{16}$/),
    name: 'Ann',
    phone_number: '+16505550123',
    send_blocked: false,
    conversation_status: 'closed',
    last_message_time: null,
    message_count: 0,
    last_message_id: null,
    default_route_id: null,
    group_ids: [],
    vars: {},
    project_id: credentials.telerivet!.project_id,
  })
})

test.each([
  '+16505550123',
  '6505550123',
  '5550123',
  '(650) 555-0123',
  '1 650 555 0123',
  '001 650 555 0123',
  '0016505550123',
  '06505550123',
])('%s finds the contact with +16505550123, whose number stays', async (phone_number) => {
  const { post, get } = await startProject()
  const { id } = (await post('/contacts', { phone_number: '+16505550123' })).body
  expect((await post('/contacts', { phone_number, name: 'Ann' })).body).toMatchObject({
    id,
    name: 'Ann',
    phone_number: '+16505550123',
  })
  expect((await get('/contacts?count=1')).body.count).toBe(1)
})

test('what is dialled for abroad is written in international form', async () => {
  const { post } = await startProject()
  expect((await post('/contacts', { phone_number: '011 44 7911 123456' })).body.phone_number).toBe('+447911123456')
  expect((await post('/contacts', { phone_number: '00 44 7911 123457' })).body.phone_number).toBe('+447911123457')
})

test.each(['+447005550123', '555012', '0123', '+16505550124'])('%s is another number', async (phone_number) => {
  const { post, get } = await startProject()
  await post('/contacts', { phone_number: '+16505550123' })
  await post('/contacts', { phone_number })
  expect((await get('/contacts?count=1')).body.count).toBe(2)
})

test('a number that several contacts may have is that of the newest', async () => {
  const { post } = await startProject()
  await post('/contacts', { phone_number: '+14155550123' })
  const newer = (await post('/contacts', { phone_number: '+16505550123' })).body
  expect((await post('/contacts', { phone_number: '5550123' })).body).toMatchObject({
    id: newer.id,
    phone_number: '+16505550123',
  })
})

test('a fuller spelling takes the place of a shorter one', async () => {
  const { post } = await startProject()
  const { id } = (await post('/contacts', { phone_number: '5550123' })).body
  expect((await post('/contacts', { phone_number: '+16505550123' })).body).toMatchObject({
    id,
    phone_number: '+16505550123',
  })
})

test('without a number the name decides, whatever its case', async () => {
  const { post } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann' })).body
  expect((await post('/contacts', { name: 'ANN', vars: { a: 1 } })).body).toMatchObject({
    id,
    name: 'ANN',
    vars: { a: 1 },
  })
})

test('lookup_key says what decides', async () => {
  const { post } = await startProject()
  const ann = (await post('/contacts', { name: 'Ann', phone_number: '+16505550123', vars: { badge: 7 } })).body
  expect((await post('/contacts', { lookup_key: 'id', id: ann.id, name: 'Anna' })).body).toMatchObject({
    id: ann.id,
    name: 'Anna',
  })
  expect(
    (await post('/contacts', { lookup_key: 'name', name: 'anna', phone_number: '+16505550124' })).body,
  ).toMatchObject({ id: ann.id, phone_number: '+16505550124' })
  expect((await post('/contacts', { lookup_key: 'vars.badge', vars: { badge: '7' }, name: 'A' })).body).toMatchObject({
    id: ann.id,
    name: 'A',
  })
  expect((await post('/contacts', { lookup_key: 'none', name: 'A' })).body.id).not.toBe(ann.id)
  expect((await post('/contacts', { lookup_key: 'id', id: 'CT0', name: 'x' })).status).toBe(404)
  for (const wrong of [{ lookup_key: 'id' }, { lookup_key: 'age' }, { lookup_key: 'vars.x', name: 'b' }, {}])
    expect(await post('/contacts', wrong)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param: expect.any(String) } },
    })
})

test.each([true, 1, '1', 'true', 'True'])('lookup_key finds the truth of a variable by %j', async (b) => {
  const { post } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann', vars: { b: true } })).body
  expect((await post('/contacts', { lookup_key: 'vars.b', name: 'Ben', vars: { b } })).body.id).toBe(id)
})

test('time_updated moves on every change, time_created never', async () => {
  const { post, get, advance } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann' })).body
  await advance(60)
  expect((await post(`/contacts/${id}`, { conversation_status: 'handled', vars: { a: 1.5 } })).body).toMatchObject({
    conversation_status: 'handled',
    time_created: 1767225600,
    time_updated: 1767225660,
  })
  expect((await post(`/contacts/${id}`, { vars: { b: 'x', a: null } })).body.vars).toEqual({ b: 'x' })
  expect((await get(`/contacts/${id}`)).body.vars).toEqual({ b: 'x' })
})

test('what changes nothing is no change: time_updated stays', async () => {
  const { post, get, advance } = await startProject()
  const given = { name: 'Ann', phone_number: '+16505550123', vars: { a: 1 } }
  const { id, time_updated } = (await post('/contacts', given)).body
  await advance(60)
  await post('/contacts', { phone_number: '650 555 0123' })
  await post(`/contacts/${id}`)
  await post(`/contacts/${id}`, { ...given, vars: { a: 1, b: null } })
  expect((await get(`/contacts/${id}`)).body.time_updated).toBe(time_updated)
  expect((await post(`/contacts/${id}`, { vars: { a: '1' } })).body.time_updated).toBe(time_updated + 60)
})

test('default_route_id is a phone of the project, and null clears it', async () => {
  const { post, phone } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann', default_route_id: phone })).body
  expect((await post(`/contacts/${id}`, { default_route_id: null })).body.default_route_id).toBeNull()
  expect(await post(`/contacts/${id}`, { default_route_id: 'PN0' })).toMatchObject({
    status: 400,
    body: { error: { param: 'default_route_id' } },
  })
})

test('an object never holds more than 100 variables', async () => {
  const { post, get } = await startProject()
  const { id } = (
    await post('/contacts', {
      name: 'Ann',
      vars: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`v${index}`, index])),
    })
  ).body
  expect(await post(`/contacts/${id}`, { name: 'Changed', vars: { one_more: 1 } })).toMatchObject({
    status: 400,
    body: { error: { param: 'vars' } },
  })
  expect((await get(`/contacts/${id}`)).body.name).toBe('Ann')
})

test('a refused change of a contact changes nothing, and creates none', async () => {
  const { post, get } = await startProject()
  expect((await post('/contacts', { name: 'Ann', add_group_ids: ['CG0'] })).body.error.param).toBe('add_group_ids[0]')
  expect((await post('/contacts', { name: 'Ann', default_route_id: 'PN0' })).body.error.param).toBe('default_route_id')
  expect((await get('/contacts?count=1')).body.count).toBe(0)
})

test('a deleted contact is not found, and its messages stay', async () => {
  const { post, get, delete: remove } = await startProject()
  const message = (await post('/messages/send', { to_number: '+16505550123', content: 'a' })).body
  expect(await remove(`/contacts/${message.contact_id}`)).toMatchObject({ status: 200, body: {} })
  expect((await get(`/contacts/${message.contact_id}`)).status).toBe(404)
  expect((await get(`/messages/${message.id}`)).body.contact_id).toBeNull()
  expect((await post('/contacts', { phone_number: '+16505550123' })).body.id).not.toBe(message.contact_id)
})

const since2026 = (time: number | null) => time && time - Date.UTC(2026, 0, 1) / 1000

test('a deleted message is not counted: its contact tells of those that remain', async () => {
  const { post, get, delete: remove, advance, phone } = await startProject()
  const { id } = (await post('/contacts', { phone_number: '+16505550123' })).body
  const sent = async () => (await post('/messages/send', { contact_id: id, content: 'a' })).body.id
  const received = async () =>
    (await post('/messages/receive', { from_number: '+16505550123', phone_id: phone, content: 'b' })).body.id
  const in0 = await received()
  await advance(60)
  const out1 = await sent()
  const in1 = await received()
  await advance(60)
  const out2 = await sent()
  await advance(60)
  const in2 = await received()
  const shown = async () => {
    const { body } = await get(`/contacts/${id}`)
    return [
      [body.message_count, body.incoming_message_count, body.outgoing_message_count],
      [body.last_message_time, body.last_incoming_message_time, body.last_outgoing_message_time].map(since2026),
      body.last_message_id,
    ]
  }
  expect(await shown()).toEqual([[5, 3, 2], [180, 180, 120], in2])
  await remove(`/messages/${in2}`)
  expect(await shown()).toEqual([[4, 2, 2], [120, 60, 120], out2])
  await remove(`/messages/${out1}`)
  expect(await shown()).toEqual([[3, 2, 1], [120, 60, 120], out2])
  await remove(`/messages/${out2}`)
  expect(await shown()).toEqual([[2, 2, 0], [60, 60, null], in1])
  for (const message of [in1, in0]) await remove(`/messages/${message}`)
  expect(await shown()).toEqual([[0, 0, 0], [null, null, null], null])
})
