import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const to_number = '+16505550123'

test('status_url is posted to whenever the status changes, with the message and the secret as a form', async () => {
  const { post, advance, receiver, phone } = await startProject()
  const { body } = await post('/messages/send', {
    to_number,
    content: 'Grüße',
    status_url: `${receiver.url}/status?x=1`,
    status_secret: 's3cret',
    vars: { order: 12, paid: true },
  })
  expect(receiver.received).toEqual([])
  await advance(10)
  expect(receiver.received.map(({ form }) => form.status)).toEqual(['sent', 'delivered'])
  const [sent] = receiver.received
  expect(sent).toMatchObject({
    method: 'POST',
    path: '/status',
    headers: { 'content-type': expect.stringMatching(/^application\/x-www-form-urlencoded/) },
  })
  expect(sent!.form).toMatchObject({
    event: 'send_status',
    id: body.id,
    status: 'sent',
    secret: 's3cret',
    phone_id: phone,
    contact_id: body.contact_id,
    direction: 'outgoing',
    message_type: 'sms',
    source: 'api',
    time_created: '1767225600',
    time_sent: '1767225601',
    time_updated: '1767225601',
    from_number: '+16505550001',
    to_number,
    content: 'Grüße',
    starred: '0',
    'vars[order]': '12',
    'vars[paid]': '1',
  })
  for (const missing of ['error_message', 'route_id', 'label_ids', 'price'])
    expect(sent!.form).not.toHaveProperty(missing)
})

test('without a secret the field is missing, and a failure says why', async () => {
  const { post, advance, receiver } = await startProject()
  await post('/messages/send', { to_number: '+15005550011', content: 'a', status_url: receiver.url })
  await advance(10)
  expect(receiver.received[0]!.form).toMatchObject({ status: 'failed', error_message: expect.any(String) })
  expect(receiver.received[0]!.form).not.toHaveProperty('secret')
})

test('only 200 is success: anything else is tried again with the status it was made for, and holds back no other', async () => {
  const { post, advance, receiver } = await startProject()
  receiver.answer = () => ({ status: receiver.received.length < 3 ? 204 : 200 })
  await post('/messages/send', { to_number, content: 'a', status_url: receiver.url })
  await advance(5)
  expect(receiver.received.map(({ form }) => form.status)).toEqual(['sent', 'delivered'])
  await advance(60)
  expect(receiver.received.map(({ form }) => form.status)).toEqual(['sent', 'delivered', 'sent', 'delivered'])
  expect(receiver.received[2]!.form).toEqual(receiver.received[0]!.form)
  await advance('idle')
  expect(receiver.received).toHaveLength(4)
})

test('what nobody receives is given up after a day', async () => {
  const { post, advance, receiver } = await startProject()
  receiver.answer = () => ({ status: 500 })
  await post('/messages/send', { to_number: '+15005550015', content: 'a', status_url: receiver.url })
  await advance(24 * 3600)
  const tries = receiver.received.length
  expect(tries).toBe(27)
  await advance(7 * 24 * 3600)
  expect(receiver.received.length).toBe(tries)
})

test('cancelling and resending are told too', async () => {
  const { post, advance, receiver } = await startProject()
  const { id } = (await post('/messages/send', { to_number, content: 'a', status_url: receiver.url })).body
  await post(`/messages/${id}/cancel`)
  await post(`/messages/${id}/resend`)
  await advance(10)
  expect(receiver.received.map(({ form }) => form.status)).toEqual(['cancelled', 'queued', 'sent', 'delivered'])
})

test('what a person writes to the phone is a message from their contact, and opens the conversation', async () => {
  const { get, post, handset, phone } = await startProject()
  const contact = (await post('/contacts', { name: 'Ann', phone_number: to_number })).body
  await handset(to_number).writes('+16505550001', 'Hello back')
  const [message] = (await get('/messages?direction=incoming')).body.data
  expect(message).toMatchObject({
    direction: 'incoming',
    status: 'received',
    source: 'phone',
    message_type: 'sms',
    from_number: to_number,
    to_number: '+16505550001',
    content: 'Hello back',
    time_sent: null,
    priority: null,
    phone_id: phone,
    contact_id: contact.id,
  })
  expect(message).not.toHaveProperty('send_attempts')
  expect((await get(`/contacts/${contact.id}`)).body).toMatchObject({
    conversation_status: 'active',
    incoming_message_count: 1,
    last_incoming_message_time: 1767225600,
    last_message_id: message.id,
  })
  for (const verb of ['cancel', 'resend']) expect((await post(`/messages/${message.id}/${verb}`)).status).toBe(400)
})

