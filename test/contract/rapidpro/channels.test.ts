import { expect, test } from 'vitest'
import { channelRows } from '../../../src/providers/rapidpro/channels/channel.ts'
import { changeContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { createGroup } from '../../../src/providers/rapidpro/groups/create-group.ts'
import { addChannel, startWorkspace } from './start.ts'

test('channels are listed, and found by uuid or by their exact address', async () => {
  const { get, channel, address } = await startWorkspace()
  const { body } = await get('channels.json')
  expect(body).toEqual({
    next: null,
    previous: null,
    results: [
      {
        uuid: channel,
        name: 'Main line',
        address,
        type: 'external',
        country: 'RW',
        device: null,
        last_seen: null,
        created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
      },
    ],
  })
  const found = async (query: string) => (await get(`channels.json?${query}`)).body.results.length
  expect(await found(`uuid=${channel}`)).toBe(1)
  expect(await found('uuid=nonsense')).toBe(0)
  expect(await found(`address=${encodeURIComponent(address)}`)).toBe(1)
  expect(await found('address=250780000001')).toBe(0)
})

test.each(['GET', 'POST'])('an aggregator hands in messages with %s', async (method) => {
  const { call, get, id, channel } = await startWorkspace()
  const parameters = { from: '0788 123 123', text: 'Muraho', date: '2025-12-31T10:00:00.5+02:00' }
  const path = `/w/${id}/c/ex/${channel}/receive`
  const answer =
    method === 'GET'
      ? await call('GET', `${path}?${new URLSearchParams(parameters).toString()}`)
      : await call('POST', path, { form: parameters })
  const [message] = (await get('messages.json')).body.results
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      message: 'Message Accepted',
      data: [
        {
          type: 'msg',
          channel_uuid: channel,
          msg_uuid: message.uuid,
          text: 'Muraho',
          urn: 'tel:+250788123123',
          received_on: '2025-12-31T08:00:00.500000Z',
        },
      ],
    },
  ])
  expect(message).toMatchObject({
    direction: 'in',
    status: 'handled',
    urn: 'tel:+250788123123',
    sent_on: '2025-12-31T08:00:00.500000Z',
  })
})

test('a copy that comes within seconds is taken for the same message', async () => {
  const { call, get, id, channel, advance } = await startWorkspace()
  const receive = () => call('POST', `/w/${id}/c/ex/${channel}/receive`, { form: { sender: '2020', text: 'Muraho' } })
  const [first, copy] = [await receive(), await receive()]
  expect(copy.body).toEqual(first.body)
  expect(first.body.data[0].urn).toBe('tel:2020')
  await advance(5)
  await receive()
  expect((await get('messages.json')).body.results).toHaveLength(2)
})

function lacks(form: string, field: string): string[] {
  const validator = `Key: '${form}.${field}' Error:Field validation for '${field}' failed on the 'required' tag`
  return [validator, `field '${field.toLowerCase()}' required`]
}

test.each([
  ['receive', { text: 'x' }, ["must have one of 'sender' or 'from' set"]],
  ['receive', { from: 'nobody', text: 'x' }, ['not a possible number']],
  ['receive', { from: '+250788123123', date: 'yesterday' }, ['invalid date format, must be RFC 3339']],
  ['receive', { from: '', sender: '+250788123123', text: 'x' }, ["must have one of 'sender' or 'from' set"]],
  ['sent', {}, lacks('statusForm', 'ID')],
  ['delivered', { id: '' }, lacks('statusForm', 'ID')],
  ['failed', { id: '0' }, lacks('statusForm', 'ID')],
  ['sent', { id: '1e3' }, ['schema: error converting value for "id"']],
  ['sent', { id: '0x10' }, ['schema: error converting value for "id"']],
  ['sent', { id: '58c0f7b3' }, ['schema: error converting value for "id"']],
  ['sent', { id: '9223372036854775808' }, ['schema: error converting value for "id"']],
  ['stopped', {}, lacks('stopContactForm', 'From')],
  ['stopped', { from: '' }, lacks('stopContactForm', 'From')],
  ['stopped', { sender: '+250788123123' }, lacks('stopContactForm', 'From')],
  ['stopped', { from: 'nobody' }, ['not a possible number']],
])('%s with %j is an error', async (action, form, errors) => {
  const { call, get, id, channel } = await startWorkspace()
  const answer = await call('POST', `/w/${id}/c/ex/${channel}/${action}`, { form: form as Record<string, string> })
  expect([answer.status, answer.body]).toEqual([
    400,
    { message: 'Error', data: errors.map((error) => ({ type: 'error', error })) },
  ])
  expect((await get('messages.json')).body.results).toEqual([])
})

