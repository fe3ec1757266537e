import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const url = 'http://127.0.0.1:9/incoming'
const webhook = { service_type: 'incoming_message_webhook', config: { url, secret: 's' } }
const SCRIPTS = [
  'incoming_message_script',
  'contact_script',
  'message_script',
  'data_row_script',
  'webhook_script',
  'voice_script',
  'ussd_script',
  'project_script',
]

test('a service that is created has all attributes, null where they only apply to others', async () => {
  const { post, get, project } = await startProject()
  const created = await post('/services', { name: 'Example Service', ...webhook, vars: { foo: 'bar' } })
  expect(created.body).toEqual({
    id: expect.stringMatching(/^SV[0-9a-f]{16}$/),
    name: 'Example Service',
    service_type: 'incoming_message_webhook',
    active: true,
    priority: 1,
    contexts: { message: { incoming_message: true, default: true }, contact: { default: true } },
    vars: { foo: 'bar' },
    project_id: project.split('/').at(-1),
    response_table_id: null,
    phone_ids: null,
    apply_mode: 'unhandled',
    contact_number_filter: 'long_number',
    show_action: null,
    direction: null,
    webhook_url: null,
  })
  expect((await get(`/services/${created.body.id}`)).body).toEqual(created.body)
  expect((await get('/services')).body.data).toEqual([created.body])
})

test.each(SCRIPTS)('services of type %s can be created, configured and listed', async (service_type) => {
  const { post, get } = await startProject()
  const { body } = await post('/services', {
    service_type,
    config: { code: 'a()' },
    show_action: false,
    direction: 'both',
  })
  expect(body).toMatchObject({ service_type, active: true })
  expect(body.direction).toBe(service_type === 'voice_script' ? 'both' : null)
  expect(body.webhook_url !== null).toBe(service_type === 'webhook_script')
  expect((await post(`/services/${body.id}/config`, { code: 'b()' })).body).toEqual({ code: 'b()' })
  expect((await get(`/services/${body.id}/config`)).body).toEqual({ code: 'b()' })
  const [context] = Object.keys(body.contexts)
  expect((await get(`/services?context=${context}`)).body.data).toHaveLength(1)
})

test('if a name is not provided, a unique default name is generated', async () => {
  const { post } = await startProject()
  const names = []
  for (let n = 0; n < 3; n++) names.push((await post('/services', webhook)).body.name)
  expect(names).toEqual(['Webhook', 'Webhook 2', 'Webhook 3'])
})

test('a name must be unique in the project, and case makes no difference', async () => {
  const { post } = await startProject()
  const first = (await post('/services', { ...webhook, name: 'Hook' })).body
  const second = (await post('/services', { ...webhook, name: 'Other' })).body
  for (const answer of [
    await post('/services', { ...webhook, name: 'HOOK' }),
    await post(`/services/${second.id}`, { name: 'hook' }),
  ])
    expect([answer.status, answer.body.error]).toEqual([400, expect.objectContaining({ param: 'name' })])
  expect((await post(`/services/${first.id}`, { name: 'HOOK' })).body.name).toBe('HOOK')
})

test('what is given of a service is changed, and the rest stays', async () => {
  const { post, get, phone } = await startProject()
  const { id } = (await post('/services', { ...webhook, vars: { a: 1, b: 2 } })).body
  const table = (await post('/tables', { name: 'Responses' })).body
  const changes = {
    name: 'Renamed',
    active: false,
    priority: 5,
    vars: { a: null, c: true },
    response_table_id: table.id,
    phone_ids: [phone],
    apply_mode: 'always',
    contact_number_filter: 'all',
  }
  const changed = (await post(`/services/${id}`, changes)).body
  expect(changed).toMatchObject({ ...changes, vars: { b: 2, c: true } })
  expect((await post(`/services/${id}`, { phone_ids: null })).body).toEqual({ ...changed, phone_ids: null })
  expect((await get(`/services/${id}/config`)).body).toEqual(webhook.config)
})

test('a service whose response table is deleted stores responses nowhere', async () => {
  const { post, get, delete: remove } = await startProject()
  const table = (await post('/tables', { name: 'Responses' })).body
  const { id } = (await post('/services', { ...webhook, response_table_id: table.id })).body
  await remove(`/tables/${table.id}`)
  expect((await get(`/services/${id}`)).body.response_table_id).toBeNull()
})

