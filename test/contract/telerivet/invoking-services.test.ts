import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const ANN = '+16505550123'

/** A service whose receiver answers with JSON, run for Ann. */
async function startHook(answer: object = {}, given: object = {}) {
  const project = await startProject()
  const { post, receiver } = project
  receiver.answer = () => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) })
  const service = await create(project, 'incoming_message_webhook', {
    config: { url: `${receiver.url}/hook`, secret: 's3cret' },
    ...given,
  })
  const contact = (await post('/contacts', { name: 'Ann', phone_number: ANN, vars: { crop: 'tea' } })).body
  return { ...project, service, contact, invoke: (body: object) => post(`/services/${service.id}/invoke`, body) }
}

const create = async ({ post }: TestProject, service_type: string, given: object = { config: { code: 'a()' } }) =>
  (await post('/services', { service_type, ...given })).body

test('a webhook service that is run by hand is called with event=default, and its reply is in the answer', async () => {
  const { invoke, receiver, service, contact, get } = await startHook({
    messages: [{ content: 'What do you grow?' }],
    variables: { 'state.id': 'q1', return_value: { asked: ['q1'] } },
  })
  const { status, body } = await invoke({ context: 'contact', contact_id: contact.id })
  expect(status).toBe(200)
  const sent = (await get('/messages')).body.data
  expect(body).toEqual({
    return_value: { asked: ['q1'] },
    log_entries: [`POST ${receiver.url}/hook answered 200`],
    errors: [],
    sent_messages: sent,
    airtime_transactions: [],
  })
  expect(sent).toMatchObject([
    { to_number: ANN, content: 'What do you grow?', source: 'webhook', service_id: service.id, status: 'queued' },
  ])
  expect(receiver.received).toHaveLength(1)
  expect(receiver.received[0]!.form).toMatchObject({
    event: 'default',
    contact_id: contact.id,
    service_id: service.id,
    project_id: contact.project_id,
    'contact[name]': 'Ann',
    'contact[vars][crop]': 'tea',
    secret: 's3cret',
  })
  for (const missing of ['id', 'content', 'from_number', 'message_type'])
    expect(receiver.received[0]!.form).not.toHaveProperty(missing)
  expect((await get(`/services/${service.id}/states/${contact.id}`)).body.id).toBe('q1')
})

test('to manually apply a service for an incoming message, invoke it with event=incoming_message', async () => {
  const { invoke, receiver, service, phone, post, get, advance } = await startHook({ messages: [{ content: 'Yes' }] })
  await post(`/services/${service.id}`, { active: false })
  const incoming = { content: 'Open?', from_number: '+16505550177', phone_id: phone }
  const message = (await post('/messages/receive', incoming)).body
  await post(`/services/${service.id}`, { active: true })
  await advance(10)
  expect(receiver.received).toEqual([])
  const { body } = await invoke({ context: 'message', event: 'incoming_message', message_id: message.id })
  expect(body.sent_messages).toMatchObject([{ to_number: '+16505550177', phone_id: phone, content: 'Yes' }])
  expect(receiver.received[0]!.form).toMatchObject({
    event: 'incoming_message',
    id: message.id,
    content: 'Open?',
    status: 'received',
    from_number_e164: '+16505550177',
  })
  expect((await get(`/messages/${message.id}`)).body).toEqual(message)
})

test('a message whose services still run is not done because another is invoked for it', async () => {
  const project = await startHook()
  const { receiver, handset, advance, get, post } = project
  receiver.answer = () => ({ status: 500 })
  await handset(ANN).writes('+16505550001', 'a')
  await advance(1)
  const [message] = (await get('/messages')).body.data
  const script = await create(project, 'message_script')
  await post(`/services/${script.id}/invoke`, { context: 'message', message_id: message.id })
  expect((await get(`/messages/${message.id}`)).body.status).toBe('processing')
})

