import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const PHONE = '+16505550001'
const ANN = '+16505550123'
const BEN = '+16505550124'

const all = { filter_params: { all: true } }

const hook = async ({ post, receiver }: TestProject, given: object = {}) =>
  (await post('/services', { service_type: 'incoming_message_webhook', config: { url: receiver.url }, ...given })).body

/** A task once it has ended. */
async function run({ post, get, advance }: TestProject, body: object): Promise<Record<string, any>> {
  const made = await post('/tasks', body)
  expect(made.text).toContain('"id":"DE')
  await advance(60)
  return (await get(`/tasks/${made.body.id}`)).body
}

test('apply_service_to_contacts invokes the service for each contact, one at a time, with the temporary variables', async () => {
  const project = await startProject()
  const { post, receiver } = project
  const { id } = await hook(project)
  for (const [name, phone_number] of [
    ['Ann', ANN],
    ['Ben', BEN],
  ])
    await post('/contacts', { name, phone_number })
  const task_params = { service_id: id, variables: { price: 480 } }
  const task = await run(project, {
    task_type: 'apply_service_to_contacts',
    task_params,
    filter_type: 'query_contacts',
    ...all,
  })
  expect(task).toMatchObject({ status: 'complete', total_rows: 2, current_row: 2 })
  expect(receiver.received.map(({ form }) => [form.event, form['contact[name]'], form.$price])).toEqual([
    ['default', 'Ann', '480'],
    ['default', 'Ben', '480'],
  ])
})

test('apply_service_to_messages invokes the service for each message', async () => {
  const project = await startProject()
  const { post, receiver } = project
  const { id } = await hook(project)
  const sent = (await post('/messages/send', { to_number: ANN, content: 'Hello' })).body
  await run(project, {
    task_type: 'apply_service_to_messages',
    task_params: { service_id: id },
    filter_type: 'message_ids',
    filter_params: { message_ids: [sent.id] },
  })
  expect(receiver.received.map(({ form }) => [form.event, form.id, form.content])).toEqual([
    ['default', sent.id, 'Hello'],
  ])
})

test('apply_service_to_rows says for each row in the log that scripts come later', async () => {
  const project = await startProject()
  const { post, get } = project
  const table_id = (await post('/tables', { name: 'Prices' })).body.id
  for (const n of [1, 2]) await post(`/tables/${table_id}/rows`, { vars: { n } })
  const { id } = (await post('/services', { service_type: 'data_row_script', config: { code: 'a()' } })).body
  const task_params = { service_id: id }
  await run(project, { task_type: 'apply_service_to_rows', task_params, filter_type: 'query_rows', table_id, ...all })
  const { data } = (await get(`/service_logs?service_id=${id}`)).body
  expect(data.map(({ content }: any) => content)).toEqual([
    expect.stringContaining('does not run scripts yet'),
    expect.stringContaining('does not run scripts yet'),
  ])
})

test.each([
  [{}, 'SV0', 'is not the ID of a service of this project'],
  [{ active: false }, undefined, 'is of an inactive service, which cannot be invoked'],
  [
    { service_type: 'message_script', config: { code: 'a()' } },
    undefined,
    'is of a service that cannot be invoked for a contact',
  ],
])('a service that is %j cannot be applied to contacts', async (given, named, why) => {
  const project = await startProject()
  const { id } = await hook(project, given)
  const answer = await project.post('/tasks', {
    task_type: 'apply_service_to_contacts',
    task_params: { service_id: named ?? id },
    filter_type: 'query_contacts',
    ...all,
  })
  expect(answer.body.error).toMatchObject({
    code: 'invalid_param',
    param: 'task_params[service_id]',
    message: `Parameter 'task_params[service_id]' ${why}.`,
  })
})

test('a task whose service is switched off meanwhile has failed', async () => {
  const project = await startProject()
  const { post, get, advance, receiver } = project
  const { id } = await hook(project)
  await post('/contacts', { phone_number: ANN })
  const asked = {
    task_type: 'apply_service_to_contacts',
    task_params: { service_id: id },
    filter_type: 'query_contacts',
  }
  const task = (await post('/tasks', { ...asked, ...all })).body
  await post(`/services/${id}`, { active: false })
  await advance(10)
  expect((await get(`/tasks/${task.id}`)).body.status).toBe('failed')
  expect(receiver.received).toEqual([])
})

