import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const to_number = '+16505550123'

test('a message is answered whole at once, and is sent and delivered as time passes', async () => {
  const { post, get, advance, handset, phone, credentials } = await startProject()
  const sent = await post('/messages/send', { to_number, content: 'Hello' })
  expect(sent).toMatchObject({
    status: 200,
    body: {
      id: expect.stringMatching(/^SM[0-9a-f]{16}$/),
      direction: 'outgoing',
      status: 'queued',
      message_type: 'sms',
      source: 'api',
      time_created: 1767225600,
      time_sent: null,
      from_number: '+16505550001',
      to_number,
      content: 'Hello',
      starred: false,
      simulated: false,
      label_ids: [],
      vars: {},
      priority: 1,
      num_parts: 1,
      phone_id: phone,
      route_id: null,
      project_id: credentials.telerivet!.project_id,
    },
  })
  expect(sent.body).not.toHaveProperty('error_message')
  await advance(1)
  expect((await get(`/messages/${sent.body.id}`)).body).toMatchObject({
    status: 'sent',
    time_sent: 1767225601,
    time_updated: 1767225601,
  })
  await advance(10)
  expect((await get(`/messages/${sent.body.id}`)).body).toMatchObject({
    status: 'delivered',
    time_sent: 1767225601,
    time_updated: 1767225603,
  })
  expect(await handset(to_number).messages()).toMatchObject([
    { direction: 'received', from: '+16505550001', text: 'Hello' },
  ])
})

test('the retired path and the retired names of parameters still work', async () => {
  const { post, phone } = await startProject()
  const { body } = await post('/messages/outgoing', {
    to_number,
    content: 'Hi [[contact.phone_number]]',
    phone_id: phone,
    is_template: true,
  })
  expect(body).toMatchObject({ status: 'queued', content: 'Hi +16505550123', phone_id: phone })
})

test('auto_create_contacts: a new number gets a contact, whose messages are counted', async () => {
  const { post, get, delete: remove } = await startProject()
  const first = (await post('/messages/send', { to_number, content: 'one' })).body
  const second = (await post('/messages/send', { to_number: '(650) 555-0123', content: 'two' })).body
  expect(second).toMatchObject({ contact_id: first.contact_id, to_number })
  expect((await get(`/contacts/${first.contact_id}`)).body).toMatchObject({
    phone_number: to_number,
    message_count: 2,
    outgoing_message_count: 2,
    incoming_message_count: 0,
    last_message_id: second.id,
    last_message_time: 1767225600,
    last_incoming_message_time: null,
  })
  expect((await remove(`/messages/${second.id}`)).body).toEqual({})
  expect((await get(`/messages/${second.id}`)).status).toBe(404)
  expect((await get(`/contacts/${first.contact_id}`)).body).toMatchObject({
    message_count: 1,
    last_message_id: first.id,
  })
})

test('a message that is deleted does not change what its former contact counts', async () => {
  const { post, get, delete: remove } = await startProject()
  const first = (await post('/messages/send', { to_number, content: 'a' })).body
  await remove(`/contacts/${first.contact_id}`)
  const second = (await post('/messages/send', { to_number, content: 'b' })).body
  expect(second.contact_id).not.toBe(first.contact_id)
  await remove(`/messages/${first.id}`)
  expect((await get(`/contacts/${second.contact_id}`)).body).toMatchObject({
    message_count: 1,
    outgoing_message_count: 1,
    last_message_id: second.id,
  })
})

test('auto_create_contacts: if false, no contact is created', async () => {
  const { post, get } = await startProject()
  await post('', { auto_create_contacts: false })
  expect((await post('/messages/send', { to_number, content: 'a' })).body.contact_id).toBeNull()
  expect((await get('/contacts?count=1')).body.count).toBe(0)
})

test('a message may be sent to a contact by its id, by the route of the contact', async () => {
  const { post } = await startProject()
  const contact = (await post('/contacts', { phone_number: to_number, name: 'Ann' })).body
  expect((await post('/messages/send', { contact_id: contact.id, content: 'a' })).body).toMatchObject({
    to_number,
    contact_id: contact.id,
  })
  const nameless = (await post('/contacts', { name: 'Nobody' })).body
  expect(await post('/messages/send', { contact_id: nameless.id, content: 'a' })).toMatchObject({
    status: 400,
    body: { error: { param: 'contact_id' } },
  })
})

test('send_blocked: nothing may be sent to the contact', async () => {
  const { post, get } = await startProject()
  await post('/contacts', { phone_number: to_number, send_blocked: true })
  expect(await post('/messages/send', { to_number: '6505550123', content: 'a' })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param: 'to_number' } },
  })
  expect((await get('/messages?count=1')).body.count).toBe(0)
})