test.each([
  [{ service_type: 'messaging_poll', config: {} }, 'service_type'],
  [{ config: { url } }, 'service_type'],
  [{ service_type: 'contact_script' }, 'config'],
  [{ service_type: 'contact_script', config: 'code' }, 'config'],
  [{ service_type: 'contact_script', config: {} }, 'config[code]'],
  [{ service_type: 'contact_script', config: { code: 1 } }, 'config[code]'],
  [{ service_type: 'contact_script', config: { code: 'x'.repeat(102_401) } }, 'config[code]'],
  [{ ...webhook, config: { secret: 's' } }, 'config[url]'],
  [{ ...webhook, config: { url: 'nowhere' } }, 'config[url]'],
  [{ ...webhook, config: { url, secret: {} } }, 'config[secret]'],
  [{ ...webhook, active: 'maybe' }, 'active'],
  [{ ...webhook, priority: 1.5 }, 'priority'],
  [{ ...webhook, vars: { 'bad-name': 1 } }, 'vars[bad-name]'],
  [{ ...webhook, phone_ids: 'PN0' }, 'phone_ids'],
  [{ ...webhook, phone_ids: ['PN0'] }, 'phone_ids[0]'],
  [{ ...webhook, message_types: ['letter'] }, 'message_types[0]'],
  [{ ...webhook, apply_mode: 'sometimes' }, 'apply_mode'],
  [{ ...webhook, contact_number_filter: 'short' }, 'contact_number_filter'],
  [{ ...webhook, direction: 'up' }, 'direction'],
  [{ ...webhook, show_action: 2 }, 'show_action'],
  [{ ...webhook, response_table_id: 'DT0' }, 'response_table_id'],
])('%j is refused because of %s, and nothing is created', async (body, param) => {
  const { post, get } = await startProject()
  const answer = await post('/services', body)
  expect([answer.status, answer.body.error]).toEqual([400, expect.objectContaining({ code: 'invalid_param', param })])
  expect((await get('/services?count=1')).body).toEqual({ count: 0 })
})

test('a script of 100 KB is stored as it is', async () => {
  const { post, get } = await startProject()
  const code = 'x'.repeat(102_400)
  const { id } = (await post('/services', { service_type: 'project_script', config: { code } })).body
  expect((await get(`/services/${id}/config`)).body.code).toBe(code)
})

test('a deleted service is gone, and so are the states of contacts in it', async () => {
  const { post, get, delete: remove } = await startProject()
  const { id } = (await post('/services', webhook)).body
  const contact = (await post('/contacts', { name: 'Ann' })).body
  await post(`/services/${id}/states/${contact.id}`, { id: 'q1' })
  expect((await remove(`/services/${id}`)).body).toEqual({})
  expect((await get(`/services/${id}`)).status).toBe(404)
  expect((await get(`/contacts/${contact.id}/states`)).body.data).toEqual([])
})

test('initially the state id of any contact is null', async () => {
  const { post, get } = await startProject()
  const { id } = (await post('/services', webhook)).body
  const contact = (await post('/contacts', { name: 'Ann' })).body
  expect(await get(`/services/${id}/states/${contact.id}`)).toMatchObject({
    status: 200,
    body: { id: null, contact_id: contact.id, service_id: id, vars: {}, time_created: null, time_updated: null },
  })
})

test('a state is created or updated, its variables are merged, and null resets it', async () => {
  const { post, get, advance, delete: remove } = await startProject()
  const { id } = (await post('/services', webhook)).body
  const contact = (await post('/contacts', { name: 'Ann' })).body
  const state = `/services/${id}/states/${contact.id}`
  const first = (await post(state, { id: 'q1', vars: { a: 1, b: 2 } })).body
  expect(first).toMatchObject({ id: 'q1', vars: { a: 1, b: 2 } })
  await advance(10)
  const second = (await post(state, { id: 'q2', vars: { a: null, c: 3 } })).body
  expect(second).toMatchObject({ id: 'q2', vars: { b: 2, c: 3 }, time_created: first.time_created })
  expect(second.time_updated).toBe(first.time_updated + 10)
  expect((await get(`/services/${id}/states`)).body.data).toEqual([second])
  expect((await get(`/contacts/${contact.id}/states`)).body.data).toEqual([second])

  expect((await post(state, { id: null, vars: { d: 4 } })).body).toMatchObject({ id: null, vars: {} })
  expect((await get(`/services/${id}/states`)).body.data).toEqual([])
  await post(state, { id: 'q3' })
  expect((await remove(state)).body).toMatchObject({ id: null, contact_id: contact.id, service_id: id, vars: {} })
  expect((await remove(state)).body.id).toBeNull()
})