test('retry_message_services runs the services of incoming messages again, by their priority', async () => {
  const project = await startProject()
  const { post, get, handset, receiver, advance } = project
  await handset(ANN).writes(PHONE, 'Nobody was there')
  await post('/messages/send', { to_number: ANN, content: 'Sorry' })
  await advance(10)
  const [incoming] = (await get('/messages?direction=incoming')).body.data
  expect(incoming).toMatchObject({ status: 'received', service_id: null })
  const second = await hook(project, { priority: 2, apply_mode: 'always', config: { url: `${receiver.url}/second` } })
  const first = await hook(project, { priority: 1, config: { url: `${receiver.url}/first` } })
  receiver.answer = ({ path }) =>
    path === '/first'
      ? { headers: { 'content-type': 'application/json' }, body: '{"messages":[{"content":"We are here"}]}' }
      : {}
  const task = await run(project, { task_type: 'retry_message_services', filter_type: 'query_messages', ...all })
  expect(task).toMatchObject({ status: 'complete', total_rows: 2, current_row: 2 })
  expect(receiver.received.map(({ path, form }) => [path, form.event, form.status, form.service_id])).toEqual([
    ['/first', 'incoming_message', 'processing', first.id],
    ['/second', 'incoming_message', 'processing', second.id],
  ])
  expect((await get(`/messages/${incoming.id}`)).body).toMatchObject({ status: 'received', service_id: first.id })
  expect((await handset(ANN).messages()).map(({ text }) => text)).toContain('We are here')
})

test('a message whose services still run, or that triggers none, is left as it is', async () => {
  const project = await startProject()
  const { get, handset, receiver, advance, post } = project
  await handset(ANN).writes(PHONE, 'a')
  const [before] = (await get('/messages')).body.data
  const retry = { task_type: 'retry_message_services', filter_type: 'query_messages', ...all }
  await run(project, retry)
  expect((await get(`/messages/${before.id}`)).body).toEqual(before)
  await hook(project)
  receiver.answer = () => ({ status: 500 })
  await handset(BEN).writes(PHONE, 'b')
  await advance(1)
  await post('/tasks', { ...retry, filter_params: { contact_id: (await get('/messages')).body.data[1].contact_id } })
  await advance(10)
  // Once when it came in; its next try is a minute later.
  expect(receiver.received).toHaveLength(1)
})

test('an incoming call triggers voice services that handle incoming calls, and nothing that is for outgoing ones', async () => {
  const project = await startProject()
  const { post, get, phone } = project
  const made = []
  for (const direction of ['incoming', 'outgoing', 'both'])
    made.push((await post('/services', { service_type: 'voice_script', config: { code: 'a()' }, direction })).body.id)
  const call = { message_type: 'call', from_number: ANN, phone_id: phone }
  const { id } = (await post('/messages/receive', call)).body
  await post('/messages/receive', { ...call, message_type: 'sms', content: 'a' })
  const { data } = (await get('/service_logs')).body
  expect(data.map(({ service_id, message_id }: any) => [service_id, message_id])).toEqual([
    [made[0], id],
    [made[2], id],
  ])
})

test('a third party that calls the webhook_url triggers the service', async () => {
  const { post, get, call, world } = await startProject()
  const service = (await post('/services', { service_type: 'webhook_script', config: { code: 'a()' } })).body
  const path = new URL(service.webhook_url).pathname
  const there = (method: string, at: string) =>
    call(method, `/w/${world.id}${at}`, method === 'POST' ? { body: { paid: true } } : {})
  for (const method of ['POST', 'GET']) expect(await there(method, path)).toMatchObject({ status: 200, body: {} })
  expect((await get(`/service_logs?service_id=${service.id}`)).body.data).toHaveLength(2)
  await post(`/services/${service.id}`, { active: false })
  const other = (await post('/services', { service_type: 'project_script', config: { code: 'a()' } })).body
  for (const at of [path, `/webhook/${other.id}`, '/webhook/SV0'])
    expect(await there('POST', at)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
})
