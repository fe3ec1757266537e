import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const ANN = '+16505550123'

/** A project in which a service of this type, made on the web pages, is told. */
async function startTold(service_type: string, given: object = {}) {
  const project = await startProject()
  const { admin, receiver } = project
  const asked = { service_type, url: `${receiver.url}/told`, secret: 's3cret', ...given }
  const service = (await admin('POST', '/telerivet/services', asked)).body
  expect(service).toMatchObject({ service_type, active: true })
  return { ...project, service }
}

const forms = ({ receiver }: TestProject) => receiver.received.map(({ form }) => form)

test('message_metadata: the full message and its contact, update_type, the touched name as variable, and upsert_id', async () => {
  const project = await startTold('message_metadata_webhook')
  const { post, advance, service, phone } = project
  const contact = (await post('/contacts', { name: 'Ann', phone_number: ANN, vars: { crop: 'tea' } })).body
  const message = (await post('/messages/send', { content: 'Hello', contact_id: contact.id, vars: { a: 1 } })).body
  await post(`/messages/${message.id}`, { vars: { order: 12, a: null }, starred: true })
  await advance(0)
  expect(forms(project).map(({ update_type, variable }) => [update_type, variable])).toEqual([
    ['set_starred', undefined],
    ['set_variable', 'a'],
    ['set_variable', 'order'],
  ])
  const [starred, , order] = forms(project)
  expect(order).toMatchObject({
    event: 'message_metadata',
    id: message.id,
    content: 'Hello',
    status: 'queued',
    direction: 'outgoing',
    starred: '1',
    'vars[order]': '12',
    phone_id: phone,
    contact_id: contact.id,
    'contact[name]': 'Ann',
    'contact[vars][crop]': 'tea',
    service_id: service.id,
    secret: 's3cret',
    upsert_id: expect.stringMatching(/^[0-9a-f]{16}$/),
  })
  expect(order).not.toHaveProperty('vars[a]')
  // What one call marks has one ID.
  expect(starred!.upsert_id).toBe(order!.upsert_id)
  await post(`/messages/${message.id}`, { vars: { order: 13 } })
  await advance(0)
  expect(forms(project)[3]!.upsert_id).not.toBe(order!.upsert_id)
})

test('labels are metadata, whoever puts them on or takes them off', async () => {
  const project = await startTold('message_metadata_webhook')
  const { post, put, advance } = project
  const { id } = (await post('/messages/send', { content: 'a', to_number: ANN })).body
  const label = (await post('/labels', { name: 'Paid' })).body.id
  await put(`/labels/${label}/messages/${id}`)
  await put(`/labels/${label}/messages/${id}`)
  await project.delete(`/labels/${label}/messages/${id}`)
  const task = { task_type: 'add_label', task_params: { label_id: label }, filter_type: 'query_messages' }
  await post('/tasks', { ...task, filter_params: { all: true } })
  await advance(5)
  expect(forms(project).map(({ update_type, label_id }) => [update_type, label_id])).toEqual([
    ['add_label', label],
    ['remove_label', label],
    ['add_label', label],
  ])
  await project.delete(`/labels/${label}`)
  await advance(5)
  expect(forms(project)).toHaveLength(3)
})

test('what is the same again, and an error message, is no metadata', async () => {
  const project = await startTold('message_metadata_webhook')
  const { post, advance } = project
  const { id } = (await post('/messages/send', { content: 'a', to_number: ANN, vars: { a: 1 } })).body
  await post(`/messages/${id}`, { vars: { a: 1 }, starred: false, error_message: 'lost' })
  await advance(10)
  expect(forms(project)).toEqual([])
})

test('contact_update: the contact, once it is made and whenever it is changed', async () => {
  const project = await startTold('contact_update_webhook')
  const { post, advance, service, handset } = project
  const { id } = (await post('/contacts', { name: 'Ann', phone_number: ANN, vars: { crop: 'tea' } })).body
  await post(`/contacts/${id}`, { vars: { crop: 'coffee', bags: 2 } })
  await post(`/contacts/${id}`, { vars: { bags: 2 } })
  await advance(0)
  await handset('+16505550199').writes('+16505550001', 'Hello')
  await advance(0)
  expect(forms(project).map((form) => [form.phone_number, form['vars[crop]']])).toEqual([
    [ANN, 'tea'],
    [ANN, 'coffee'],
    ['+16505550199', undefined],
  ])
  expect(forms(project)[1]).toMatchObject({
    event: 'contact_update',
    id,
    name: 'Ann',
    'vars[bags]': '2',
    send_blocked: '0',
    service_id: service.id,
    secret: 's3cret',
  })
})