test('a state id is required where there is none yet, and has at most 63 characters', async () => {
  const { post } = await startProject()
  const { id } = (await post('/services', webhook)).body
  const contact = (await post('/contacts', { name: 'Ann' })).body
  const state = `/services/${id}/states/${contact.id}`
  for (const body of [{ id: 'x'.repeat(64) }, { vars: { n: 1 } }, { id: [] }])
    expect((await post(state, body)).body.error).toMatchObject({ code: 'invalid_param', param: 'id' })
  expect((await post(`/services/${id}/states/CT0`, { id: 'q1' })).status).toBe(404)
  expect((await post(state, { id: 'x'.repeat(63) })).status).toBe(200)
  // The clients send no more than was changed: the id stays.
  expect((await post(state, { vars: { n: 1 } })).body).toMatchObject({ id: 'x'.repeat(63), vars: { n: 1 } })
})

test('a contact that is deleted has no states any more', async () => {
  const { post, get, delete: remove } = await startProject()
  const { id } = (await post('/services', webhook)).body
  const contact = (await post('/contacts', { name: 'Ann' })).body
  await post(`/services/${id}/states/${contact.id}`, { id: 'q1' })
  await remove(`/contacts/${contact.id}`)
  expect((await get(`/services/${id}/states?count=1`)).body).toEqual({ count: 0 })
})

test('logs tell of each attempt, with execution stats where they are asked for', async () => {
  const { post, get, receiver, handset, advance } = await startProject()
  const { id } = (await post('/services', { ...webhook, config: { url: receiver.url } })).body
  receiver.answer = () => ({ status: receiver.received.length < 2 ? 500 : 200 })
  await handset('+16505550123').writes('+16505550001', 'a')
  await advance(90)
  const [message] = (await get('/messages')).body.data
  const { data } = (await get('/service_logs')).body
  expect(data).toEqual([
    {
      time_created: 1767225600,
      content: `POST ${receiver.url} answered 500: only 200 is success; it is tried again`,
      elapsed_ms: null,
      service_id: id,
      message_id: message.id,
      contact_id: message.contact_id,
    },
    expect.objectContaining({ content: `POST ${receiver.url} (attempt 2) answered 200`, time_created: 1767225660 }),
  ])
  const [stats] = (await get('/service_logs?execution_stats=1')).body.data
  expect(stats).toEqual({
    ...data[0],
    api_request_count: 0,
    api_request_ms: 0,
    http_request_count: 0,
    http_request_ms: 0,
    webhook_count: 1,
    requests: [{ type: 'http_request', resource: `POST ${receiver.url}`, elapsed_ms: 0, status_code: 500 }],
  })
})

test('what the log entries have in common is left out of them', async () => {
  const { post, get, handset } = await startProject()
  const { id } = (await post('/services', { service_type: 'incoming_message_script', config: { code: '1' } })).body
  await handset('+16505550123').writes('+16505550001', 'a')
  const [message] = (await get('/messages')).body.data
  const namesIn = async (filter: string) =>
    Object.keys((await get(`/service_logs?${filter}`)).body.data[0]).filter((name) => name.endsWith('_id'))
  expect(await namesIn('')).toEqual(['service_id', 'message_id', 'contact_id'])
  expect(await namesIn(`service_id=${id}`)).toEqual(['message_id', 'contact_id'])
  expect(await namesIn(`message_id=${message.id}`)).toEqual(['service_id'])
  expect(await namesIn(`contact_id=${message.contact_id}`)).toEqual(['service_id', 'message_id'])
  // "Ignored if using the message_id parameter."
  expect(await namesIn(`message_id=${message.id}&contact_id=CT0`)).toEqual(['service_id'])
})

test('a script that has its turn says in its log that scripts come later, and the message is ignored', async () => {
  const { post, get, handset } = await startProject()
  await post('/services', { service_type: 'incoming_message_script', config: { code: 'sendReply("a")' } })
  await handset('+16505550123').writes('+16505550001', 'a')
  expect((await get('/service_logs')).body.data).toMatchObject([
    { content: 'Not run: textbed does not run scripts yet. Webhook services are carried out.' },
  ])
  expect((await get('/messages')).body.data).toMatchObject([{ status: 'ignored', direction: 'incoming' }])
})

test('service logs are no longer available after approximately one month', async () => {
  const { post, get, handset, advance, world } = await startProject()
  await post('/services', { service_type: 'incoming_message_script', config: { code: '1' } })
  await handset('+16505550123').writes('+16505550001', 'a')
  await advance(30 * 24 * 3600 - 1)
  expect((await get('/service_logs?count=1')).body).toEqual({ count: 1 })
  await advance(1)
  expect((await get('/service_logs?count=1')).body).toEqual({ count: 0 })
  await handset('+16505550123').writes('+16505550001', 'b')
  expect((await get('/service_logs?count=1')).body).toEqual({ count: 1 })
  expect(JSON.parse(JSON.stringify(world)).rows['telerivet.service-logs'].rows).toHaveLength(1)
})