test('unknown channels and unknown actions', async () => {
  const { call, id, channel } = await startWorkspace()
  const unknown = await call('POST', `/w/${id}/c/ex/58c0f7b3-ad92-4e61-93fa-6c1d84e5b027/receive`, {
    form: { from: '+250788123123', text: 'x' },
  })
  expect([unknown.status, unknown.body]).toEqual([
    400,
    { message: 'Error', data: [{ type: 'error', error: 'channel not found' }] },
  ])
  expect((await call('GET', `/c/ex/58c0f7b3-ad92-4e61-93fa-6c1d84e5b027/receive`)).status).toBe(400)
  expect((await call('GET', `/w/${id}/c/ex/${channel}/nonsense`)).status).toBe(404)
})

test.each([
  ['sent', 'S', 'sent'],
  ['delivered', 'D', 'delivered'],
  ['failed', 'F', 'failed'],
])('the status %s is reported for a message', async (action, letter, status) => {
  const { call, get, post, id, channel, advance } = await startWorkspace()
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const message = (await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })).body.id
  const answer = await call('GET', `/w/${id}/c/ex/${channel}/${action}?id=${message}`)
  expect([answer.status, answer.body]).toEqual([
    200,
    {
      message: 'Status Update Accepted',
      data: [{ type: 'status', channel_uuid: channel, status: letter, msg_id: message }],
    },
  ])
  await advance('idle')
  expect((await get(`messages.json?id=${message}`)).body.results[0].status).toBe(status)
})

test('another text, and the same at another channel, is another message', async () => {
  const workspace = await startWorkspace()
  const { call, get, id, channel } = workspace
  const other = addChannel(workspace, '+250780000002')
  const receive = (at: string, text: string) =>
    call('POST', `/w/${id}/c/ex/${at}/receive`, { form: { from: '0788123123', text } })
  for (const [at, text] of [
    [channel, 'Muraho'],
    [channel, 'Yego'],
    [other.id, 'Yego'],
    [other.id, 'Yego'],
  ] as const)
    await receive(at, text)
  const shown = (await get('messages.json')).body.results.map((message: any) => [message.channel.uuid, message.text])
  expect(shown).toEqual([
    [other.id, 'Yego'],
    [channel, 'Yego'],
    [channel, 'Muraho'],
  ])
})

test('whoever stops leaves every group; whoever is blocked stays blocked, and a stranger is a contact who has stopped', async () => {
  const { call, get, post, world, id, channel } = await startWorkspace()
  createGroup(world, { name: 'Farmers' })
  const create = async (urn: string) => (await post('contacts.json', { urns: [urn], groups: ['Farmers'] })).body.uuid
  const [member, blocked] = [await create('tel:+250788123123'), await create('tel:+250788123124')]
  changeContact(world, contactRows(world).get(blocked)!, { status: 'blocked', groups: [] })
  for (const from of ['0788123123', '0788123124', '0788123125']) {
    const answer = await call('POST', `/w/${id}/c/ex/${channel}/stopped`, { form: { from } })
    expect([answer.status, answer.body.data[0].event_type]).toEqual([200, 'stop_contact'])
  }
  const shown = (await get('contacts.json')).body.results.map((one: any) => [one.urns[0], one.status, one.groups])
  expect(shown).toEqual([
    ['tel:+250788123125', 'stopped', []],
    ['tel:+250788123124', 'blocked', []],
    ['tel:+250788123123', 'stopped', []],
  ])
  const events = (await get('channel_events.json')).body.results
  expect(events.map(({ type }: { type: string }) => type)).toEqual(['stop-contact', 'stop-contact', 'stop-contact'])
  expect(events[2].contact.uuid).toBe(member)
})