test('blocked contacts still write', async () => {
  const { get, post, handset } = await startProject()
  await post('/contacts', { phone_number: to_number, send_blocked: true })
  await handset(to_number).writes('+16505550001', 'a')
  expect((await get('/messages?count=1')).body.count).toBe(1)
})

test('messages/receive adds a message as if the phone had received it', async () => {
  const { get, post, phone } = await startProject()
  const { body } = await post('/messages/receive', {
    phone_id: phone,
    from_number: '(650) 555-0123',
    content: 'hi',
    vars: { a: 1 },
    starred: true,
    simulated: true,
  })
  expect(body).toMatchObject({
    direction: 'incoming',
    source: 'api',
    status: 'received',
    from_number: to_number,
    to_number: '+16505550001',
    time_sent: null,
    starred: true,
    simulated: true,
    vars: { a: 1 },
  })
  expect((await get(`/contacts/${body.contact_id}`)).body).toMatchObject({
    phone_number: to_number,
    conversation_status: 'active',
  })
  for (const content of [undefined, 'Hello'])
    expect(
      (await post('/messages/receive', { phone_id: phone, from_number: to_number, message_type: 'call', content }))
        .body,
    ).toMatchObject({ message_type: 'call', content: null, num_parts: null })
})

test.each([
  [{}, 'phone_id'],
  [{ phone_id: 'PN0' }, 'phone_id'],
  [{ from_number: undefined }, 'from_number'],
  [{ content: undefined }, 'content'],
  [{ label_ids: Array.from({ length: 6 }, () => 'LB0') }, 'label_ids'],
  [{ message_type: 'mms' }, 'message_type'],
])('messages/receive with %j names %s', async (wrong, param) => {
  const { post, phone } = await startProject()
  const good = param === 'phone_id' ? {} : { phone_id: phone }
  expect(await post('/messages/receive', { ...good, from_number: to_number, content: 'hi', ...wrong })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param } },
  })
})

const set = async ({ admin, project }: Awaited<ReturnType<typeof startProject>>, settings: object) =>
  (await admin('POST', `/telerivet/projects/${project.split('/').at(-1)}`, settings)).body

test('a message without a status URL of its own is told of at that of its project, with its secret', async () => {
  const project = await startProject()
  const { post, advance, receiver } = project
  const settings = { status_url: `${receiver.url}/project`, status_secret: 'ours' }
  expect(await set(project, settings)).toMatchObject(settings)
  await post('/messages/send', { to_number, content: 'a' })
  await post('/messages/send', { to_number, content: 'b', status_url: `${receiver.url}/own` })
  await post('/send_broadcast', { to_numbers: ['+16505550124'], content: 'c' })
  await advance(10)
  const told = receiver.received.map(({ path, form }) => `${form.content} ${form.status} ${path} ${form.secret}`)
  expect(told.sort()).toEqual([
    'a delivered /project ours',
    'a sent /project ours',
    'b delivered /own undefined',
    'b sent /own undefined',
    'c delivered /project ours',
    'c sent /project ours',
  ])
})

test('the status URL of a project is changed and taken away, and no call of the API shows or loses it', async () => {
  const project = await startProject()
  const { post, advance, receiver, get } = project
  await set(project, { status_url: `${receiver.url}/first`, status_secret: 'x' })
  expect(await set(project, { status_url: `${receiver.url}/second` })).toMatchObject({ status_secret: 'x' })
  expect((await get('')).body).not.toHaveProperty('status_url')
  await post('', { name: 'Renamed' })
  await post('/messages/send', { to_number, content: 'a' })
  await advance(10)
  expect(receiver.received.map(({ path }) => path)).toEqual(['/second', '/second'])
  expect(await set(project, { status_secret: null })).toMatchObject({ status_secret: null })
  expect(await set(project, { status_url: null })).toMatchObject({ status_url: null, status_secret: null })
  await post('/messages/send', { to_number, content: 'b' })
  await advance(10)
  expect(receiver.received).toHaveLength(2)
  const { admin, project: path } = project
  const wrong = await admin('POST', `/telerivet/projects/${path.split('/').at(-1)}`, { status_url: 'nowhere' })
  expect(wrong.status).toBe(400)
})