test('what is sent for an outgoing message goes to whom that went', async () => {
  const { invoke, contact, post } = await startHook({ messages: [{ content: 'Did you get it?' }] })
  const { id } = (await post('/messages/send', { content: 'Hello', contact_id: contact.id })).body
  const { body } = await invoke({ context: 'message', message_id: id })
  expect(body.sent_messages).toMatchObject([{ to_number: ANN, contact_id: contact.id }])
})

test('if no contact exists with this phone number, a new contact will be created', async () => {
  const { invoke, receiver, get, contact } = await startHook()
  await invoke({ context: 'contact', phone_number: '(650) 555-0123' })
  await invoke({ context: 'contact', phone_number: '+16505550188' })
  const [first, second] = (await get('/contacts')).body.data
  expect([first.id, second.phone_number]).toEqual([contact.id, '+16505550188'])
  expect(receiver.received.map(({ form }) => form.contact_id)).toEqual([first.id, second.id])
})

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_none, n) => [`v${n}`, n]))

test('up to 25 temporary variables are seen by the service with a leading $', async () => {
  const { invoke, receiver, contact } = await startHook()
  const whom = { context: 'contact', contact_id: contact.id }
  await invoke({ ...whom, variables: { crop: 'tea', bags: 2, paid: true, none: null } })
  expect(receiver.received[0]!.form).toMatchObject({ $crop: 'tea', $bags: '2', $paid: '1' })
  expect(receiver.received[0]!.form).not.toHaveProperty('$none')
  expect((await invoke({ ...whom, variables: many(25) })).status).toBe(200)
  for (const [variables, param] of [
    [many(26), 'variables'],
    [{ list: [1] }, 'variables[list]'],
    [{ 'a b': 1 }, 'variables[a b]'],
    [{ long: 'x'.repeat(4097) }, 'variables[long]'],
    ['crop', 'variables'],
  ] as const) {
    const answer = await invoke({ ...whom, variables })
    expect([answer.status, answer.body.error]).toMatchObject([400, { code: 'invalid_param', param }])
  }
  expect(receiver.received).toHaveLength(2)
})

test('route_id is the phone or route that the service will use for sending messages by default', async () => {
  const { invoke, contact, admin } = await startHook({ messages: [{ content: 'Hello' }] })
  const second = (await admin('POST', '/telerivet/phones', { phone_number: '+16505550002' })).body
  const whom = { context: 'contact', contact_id: contact.id }
  const by = async (given: object) => (await invoke({ ...whom, ...given })).body.sent_messages[0].from_number
  expect([await by({}), await by({ route_id: second.id })]).toEqual(['+16505550001', '+16505550002'])
  expect((await invoke({ ...whom, route_id: 'PN0' })).body.error).toMatchObject({ param: 'route_id' })
})

test.each([
  [{}, 'context'],
  [{ context: 'kitchen' }, 'context'],
  [{ context: 'project' }, 'context'],
  [{ context: 'contact' }, 'contact_id'],
  [{ context: 'contact', contact_id: 'CT0' }, 'contact_id'],
  [{ context: 'contact', event: 'incoming_message', phone_number: ANN }, 'event'],
  [{ context: 'message' }, 'message_id'],
  [{ context: 'message', message_id: 'SM0' }, 'message_id'],
  [{ context: 'message', message_id: 'SM0', event: 'nothing' }, 'event'],
  [{ context: 'contact', phone_number: ANN, async: 'soon' }, 'async'],
])('to invoke a webhook with %j is refused because of %s, and nothing is called', async (body, param) => {
  const { invoke, receiver, advance } = await startHook()
  const answer = await invoke(body)
  expect([answer.status, answer.body.error]).toMatchObject([400, { code: 'invalid_param', param }])
  await advance('idle')
  expect(receiver.received).toEqual([])
})