test.each(['sent', 'delivered', 'failed'])('%s names a message by its uuid, too', async (status) => {
  const { call, get, post, id, channel } = await startWorkspace()
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const { uuid } = (await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })).body
  for (const written of [uuid, uuid.toUpperCase()]) {
    const { body } = await call('POST', `/w/${id}/c/ex/${channel}/${status}`, { form: { id: written } })
    expect(body.data[0].msg_uuid).toBe(uuid)
  }
  expect((await get(`messages.json?uuid=${uuid}`)).body.results[0].status).toBe(status)
})

test('a report of another channel, or of nobody, is accepted and changes nothing', async () => {
  const workspace = await startWorkspace()
  const { call, get, post, id, channel } = workspace
  const other = addChannel(workspace, '+256780000002')
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const sent = (await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })).body
  const before = (await get('messages.json')).text
  for (const message of [String(sent.id), sent.uuid, '-1', '99', '58c0f7b3-ad92-4e61-93fa-6c1d84e5b027']) {
    const answer = await call('POST', `/w/${id}/c/ex/${other.id}/failed`, { form: { id: message } })
    expect([answer.status, answer.body.message]).toEqual([200, 'Status Update Accepted'])
  }
  expect((await get('messages.json')).text).toBe(before)
  await call('POST', `/w/${id}/c/ex/${channel}/failed`, { form: { id: sent.uuid } })
  expect((await get('messages.json')).body.results[0].status).toBe('failed')
})

test('only the first name of the sender that is there counts, and an empty text is a text', async () => {
  const { call, get, id, channel } = await startWorkspace()
  const receive = (form: Record<string, string>) => call('POST', `/w/${id}/c/ex/${channel}/receive`, { form })
  const both = await receive({ from: '+250788123123', sender: '+250788123124', text: '', date: '' })
  expect(both.body.data[0]).toMatchObject({ urn: 'tel:+250788123123', text: '' })
  expect((await receive({ sender: '250788123125' })).body.data[0]).toMatchObject({ urn: 'tel:+250788123125', text: '' })
  expect((await get('messages.json')).body.results).toHaveLength(2)
})

test('messages with the first and the last date of all go through a snapshot and back', async () => {
  const { admin, call, get, id, channel } = await startWorkspace()
  for (const date of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z'])
    await call('POST', `/w/${id}/c/ex/${channel}/receive`, { form: { from: '0788123123', text: date, date } })
  const shown = (await get('messages.json')).text
  const put = await admin('PUT', '/snapshot', (await admin('GET', '/snapshot')).body)
  expect(put.status).toBeLessThan(300)
  expect((await get('messages.json')).text).toBe(shown)
})

test('there is no guard against a status that goes backwards; incoming messages are left alone', async () => {
  const { call, get, post, handset, id, channel, address } = await startWorkspace()
  await handset('+250788123123').writes(address, 'in')
  await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })
  const report = (message: number, status: string) =>
    call('POST', `/w/${id}/c/ex/${channel}/${status}`, { form: { id: String(message) } })
  for (const [message, status] of [
    [2, 'delivered'],
    [2, 'sent'],
    [1, 'failed'],
    [99, 'failed'],
  ] as const)
    expect((await report(message, status)).status).toBe(200)
  expect((await get('messages.json')).body.results.map(({ status }: { status: string }) => status)).toEqual([
    'sent',
    'handled',
  ])
})

test('the gateway takes parameters from the query and from forms; other bodies are passed over', async () => {
  const { call, channel } = await startWorkspace()
  const path = `/c/ex/${channel}/receive`
  const json = await call('POST', path, { body: { from: '+250788123123', text: 'a' } })
  expect([json.status, json.body.data[0].error]).toEqual([400, "must have one of 'sender' or 'from' set"])
  const query = await call('POST', `${path}?from=0788123123&text=a`, { raw: 'nonsense' })
  expect([query.status, query.body.data[0].text]).toEqual([200, 'a'])
  const form = await call('POST', `${path}?from=0788123123&text=a`, { form: { text: 'é' } })
  expect([form.status, form.body.data[0].text, form.headers['x-temba-org']]).toEqual([200, 'é', undefined])
})