test('send_broadcast: new broadcasts as they are sent', async () => {
  const project = await startTold('send_broadcast_webhook')
  const { post, advance, service } = project
  const broadcast = (await post('/send_broadcast', { to_numbers: [ANN], content: 'Hello', title: 'All' })).body
  await advance(0)
  expect(forms(project)).toMatchObject([
    {
      event: 'send_broadcast',
      id: broadcast.id,
      title: 'All',
      content: 'Hello',
      status: 'queuing',
      estimated_count: '1',
      'recipients[0][phone_number]': ANN,
      'status_counts[queued]': '0',
      service_id: service.id,
      secret: 's3cret',
    },
  ])
})

test.each([
  ['message_metadata_webhook', { message: { message_metadata: true, default: true } }],
  ['contact_update_webhook', { contact: { contact_update: true, default: true } }],
  ['send_broadcast_webhook', { project: { send_broadcast: true, default: true } }],
])(
  'a %s is listed, configured, invoked and deleted by the API, and created on the web pages alone',
  async (type, contexts) => {
    const project = await startTold(type)
    const { post, get, service, receiver } = project
    expect((await get('/services')).body.data).toEqual([service])
    expect(service).toMatchObject({ contexts, priority: 1, phone_ids: null, apply_mode: null, show_action: null })
    const config = { url: `${receiver.url}/other` }
    expect((await post(`/services/${service.id}/config`, config)).body).toEqual(config)
    const [context] = Object.keys(contexts)
    const { id: message_id } = (
      await post('/messages/receive', { content: 'a', from_number: ANN, phone_id: project.phone })
    ).body
    const invoked = await post(`/services/${service.id}/invoke`, { context, message_id, phone_number: ANN })
    expect(invoked.body.errors).toEqual([])
    expect(receiver.received.at(-1)).toMatchObject({
      path: '/other',
      form: { event: 'default', service_id: service.id },
    })
    const asked = await post('/services', { service_type: type, config })
    expect(asked.body.error).toMatchObject({ code: 'invalid_param', param: 'service_type' })
    await project.delete(`/services/${service.id}`)
    expect((await get('/services')).body.data).toEqual([])
  },
)

test('such a webhook is tried again for a day, in its order, and each try is a line in the service logs', async () => {
  const project = await startTold('contact_update_webhook')
  const { post, advance, receiver, get, service } = project
  receiver.answer = () => ({ status: receiver.received.length === 1 ? 503 : 200 })
  const { id } = (await post('/contacts', { name: 'Ann', phone_number: ANN })).body
  await post(`/contacts/${id}`, { name: 'Anna' })
  await advance('idle')
  expect(forms(project).map(({ name }) => name)).toEqual(['Ann', 'Anna', 'Ann'])
  const { data } = (await get(`/service_logs?service_id=${service.id}`)).body
  expect(data.map(({ content, contact_id }: any) => [content, contact_id])).toEqual([
    [`POST ${receiver.url}/told answered 503: only 200 is success; it is tried again`, id],
    [`POST ${receiver.url}/told answered 200`, id],
    [`POST ${receiver.url}/told (attempt 2) answered 200`, id],
  ])
})

test('nobody is told by an inactive service, and what one replies is not read', async () => {
  const project = await startTold('contact_update_webhook')
  const { post, advance, receiver, service, get } = project
  receiver.answer = () => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ content: 'a', to_number: ANN }], variables: { 'contact.name': 'Bob' } }),
  })
  const { id } = (await post('/contacts', { name: 'Ann', phone_number: ANN })).body
  await advance(10)
  expect((await get(`/contacts/${id}`)).body.name).toBe('Ann')
  expect((await get('/messages')).body.data).toEqual([])
  await post(`/services/${service.id}`, { active: false })
  await post(`/contacts/${id}`, { name: 'Anna' })
  await advance(10)
  expect(receiver.received).toHaveLength(1)
})

test('services of other projects are told nothing', async () => {
  const project = await startTold('contact_update_webhook')
  const { admin, call, receiver, advance, credentials } = project
  const organization = (await admin('GET', '/telerivet/organizations')).body.organizations[0].id
  const headers = { authorization: `Basic ${btoa(`${credentials.telerivet!.api_key}:`)}` }
  const other = await call('POST', `/v1/organizations/${organization}/projects`, { headers, body: { name: 'Other' } })
  await call('POST', `/v1/projects/${other.body.id}/contacts`, { headers, body: { name: 'Ben' } })
  await advance(10)
  expect(receiver.received).toEqual([])
  const twice = await admin('POST', '/telerivet/services', {
    service_type: 'contact_update_webhook',
    url: receiver.url,
    name: 'contact UPDATE webhook',
  })
  expect([twice.status, twice.body.error.message]).toEqual([
    400,
    'There is a service "contact UPDATE webhook" already.',
  ])
})
