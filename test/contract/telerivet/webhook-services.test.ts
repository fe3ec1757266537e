import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const ANN = '+16505550123'
const PHONE = '+16505550001'

/** A receiver that answers with JSON. */
const replies = ({ receiver }: TestProject, body: unknown): void => {
  receiver.answer = () => ({
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const hook = async ({ post, receiver }: TestProject, given: object = {}, config: object = {}) => {
  const answer = await post('/services', {
    service_type: 'incoming_message_webhook',
    config: { url: `${receiver.url}/incoming`, ...config },
    ...given,
  })
  expect(answer.text).toContain('"id":"SV')
  return answer.body
}

const incoming = async ({ get }: TestProject) => (await get('/messages?direction=incoming')).body.data

const logsOf = async ({ get }: TestProject, service: { id: string }) => {
  const answer = await get(`/service_logs?service_id=${service.id}`)
  expect(answer.text).toContain('"data":[')
  return answer.body.data.map(({ content }: { content: string }) => content)
}

test('an incoming message is posted to the webhook URL as a form, with its contact and the secret', async () => {
  const project = await startProject()
  const { post, receiver, handset, advance } = project
  const contact = (await post('/contacts', { name: 'Ann', phone_number: ANN, vars: { crop: 'tea', member: true } }))
    .body
  const service = await hook(project, { name: 'Hook' }, { secret: 's3cret' })
  await handset(ANN).writes(PHONE, 'Grüße & more')
  await advance(1)
  const [message] = await incoming(project)
  expect(receiver.received).toHaveLength(1)
  const { method, path, headers, form } = receiver.received[0]!
  expect([method, path, headers['content-type']]).toEqual([
    'POST',
    '/incoming',
    expect.stringMatching(/^application\/x-www-form-urlencoded/),
  ])
  expect(form).toMatchObject({
    event: 'incoming_message',
    id: message.id,
    message_type: 'sms',
    content: 'Grüße & more',
    direction: 'incoming',
    status: 'processing',
    source: 'phone',
    starred: '0',
    simulated: '0',
    from_number: ANN,
    from_number_e164: ANN,
    to_number: PHONE,
    time_created: '1767225600',
    time_updated: '1767225600',
    contact_id: contact.id,
    phone_id: project.phone,
    service_id: service.id,
    project_id: message.project_id,
    secret: 's3cret',
    'contact[id]': contact.id,
    'contact[name]': 'Ann',
    'contact[vars][crop]': 'tea',
    'contact[vars][member]': '1',
  })
  // What is null is left out, as PHP's query builder does.
  for (const missing of ['time_sent', 'route_id', 'priority', 'external_id', 'state[id]', 'contact[default_route_id]'])
    expect(form).not.toHaveProperty(missing)
})

test('without a secret the field is missing', async () => {
  const project = await startProject()
  await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(1)
  expect(project.receiver.received[0]!.form).not.toHaveProperty('secret')
})

test('an incoming message is processing while services run, and received once one has taken it', async () => {
  const project = await startProject()
  const service = await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  expect((await incoming(project))[0]).toMatchObject({ status: 'processing', service_id: null })
  await project.advance(1)
  expect((await incoming(project))[0]).toMatchObject({ status: 'received', service_id: service.id })
})

test('a message that no service takes within a day is ignored', async () => {
  const project = await startProject()
  project.receiver.answer = () => ({ status: 500 })
  await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(3600)
  expect((await incoming(project))[0].status).toBe('processing')
  await project.advance(24 * 3600)
  expect((await incoming(project))[0].status).toBe('ignored')
  expect(project.receiver.received).toHaveLength(27)
})

test.each([201, 202, 204, 302, 404, 500])(
  'only 200 is success: after a %i the same is posted again',
  async (status) => {
    const project = await startProject()
    const { receiver, advance } = project
    await hook(project)
    receiver.answer = () => ({ status: receiver.received.length < 2 ? status : 200 })
    await project.handset(ANN).writes(PHONE, 'a')
    await advance(30)
    expect(receiver.received).toHaveLength(1)
    await advance(60)
    expect(receiver.received).toHaveLength(2)
    expect(receiver.received[1]!.form).toEqual(receiver.received[0]!.form)
    expect((await incoming(project))[0].status).toBe('received')
    await advance('idle')
    expect(receiver.received).toHaveLength(2)
  },
)

test('a JSON reply is sent to the sender by the phone that received the message, or where it says', async () => {
  const project = await startProject()
  const { receiver, get, advance } = project
  const service = await hook(project)
  receiver.answer = ({ form }) =>
    form.event === 'incoming_message'
      ? {
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({
            messages: [
              { content: 'Thanks', status_url: `${receiver.url}/status`, status_secret: 'z' },
              { content: 'Ann wrote', to_number: '+16505550199', message_type: 'sms' },
            ],
          }),
        }
      : {}
  await project.handset(ANN).writes(PHONE, 'a')
  await advance(10)
  expect((await get('/messages?direction=outgoing')).body.data).toMatchObject([
    { to_number: ANN, content: 'Thanks', source: 'webhook', message_type: 'sms', phone_id: project.phone },
    { to_number: '+16505550199', content: 'Ann wrote', source: 'webhook' },
  ])
  expect((await project.handset(ANN).messages()).map(({ text }) => text)).toContain('Thanks')
  const told = receiver.received.filter(({ path }) => path === '/status')
  expect(told.map(({ form }) => [form.status, form.secret])).toEqual([
    ['sent', 'z'],
    ['delivered', 'z'],
  ])
  expect((await incoming(project))[0]).toMatchObject({ status: 'received', service_id: service.id })
})

test('replies to a simulated message are simulated', async () => {
  const project = await startProject()
  replies(project, { messages: [{ content: 'Thanks' }] })
  await hook(project)
  await project.post('/messages/receive', {
    content: 'a',
    from_number: ANN,
    phone_id: project.phone,
    simulated: true,
  })
  await project.advance(10)
  expect((await project.get('/messages?direction=outgoing')).body.data).toMatchObject([
    { content: 'Thanks', simulated: true, status: 'sent' },
  ])
  expect(await project.handset(ANN).messages()).toEqual([])
})

test('variables of the reply are set by their names', async () => {
  const project = await startProject()
  replies(project, {
    variables: {
      'contact.name': 'Ann',
      'contact.vars.crop': 'tea',
      'message.vars.seen': true,
      'service.vars.last': 3,
      'state.id': 'q1',
      'state.vars.age': 12,
      $free: 'x',
      return_value: 1,
    },
  })
  const { id } = await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(1)
  const [message] = await incoming(project)
  expect(message.vars).toEqual({ seen: true })
  expect((await project.get(`/contacts/${message.contact_id}`)).body).toMatchObject({
    name: 'Ann',
    vars: { crop: 'tea' },
  })
  expect((await project.get(`/services/${id}`)).body.vars).toEqual({ last: 3 })
  expect((await project.get(`/services/${id}/states/${message.contact_id}`)).body).toMatchObject({
    id: 'q1',
    vars: { age: 12 },
  })
  await project.handset(ANN).writes(PHONE, 'b')
  await project.advance(1)
  expect(project.receiver.received[1]!.form).toMatchObject({ 'state[id]': 'q1', 'state[vars][age]': '12' })
})

test.each([
  ['no JSON', '{"messages": [', 'The reply is not a JSON object: nothing in it is carried out.'],
  ['a list', '[1]', 'The reply is not a JSON object: nothing in it is carried out.'],
  [
    'messages that are none',
    { messages: 'Thanks' },
    "The reply is not carried out. Parameter 'messages' must be a list.",
  ],
  [
    'a message to nobody',
    { messages: [{ content: 'Good' }, { content: 'Bad', to_number: 'nobody at all' }] },
    "Message 2 of the reply is not sent: Parameter 'to_number' is not a phone number.",
  ],
  [
    'a variable that is a list',
    { variables: { 'contact.vars.x': [1] } },
    "The reply is not carried out. Parameter 'variables[contact.vars][x]' must be a string, number or boolean; lists and objects cannot be stored.",
  ],
  [
    'a variable of nothing',
    { variables: { 'contact.shoe_size': 1 }, messages: [{ content: 'Never' }] },
    "The reply is not carried out. Parameter 'variables[contact.shoe_size]' is nothing that can be set.",
  ],
])('a reply with %s is a line in the service logs, and is not asked for again', async (_what, body, line) => {
  const project = await startProject()
  replies(project, body)
  const service = await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance('idle')
  expect(project.receiver.received).toHaveLength(1)
  expect(await logsOf(project, service)).toEqual([`POST ${project.receiver.url}/incoming answered 200`, line])
  expect((await project.get('/messages?direction=outgoing')).body.data.map(({ content }: any) => content)).toEqual(
    line.startsWith('Message') ? ['Good'] : [],
  )
  expect((await incoming(project))[0].status).toBe('received')
})

test('a body that is not application/json is no reply', async () => {
  const project = await startProject()
  project.receiver.answer = () => ({
    headers: { 'content-type': 'text/plain' },
    body: '{"messages":[{"content":"Thanks"}]}',
  })
  await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(10)
  expect((await project.get('/messages?direction=outgoing')).body.data).toEqual([])
})

test('services are triggered by priority, smaller numbers first, and not at all while they are inactive', async () => {
  const project = await startProject()
  const { receiver, post } = project
  for (const [name, priority] of [
    ['third', 7],
    ['first', -1],
    ['second', 2],
  ] as const)
    await hook(project, { name, priority }, { url: `${receiver.url}/${name}` })
  const off = await hook(project, { name: 'off' }, { url: `${receiver.url}/off` })
  expect(off.priority).toBe(8)
  await post(`/services/${off.id}`, { active: false })
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(1)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/first', '/second', '/third'])
})

test('with apply_mode unhandled a service is not triggered if another has handled the message, with always it is', async () => {
  const project = await startProject()
  const { receiver } = project
  receiver.answer = ({ path }) => ({
    headers: { 'content-type': 'application/json' },
    body: path === '/first' ? '{"messages":[{"content":"Thanks"}]}' : '',
  })
  const first = await hook(project, { name: 'first' }, { url: `${receiver.url}/first` })
  await hook(project, { name: 'second' }, { url: `${receiver.url}/second` })
  await hook(project, { name: 'third', apply_mode: 'always' }, { url: `${receiver.url}/third` })
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(1)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/first', '/third'])
  expect((await incoming(project))[0].service_id).toBe(first.id)
})

test('return_value 1 handles a message without any reply', async () => {
  const project = await startProject()
  replies(project, { variables: { return_value: 1 } })
  await hook(project)
  await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(1)
  expect(project.receiver.received).toHaveLength(1)
})

test('a service that fails holds up none behind it', async () => {
  const project = await startProject()
  const { receiver } = project
  receiver.answer = ({ path }) => ({ status: path === '/first' ? 503 : 200 })
  await hook(project, {}, { url: `${receiver.url}/first` })
  const second = await hook(project, {}, { url: `${receiver.url}/second` })
  await project.handset(ANN).writes(PHONE, 'a')
  await project.advance(1)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/first', '/second'])
  expect((await incoming(project))[0].status).toBe('processing')
  receiver.answer = () => ({})
  await project.advance(60)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/first', '/second', '/first'])
  expect((await incoming(project))[0]).toMatchObject({ status: 'received', service_id: second.id })
})

test('with contact_number_filter long_number messages from short codes trigger nothing', async () => {
  const project = await startProject()
  const { receiver, post, phone } = project
  await hook(project, {}, { url: `${receiver.url}/long` })
  await hook(project, { contact_number_filter: 'all', apply_mode: 'always' }, { url: `${receiver.url}/all` })
  for (const from_number of ['12345', 'BANK', '1234567'])
    await post('/messages/receive', { content: from_number, from_number, phone_id: phone })
  await project.advance(1)
  expect(receiver.received.map(({ path, form }) => `${form.content} ${path}`)).toEqual([
    '12345 /all',
    'BANK /all',
    '1234567 /long',
    '1234567 /all',
  ])
  expect(receiver.received[0]!.form).not.toHaveProperty('from_number_e164')
})

test('phone_ids and message_types limit what a service handles; null is for all phones', async () => {
  const project = await startProject()
  const { receiver, post, phone, admin, handset } = project
  const second = (await admin('POST', '/telerivet/phones', { phone_number: '+16505550002' })).body
  await hook(project, { phone_ids: [second.id], apply_mode: 'always' }, { url: `${receiver.url}/second` })
  await hook(project, { message_types: ['call'], apply_mode: 'always' }, { url: `${receiver.url}/call` })
  const texts = { message_types: ['text'], apply_mode: 'always', phone_ids: null }
  await hook(project, texts, { url: `${receiver.url}/text` })
  await handset(ANN).writes('+16505550002', 'to the second')
  await handset(ANN).writes(PHONE, 'to the first')
  await post('/messages/receive', { message_type: 'call', from_number: ANN, phone_id: phone })
  await project.advance(1)
  expect(receiver.received.map(({ path, form }) => `${form.message_type} ${form.content} ${path}`)).toEqual([
    'sms to the second /second',
    'sms to the first /text',
    'call undefined /call',
    'sms to the second /text',
  ])
  const wrong = await post('/services', {
    service_type: 'incoming_message_webhook',
    config: { url: receiver.url },
    phone_ids: [phone, 'PN0'],
  })
  expect(wrong.body.error).toMatchObject({ code: 'invalid_param', param: 'phone_ids[1]' })
})

test('another URL and secret take effect with the next event', async () => {
  const project = await startProject()
  const { receiver, post, handset, advance } = project
  const { id } = await hook(project, {}, { secret: 'old' })
  await handset(ANN).writes(PHONE, 'a')
  await advance(1)
  await post(`/services/${id}/config`, { url: `${receiver.url}/other`, secret: 'new' })
  await handset(ANN).writes(PHONE, 'b')
  await advance(1)
  expect(receiver.received.map(({ path, form }) => [path, form.secret])).toEqual([
    ['/incoming', 'old'],
    ['/other', 'new'],
  ])
})

test('a message that is deleted while services run is told to nobody else', async () => {
  const project = await startProject()
  await hook(project)
  await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  const [{ id }] = await incoming(project)
  await project.delete(`/messages/${id}`)
  await project.advance('idle')
  expect(project.receiver.received).toHaveLength(1)
  expect((await project.admin('GET', '/journal?type=telerivet.services.done')).status).toBe(200)
})

test('a fork goes on with the services that were under way', async () => {
  const project = await startProject()
  replies(project, { messages: [{ content: 'Thanks' }] })
  await hook(project)
  await project.handset(ANN).writes(PHONE, 'a')
  const fork = (await project.admin('POST', '/fork', {})).body
  const moved = await project.call('POST', `/_textbed/worlds/${fork.id}/clock/advance`, { body: { by: 10 } })
  expect(moved.status).toBe(200)
  const there = await project.call('GET', `/_textbed/worlds/${fork.id}/handsets/${encodeURIComponent(ANN)}/messages`)
  expect(there.body.messages.map(({ text }: any) => text)).toContain('Thanks')
  expect((await incoming(project))[0].status).toBe('processing')
})