test('replace_variables fills in attributes of the contact, the phone and the project, and leaves nothing where there is nothing', async () => {
  const { post } = await startProject()
  await post('/contacts', { phone_number: to_number, name: 'Ann', vars: { city: 'Rome', constructor: 'c' } })
  const content =
    '[[contact.name]] [[contact.vars.city]] [[project.name]] [[phone.phone_number]] <[[contact.nothing]][[contact.vars.__proto__]][[other.thing]]>'
  expect((await post('/messages/send', { to_number, content, replace_variables: 1 })).body.content).toBe(
    'Ann Rome Example Project +16505550001 <>',
  )
  expect((await post('/messages/send', { to_number, content })).body.content).toBe(content)
})

test('a template knows the message that it becomes, its variables included', async () => {
  const { post, get, phone } = await startProject()
  const { id } = (await post('/contacts', { phone_number: to_number })).body
  const content =
    '[[message.vars.mv]] [[ message.vars.n ]] [[message.vars.b]] [[message.to_number]] [[message.from_number]] [[message.priority]] [[message.phone_id]] [[message.contact_id]]'
  const given = { to_number, content, replace_variables: true, vars: { mv: 'value', n: 1.5, b: true }, priority: 2 }
  const { body } = await post('/messages/send', given)
  expect(body.content).toBe(`value 1.5 true ${to_number} +16505550001 2 ${phone} ${id}`)
  const own = (
    await post('/messages/send', { ...given, content: '<[[message.id]]> [[contact.id]] [[message.vars.x]]' })
  ).body
  expect(own.content).toBe(`<${own.id}> ${id} `)
  await post('/messages/send_batch', { ...given, content: '[[message.vars.mv]]', to_numbers: [to_number] })
  expect((await get('/messages?sort_dir=desc&page_size=1')).body.data[0].content).toBe('value')
})

test('a template knows the contact that its message makes', async () => {
  const { post } = await startProject()
  const content = '[[contact.id]] [[contact.phone_number]] [[contact.message_count]]'
  const { body } = await post('/messages/send', { to_number: '6505550123', content, is_template: 1 })
  expect(body.content).toBe(`${body.contact_id} ${to_number} 0`)
})

test('num_parts counts the parts that the text takes', async () => {
  const { post } = await startProject()
  const partsOf = async (content: string) =>
    (await post('/messages/send', { to_number, content })).body.num_parts as number
  expect([
    await partsOf('a'.repeat(160)),
    await partsOf('a'.repeat(161)),
    await partsOf('ж'.repeat(70)),
    await partsOf('ж'.repeat(71)),
  ]).toEqual([1, 2, 1, 2])
})

test('num_parts counts the parts of the text as it goes out', async () => {
  const { post } = await startProject()
  const given = { to_number, content: '[[message.vars.v]]', replace_variables: true }
  expect((await post('/messages/send', { ...given, vars: { v: 'a'.repeat(161) } })).body.num_parts).toBe(2)
  const links = 'https://x.io '.repeat(8)
  expect((await post('/messages/send', { ...given, content: links, track_clicks: true })).body.num_parts).toBe(2)
})

test('media_urls: short links to each URL are appended to the content of an SMS, on new lines', async () => {
  const { post } = await startProject()
  const media_urls = ['https://example.com/a.png', 'https://example.com/b.png']
  const media = media_urls.map((url) => ({ url, type: null, filename: null, size: null }))
  const { body } = await post('/messages/send', { to_number, content: 'See', media_urls })
  expect(body).toMatchObject({ media, track_clicks: null, message_type: 'sms' })
  expect(body.short_urls).toEqual(
    [0, 1].map((media_index) => ({
      short_url: expect.stringMatching(/^https:\/\/rvt\.me\/\w{9}$/),
      link_type: 'media',
      time_clicked: null,
      expiration_time: null,
      media_index,
    })),
  )
  expect(body.content).toBe(['See', ...body.short_urls.map((one: { short_url: string }) => one.short_url)].join('\n'))
  expect((await post('/messages/send', { to_number, media_urls })).body.content).toMatch(/^https:\S+\nhttps:\S+$/)
  expect((await post('/messages/send', { to_number, message_type: 'mms', media_urls })).body).toMatchObject({
    message_type: 'mms',
    content: '',
    num_parts: null,
    short_urls: null,
    media,
  })
})