test('an outgoing message cannot come in', async () => {
  const { invoke, post } = await startHook()
  const { id } = (await post('/messages/send', { content: 'Hello', to_number: ANN })).body
  const answer = await invoke({ context: 'message', event: 'incoming_message', message_id: id })
  expect(answer.body.error).toMatchObject({ code: 'invalid_param', param: 'message_id' })
})

test('inactive services cannot be invoked via the API', async () => {
  const { invoke, receiver, contact } = await startHook({}, { active: false })
  const answer = await invoke({ context: 'contact', contact_id: contact.id })
  expect([answer.status, answer.body.error]).toMatchObject([400, { code: 'invalid_param', param: 'service_id' }])
  expect(receiver.received).toEqual([])
})

test.each([
  ['voice_script', 'call'],
  ['ussd_script', 'ussd_session'],
  ['data_row_script', 'row'],
])(
  'a %s is invoked in no context of the API, for no parameter says which %s it would be for',
  async (type, context) => {
    const project = await startProject()
    const { id } = await create(project, type)
    const answer = await project.post(`/services/${id}/invoke`, { context })
    expect(answer.body.error).toMatchObject({ code: 'invalid_param', param: 'context' })
  },
)

test.each([
  ['contact_script', { context: 'contact', phone_number: ANN }],
  ['project_script', { context: 'project' }],
  ['webhook_script', { context: 'project', event: 'webhook' }],
])('a %s that is run by hand says in its log that scripts come later', async (type, body) => {
  const project = await startProject()
  const { id } = await create(project, type)
  const answer = await project.post(`/services/${id}/invoke`, body)
  const line = 'Not run: textbed does not run scripts yet. Webhook services are carried out.'
  expect(answer.body).toEqual({
    return_value: null,
    log_entries: [line],
    errors: [line],
    sent_messages: [],
    airtime_transactions: [],
  })
  expect((await project.get(`/service_logs?service_id=${id}`)).body.data).toMatchObject([{ content: line }])
})

test('a webhook that fails is an error in the answer, and is tried again as the clock goes', async () => {
  const { invoke, receiver, contact, advance, get } = await startHook({ messages: [{ content: 'Late' }] })
  const good = receiver.answer
  receiver.answer = () => ({ status: 500 })
  const { status, body } = await invoke({ context: 'contact', contact_id: contact.id })
  const line = `POST ${receiver.url}/hook answered 500: only 200 is success; it is tried again`
  expect([status, body]).toMatchObject([200, { return_value: null, errors: [line], sent_messages: [] }])
  receiver.answer = good
  await advance(61)
  expect(receiver.received).toHaveLength(2)
  expect((await get('/messages')).body.data).toMatchObject([{ content: 'Late', to_number: ANN }])
})

test('what cannot be sent is among the errors, and what can is sent', async () => {
  const { invoke, contact } = await startHook({ messages: [{ content: 'a', to_number: 'nobody' }, { content: 'b' }] })
  const { body } = await invoke({ context: 'contact', contact_id: contact.id })
  expect(body.errors).toEqual(["Message 1 of the reply is not sent: Parameter 'to_number' is not a phone number."])
  expect(body.sent_messages).toMatchObject([{ content: 'b' }])
})

test('with async the service is invoked as the clock goes, and only sent_messages has a value', async () => {
  const { invoke, receiver, contact, advance, get } = await startHook({ messages: [{ content: 'Hello' }] })
  const { body } = await invoke({ context: 'contact', contact_id: contact.id, async: true })
  expect(body).toEqual({ sent_messages: [] })
  expect(receiver.received).toEqual([])
  await advance(1)
  expect(receiver.received).toHaveLength(1)
  expect((await get('/messages')).body.data).toMatchObject([{ content: 'Hello', to_number: ANN }])
})