test.each(['GET', 'POST'])('an aggregator of before there was a gateway calls the handlers with %s', async (method) => {
  const { call, get, post, id, channel } = await startWorkspace()
  const handler = (action: string, form: Record<string, string>, end = '/') =>
    method === 'GET'
      ? call('GET', `/w/${id}/handlers/external/${action}/${channel}${end}?${new URLSearchParams(form).toString()}`)
      : call('POST', `/w/${id}/handlers/external/${action}/${channel}${end}`, { form })
  const received = await handler('received', { from: '0788123123', text: 'Muraho' })
  expect([received.status, received.body.message]).toEqual([200, 'Message Accepted'])
  const { id: message } = (await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })).body
  for (const status of ['sent', 'delivered', 'failed']) {
    const answer = await handler(status, { id: String(message) }, status === 'sent' ? '' : '/')
    expect([answer.status, answer.body.message]).toEqual([200, 'Status Update Accepted'])
    expect((await get(`messages.json?id=${message}`)).body.results[0].status).toBe(status)
  }
  expect((await handler('stopped', { from: '0788123123' })).status).toBe(200)
  expect((await get('contacts.json')).body.results[0].status).toBe('stopped')
  const lost = await handler('receive', { from: '0788123123' })
  expect([lost.status, lost.body.message]).toEqual([404, 'Not Found'])
})

test('the old paths find the world by the channel, too, and know no other channel', async () => {
  const { call, world } = await startWorkspace({ seed: 'handlers' })
  const channel = channelRows(world).all().at(0)!.id
  const received = await call('POST', `/handlers/external/received/${channel}/`, { form: { from: '2020', text: 'x' } })
  expect(received.status).toBe(200)
  const unknown = await call('POST', '/handlers/external/received/58c0f7b3-ad92-4e61-93fa-6c1d84e5b027/', {
    form: { from: '2020' },
  })
  expect([unknown.status, unknown.body.data[0].error]).toEqual([400, 'channel not found'])
})

test('only external channels have a gateway', async () => {
  const { admin, call, id } = await startWorkspace()
  const { uuid } = (await admin('POST', '/rapidpro/channels', { type: 'android', address: '+250780000003' })).body
  const answer = await call('POST', `/w/${id}/c/ex/${uuid}/receive`, { form: { from: '0788123123', text: 'x' } })
  expect([answer.status, answer.body.data[0].error]).toEqual([400, 'channel not found'])
})

test('a report may name the message as newer releases do, by uuid', async () => {
  const { call, get, post, id, channel } = await startWorkspace()
  await post('contacts.json', { urns: ['tel:+250788123123'] })
  const { uuid } = (await post('messages.json', { contact: 'tel:+250788123123', text: 'x' })).body
  const answer = await call('POST', `/w/${id}/c/ex/${channel}/delivered`, { form: { uuid } })
  expect([answer.status, answer.body.data[0].msg_uuid]).toEqual([200, uuid])
  expect((await get(`messages.json?uuid=${uuid}`)).body.results[0].status).toBe('delivered')
})

test('an external channel of another scheme knows people by that', async () => {
  const { admin, call, get, id } = await startWorkspace()
  const { uuid } = (await admin('POST', '/rapidpro/channels', { address: 'clinic', schemes: ['telegram'] })).body
  const receive = (from: string) => call('POST', `/w/${id}/c/ex/${uuid}/receive`, { form: { from, text: 'x' } })
  expect((await receive(' 1234567890 ')).body.data[0].urn).toBe('telegram:1234567890')
  expect((await get('messages.json')).body.results[0].urn).toBe('telegram:1234567890')
  const wrong = await receive('bob')
  expect([wrong.status, wrong.body.data[0].error]).toEqual([400, 'invalid path component'])
})