test('track_clicks and media_urls go together', async () => {
  const { post } = await startProject()
  const given = { to_number, content: 'See https://x.io', media_urls: ['https://x.io/a.png'], track_clicks: true }
  const { body } = await post('/messages/send', { ...given, short_link_params: { expiration_sec: 60 } })
  expect(body.short_urls).toMatchObject([
    { link_type: 'redirect', destination_url: 'https://x.io', expiration_time: 1767225660 },
    { link_type: 'media', media_index: 0, expiration_time: 1767225660 },
  ])
  const [page, file] = body.short_urls
  expect(body.content).toBe(`See ${page.short_url}\n${file.short_url}`)
  const plain = (await post('/messages/send', { to_number, content: 'no links', track_clicks: true })).body
  expect(plain).toMatchObject({ track_clicks: true, short_urls: null })
})

test('track_clicks replaces URLs by short ones of 24 characters', async () => {
  const { post } = await startProject()
  const { body } = await post('/messages/send', {
    to_number,
    content: 'See https://example.com/long?x=1.',
    track_clicks: true,
    short_link_params: { expiration_sec: 60 },
  })
  expect(body).toMatchObject({
    track_clicks: true,
    short_urls: [
      {
        link_type: 'redirect',
        destination_url: 'https://example.com/long?x=1',
        expiration_time: 1767225660,
        time_clicked: null,
      },
    ],
  })
  expect(body.content).toBe(`See ${body.short_urls[0].short_url}.`)
  expect(body.short_urls[0].short_url).toMatch(/^https:\/\/rvt\.me\/\w{9}$/)
})

test('simulated: the message never touches a phone and ends as sent', async () => {
  const { post, get, advance, handset } = await startProject()
  const { body } = await post('/messages/send', { to_number, content: 'a', simulated: true })
  await advance('idle')
  expect((await get(`/messages/${body.id}`)).body).toMatchObject({ simulated: true, status: 'sent', to_number })
  expect(await handset(to_number).messages()).toEqual([])
})

test.each([
  ['+15005550011', ['failed']],
  ['+15005550012', ['sent', 'delivered']],
  ['+15005550013', ['sent', 'not_delivered']],
  ['+15005550014', ['failed_queued', 'sent']],
  ['+15005550015', ['sent']],
])('the test number %s goes through %j', async (number, statuses) => {
  const { post, advance, receiver } = await startProject()
  await post('/messages/send', { to_number: number, content: 'a', status_url: `${receiver.url}/status` })
  await advance(30)
  expect(receiver.received.map(({ form }) => form.status)).toEqual(statuses)
})

test('starred, vars and error_message can be changed, variables one by one', async () => {
  const { post, get, advance } = await startProject()
  const { id } = (await post('/messages/send', { to_number, content: 'a', vars: { a: 1, b: 'x' } })).body
  await advance(60)
  const changed = await post(`/messages/${id}`, {
    starred: true,
    vars: { b: null, c: true },
    error_message: 'Odd',
    content: 'other',
  })
  expect(changed.body).toMatchObject({
    starred: true,
    vars: { a: 1, c: true },
    error_message: 'Odd',
    content: 'a',
    time_updated: 1767225660,
  })
  expect((await get('/messages?starred=true')).body.data).toMatchObject([{ id }])
  for (const none of ['', null]) {
    await post(`/messages/${id}`, { error_message: 'Odd' })
    expect((await post(`/messages/${id}`, { error_message: none })).body).not.toHaveProperty('error_message')
  }
})

test('time_updated of a message moves when something is changed', async () => {
  const { post, advance } = await startProject()
  const { id, time_updated } = (await post('/messages/send', { to_number, content: 'a', simulated: true })).body
  await post(`/messages/${id}/cancel`)
  await advance(60)
  for (const same of [{}, { starred: false }, { vars: { a: null } }, { error_message: '' }])
    expect((await post(`/messages/${id}`, same)).body.time_updated).toBe(time_updated)
  expect((await post(`/messages/${id}`, { starred: 1 })).body.time_updated).toBe(time_updated + 60)
})

test('cancel: allowed while queued, and again once cancelled; later it is not_cancellable', async () => {
  const { post, get, advance, handset } = await startProject()
  const { id } = (await post('/messages/send', { to_number, content: 'a' })).body
  expect((await post(`/messages/${id}/cancel`)).body.status).toBe('cancelled')
  expect((await post(`/messages/${id}/cancel`)).body.status).toBe('cancelled')
  await advance('idle')
  expect((await get(`/messages/${id}`)).body.status).toBe('cancelled')
  expect(await handset(to_number).messages()).toEqual([])

  const other = (await post('/messages/send', { to_number, content: 'b' })).body
  await advance('idle')
  expect(await post(`/messages/${other.id}/cancel`)).toMatchObject({
    status: 400,
    body: { error: { code: 'not_cancellable' } },
  })
})