test('queued services are invoked one at a time for each project', async () => {
  const project = await startHook()
  const { invoke, receiver, contact, advance, post, get } = project
  const seen: number[] = []
  // Whoever is asked looks how many have been told of in the logs: those before, and no other, the script's included.
  receiver.answer = async () => {
    seen.push((await get('/service_logs?count=1')).body.count)
    return { status: seen.length === 2 ? 500 : 200 }
  }
  const whom = { context: 'contact', contact_id: contact.id, async: true }
  for (let n = 0; n < 3; n++) await invoke({ ...whom, variables: { n } })
  const script = await create(project, 'project_script')
  await post(`/services/${script.id}/invoke`, { context: 'project', async: true })
  await advance(1)
  // One that fails does not hold up those behind it.
  expect(seen).toEqual([0, 1, 2])
  expect(receiver.received.map(({ form }) => form.$n)).toEqual(['0', '1', '2'])
  expect((await get(`/service_logs?service_id=${script.id}`)).body.data).toHaveLength(1)
  await advance('idle')
  expect(receiver.received.map(({ form }) => form.$n)).toEqual(['0', '1', '2', '1'])
})

test('a service that is deleted or switched off before its turn is passed over, and the queue goes on', async () => {
  const project = await startHook()
  const { invoke, receiver, service, contact, advance, post } = project
  const config = { url: `${receiver.url}/other` }
  const others = [
    await create(project, 'incoming_message_webhook', { config }),
    await create(project, 'incoming_message_webhook', { config }),
  ]
  const whom = { context: 'contact', contact_id: contact.id, async: true }
  for (const { id } of others) await post(`/services/${id}/invoke`, whom)
  await invoke(whom)
  await project.delete(`/services/${others[0].id}`)
  await post(`/services/${others[1].id}`, { active: false })
  await advance(1)
  expect(receiver.received.map(({ path, form }) => [path, form.service_id])).toEqual([['/hook', service.id]])
})

test('a service that is deleted while its webhook is under way holds up nothing', async () => {
  const project = await startHook({}, { apply_mode: 'always' })
  const { receiver, service, advance, get, handset } = project
  const second = await create(project, 'incoming_message_webhook', { config: { url: `${receiver.url}/second` } })
  receiver.answer = async ({ path }) => {
    if (path === '/hook') await project.delete(`/services/${service.id}`)
    return {}
  }
  await handset(ANN).writes('+16505550001', 'a')
  await advance(1)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook', '/second'])
  const [message] = (await get('/messages')).body.data
  expect(message.status).toBe('received')
  expect([service.id, second.id]).toContain(message.service_id)
})

test('a fork goes on with the services that were queued', async () => {
  const { invoke, receiver, contact, admin, call } = await startHook()
  await invoke({ context: 'contact', contact_id: contact.id, async: true })
  await invoke({ context: 'contact', contact_id: contact.id, async: true })
  const fork = (await admin('POST', '/fork', {})).body
  await call('POST', `/_textbed/worlds/${fork.id}/clock/advance`, { body: { by: 1 } })
  expect(receiver.received).toHaveLength(2)
})

test('whoever invokes a service in a world that is reset meanwhile is told so', async () => {
  const { invoke, receiver, contact, admin } = await startHook()
  receiver.answer = async () => {
    await admin('POST', '/reset')
    return {}
  }
  const answer = await invoke({ context: 'contact', contact_id: contact.id })
  expect([answer.status, answer.body.error.code]).toEqual([400, 'gone'])
})

test('the journal leads from the call to what the service sent', async () => {
  const { invoke, contact, admin } = await startHook({ messages: [{ content: 'Hello' }] })
  const [message] = (await invoke({ context: 'contact', contact_id: contact.id })).body.sent_messages
  const { entries } = (await admin('GET', '/journal')).body
  const chain: string[] = []
  for (let at = entries.find((one: any) => one.type === 'message.created' && one.message === message.id); at;)
    at = (chain.push(at.type), entries.find(({ id }: any) => id === at.cause))
  expect(chain).toEqual(['message.created', 'webhook.attempted', 'webhook.owed', 'telerivet.service.invoked', 'call'])
})