test('resend: the same message where it did not go out, a new one where it did', async () => {
  const { post, get, advance } = await startProject()
  const failed = (await post('/messages/send', { to_number: '+15005550011', content: 'a' })).body
  await advance('idle')
  expect((await get(`/messages/${failed.id}`)).body).toMatchObject({
    status: 'failed',
    error_message: expect.any(String),
    time_sent: expect.any(Number),
  })
  const again = await post(`/messages/${failed.id}/resend`)
  expect(again.body).toMatchObject({ id: failed.id, status: 'queued', send_attempts: 2 })
  expect(again.body).not.toHaveProperty('error_message')

  const delivered = (await post('/messages/send', { to_number, content: 'b', vars: { a: 1 } })).body
  await advance('idle')
  const copy = (await post(`/messages/${delivered.id}/resend`)).body
  expect(copy).toMatchObject({ status: 'queued', content: 'b', vars: { a: 1 }, send_attempts: 1 })
  expect(copy.id).not.toBe(delivered.id)
})

test('a cancelled message is sent after all once it is resent', async () => {
  const { post, get, advance } = await startProject()
  const { id } = (await post('/messages/send', { to_number, content: 'a' })).body
  await post(`/messages/${id}/cancel`)
  await post(`/messages/${id}/resend`)
  await advance('idle')
  expect((await get(`/messages/${id}`)).body.status).toBe('delivered')
})

test('a deleted message is not sent any more, and nobody is told', async () => {
  const { post, delete: remove, advance, handset, receiver } = await startProject()
  const { id } = (await post('/messages/send', { to_number, content: 'a', status_url: receiver.url })).body
  await remove(`/messages/${id}`)
  await advance('idle')
  expect(await handset(to_number).messages()).toEqual([])
  expect(receiver.received).toEqual([])
})

test('messages are listed by project, by contact and by phone, oldest first', async () => {
  const { post, get, phone } = await startProject()
  const ids: string[] = []
  for (const content of ['one', 'two', 'three'])
    ids.push((await post('/messages/send', { to_number, content })).body.id as string)
  await post('/messages/send', { to_number: '+16505550199', content: 'other' })
  const { contact_id } = (await get(`/messages/${ids[0]}`)).body
  for (const path of [
    `/contacts/${contact_id}/messages`,
    `/messages?contact_id=${contact_id}`,
    `/phones/${phone}/messages?contact_id=${contact_id}`,
  ]) {
    expect((await get(path)).body.data.map(({ id }: { id: string }) => id)).toEqual(ids)
  }
  expect((await get('/messages?sort_dir=desc&page_size=1')).body.data).toMatchObject([{ content: 'other' }])
  expect((await get(`/messages/${ids[0]}/mms_parts`)).body).toEqual([])
})

test('a contact without a number that can be dialled cannot be sent to', async () => {
  const { post } = await startProject()
  for (const given of [{ name: 'Ann' }, { phone_number: 'MyBank' }]) {
    const { id } = (await post('/contacts', given)).body
    expect((await post('/messages/send', { contact_id: id, content: 'a' })).body.error.param).toBe('contact_id')
  }
})

test('a call says its content, or plays a file: both have the voice that was asked for, and no content', async () => {
  const { post, get, advance, handset } = await startProject()
  const call = { to_number, message_type: 'call' }
  const { body } = await post('/messages/send', { ...call, content: 'The meeting is at ten', tts_lang: 'fr-FR' })
  expect(body).toMatchObject({
    message_type: 'call',
    content: null,
    audio_url: null,
    tts_lang: 'fr-FR',
    tts_voice: 'female',
    num_parts: null,
    duration: null,
  })
  await advance(10)
  expect((await get(`/messages/${body.id}`)).body.status).toBe('delivered')
  expect(await handset(to_number).messages()).toMatchObject([{ text: 'The meeting is at ten' }])
  const audio_url = 'https://example.com/a.mp3'
  expect((await post('/messages/send', { ...call, audio_url })).body).toMatchObject({ audio_url, content: null })
  expect(await post('/messages/send', call)).toMatchObject({ status: 400, body: { error: { param: 'content' } } })
})

test('a request of USSD is its number, has no content, and is sent', async () => {
  const { post, get, advance } = await startProject()
  const { body } = await post('/messages/send', { message_type: 'ussd', to_number: '*100*7#' })
  expect(body).toMatchObject({ message_type: 'ussd', to_number: '*100*7#', content: null, tts_lang: null })
  await advance(60)
  expect((await get(`/messages/${body.id}`)).body.status).toBe('sent')
  expect(await post('/messages/send', { to_number: '*100*7#', content: 'x' })).toMatchObject({
    status: 400,
    body: { error: { param: 'to_number' } },
  })
})
