import { beforeEach, describe, expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

// Services in what is sent: message_type=service, calls, links, and variables in content.

const ANN = '+16505550101'
const BEN = '+16505550102'
const PHONE = '+16505550001'

let project: TestProject
let template: string
let service: string

const make = async (body: object): Promise<string> => {
  const answer = await project.post('/services', body)
  expect([answer.status, answer.body]).toEqual([200, expect.anything()])
  return answer.body.id
}

beforeEach(async () => {
  project = await startProject()
  const asked = {
    name: 'Prices',
    parameters: [{ name: 'crop' }],
    messages: ['Hello [[contact.name]], [[service.vars.crop]] is at [[$price]] ([[service.name]], [[state.id]])'],
  }
  template = (await project.admin('POST', '/telerivet/service-templates', asked)).body.id
  const config = { template_service_id: template, params: { crop: 'tea' } }
  service = await make({ name: 'Price of tea', service_type: 'custom_template_instance', config })
  await project.post('/contacts', { name: 'Ann', phone_number: ANN })
})

const texts = async (number: string): Promise<string[]> =>
  (await project.handset(number).messages())
    .filter(({ from }: { from: string }) => from === PHONE)
    .map(({ text }: { text: string }) => text)

const refused = (answer: { status: number; body: any }) => [answer.status, answer.body.error?.param]

describe('message_type=service', () => {
  test('invokes an automated service for each of a list of phone numbers', async () => {
    const { post, get, advance } = project
    const asked = { message_type: 'service', service_id: service, to_numbers: [ANN, BEN] }
    const { body } = await post('/send_broadcast', asked)
    expect(body).toMatchObject({ message_type: 'service', service_id: service, content: null, estimated_count: 2 })
    await advance('idle')
    expect([await texts(ANN), await texts(BEN)]).toEqual([
      ['Hello Ann, tea is at  (Price of tea, )'],
      ['Hello , tea is at  (Price of tea, )'],
    ])
    expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({ status: 'complete', message_count: 2 })
    const { data } = (await get('/messages?message_type=service')).body
    const shown = { status: 'sent', service_id: service, content: null, broadcast_id: body.id, num_parts: null }
    expect(data).toMatchObject([
      { to_number: ANN, ...shown },
      { to_number: BEN, ...shown },
    ])
    const said = (await get('/messages?source=service')).body.data
    expect(said).toMatchObject([
      { to_number: ANN, service_id: service, status: 'delivered' },
      { to_number: BEN, service_id: service },
    ])
  })

  test.each([
    ['twice', [{ times: 2 }]],
    ['late and once more', [{ after: 10 }, { after: 20 }]],
    ['after others', [{ state: 'delivered' }, { after: 5 }]],
    ['not at all', []],
  ])('invokes it once, where receipts come %s', async (_how, reports) => {
    const { post, admin, advance } = project
    await admin('POST', '/delivery-plans', { reports })
    await post('/send_broadcast', { message_type: 'service', service_id: service, to_numbers: [ANN] })
    await advance('idle')
    expect(await texts(ANN)).toHaveLength(1)
  })

  test('invokes it for a group', async () => {
    const { post, advance } = project
    const { id } = (await post('/groups', { name: 'Members' })).body
    await post('/contacts', { phone_number: ANN, add_group_ids: [id] })
    await post('/send_broadcast', { message_type: 'service', service_id: service, group_id: id })
    await advance('idle')
    expect(await texts(ANN)).toEqual(['Hello Ann, tea is at  (Price of tea, )'])
  })

  test.each([
    ['/messages/send', { to_number: ANN }],
    ['/messages/outgoing', { to_number: ANN }],
    ['/messages/send_batch', { to_numbers: [ANN] }],
    ['/send_multi', { messages: [{ to_number: ANN }] }],
  ])('invokes it by %s as well', async (path, whom) => {
    const answer = await project.post(path, { ...whom, message_type: 'service', service_id: service })
    expect(answer.status).toBe(200)
    await project.advance('idle')
    expect(await texts(ANN)).toHaveLength(1)
    expect((await project.get('/messages?message_type=service')).body.data).toMatchObject([{ to_number: ANN }])
  })

  test('calls a webhook service, one for each project at a time, and obeys what it answers', async () => {
    const { post, get, advance, receiver } = project
    const config = { url: receiver.url }
    const hook = await make({ service_type: 'incoming_message_webhook', config })
    receiver.answer = ({ form }) => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ content: `For ${form['contact[name]']}` }] }),
    })
    await post('/send_broadcast', { message_type: 'service', service_id: hook, to_numbers: [ANN, BEN] })
    await advance('idle')
    expect(receiver.received.map(({ form }) => [form['event'], form['contact[phone_number]']])).toEqual([
      ['default', ANN],
      ['default', BEN],
    ])
    expect(await texts(ANN)).toEqual(['For Ann'])
    expect((await get('/messages?source=webhook')).body.data).toMatchObject([
      { service_id: hook, to_number: ANN },
      { service_id: hook, to_number: BEN },
    ])
  })

  test('makes a contact of whoever is not known yet, even where the project makes none', async () => {
    await project.post('', { auto_create_contacts: false })
    await project.post('/messages/send', { message_type: 'service', service_id: service, to_number: BEN })
    await project.advance('idle')
    expect((await project.get(`/contacts?phone_number=${encodeURIComponent(BEN)}`)).body.data).toHaveLength(1)
    expect(await texts(BEN)).toHaveLength(1)
  })

  test('can be cancelled before it is invoked, and a simulated one never is', async () => {
    const { post, get, advance } = project
    const asked = { message_type: 'service', service_id: service, to_number: ANN }
    const { id } = (await post('/messages/send', asked)).body
    expect((await post(`/messages/${id}/cancel`)).body.status).toBe('cancelled')
    const simulated = (await post('/messages/send', { ...asked, simulated: true })).body.id
    await advance('idle')
    expect((await get(`/messages/${simulated}`)).body.status).toBe('sent')
    expect(await texts(ANN)).toEqual([])
  })

  test('says in the service logs why a service was not run after all', async () => {
    const { post, get, advance } = project
    await post('/messages/send', { message_type: 'service', service_id: service, to_number: ANN })
    await post(`/services/${service}`, { active: false })
    await advance('idle')
    const [line] = (await get(`/service_logs?service_id=${service}`)).body.data
    expect(line.content).toBe('Not run: the service is not active.')
    expect(await texts(ANN)).toEqual([])
  })

  test('requires a service_id, of an active service that can be triggered for a contact', async () => {
    const { post, get } = project
    const idle = await make({ service_type: 'contact_script', config: { code: 'a()' }, active: false })
    const script = await make({ service_type: 'message_script', config: { code: 'a()' } })
    for (const service_id of [undefined, '', 'SV0000000000000000', idle, script])
      for (const [path, whom] of [
        ['/messages/send', { to_number: ANN }],
        ['/send_broadcast', { to_numbers: [ANN] }],
        ['/messages/send_batch', { to_numbers: [ANN] }],
      ] as const)
        expect(refused(await post(path, { ...whom, message_type: 'service', service_id }))).toEqual([400, 'service_id'])
    const multi = { messages: [{ to_number: ANN }], message_type: 'service' }
    expect(refused(await post('/send_multi', multi))[0]).toBe(400)
    expect((await get('/messages')).body.data).toEqual([])
  })

  test('takes no labels: they are determined by the service itself', async () => {
    const { id } = (await project.post('/labels', { name: 'Prices' })).body
    const asked = { message_type: 'service', service_id: service, to_number: ANN, label_ids: [id] }
    expect((await project.post('/messages/send', asked)).body.label_ids).toEqual([])
  })
})

describe('the service_id of a call', () => {
  test('is that of the service that defines the call flow, and then it need not say anything', async () => {
    const { post, get, advance } = project
    const flow = await make({ service_type: 'voice_script', config: { code: 'sayText("Hello")' } })
    const call = { message_type: 'call', service_id: flow }
    const { body } = await post('/messages/send', { ...call, to_number: ANN })
    expect(body).toMatchObject({ message_type: 'call', service_id: flow, content: null })
    const broadcast = (await post('/send_broadcast', { ...call, to_numbers: [ANN] })).body
    expect(broadcast).toMatchObject({ message_type: 'call', service_id: flow })
    await advance('idle')
    expect((await get('/messages?message_type=call')).body.data).toMatchObject([
      { service_id: flow, status: 'delivered' },
      { service_id: flow, status: 'delivered', broadcast_id: broadcast.id },
    ])
  })

  test('has to be of an active service that handles outgoing calls; for texts it means nothing', async () => {
    const { post } = project
    const incoming = await make({ service_type: 'voice_script', config: { code: 'a()' }, direction: 'incoming' })
    for (const service_id of ['SV0000000000000000', incoming, service])
      expect(refused(await post('/messages/send', { message_type: 'call', service_id, to_number: ANN }))).toEqual([
        400,
        'service_id',
      ])
    const text = await post('/messages/send', { content: 'Hello', service_id: 'nobody', to_number: ANN })
    expect([text.status, text.body.service_id]).toEqual([200, null])
  })
})

describe('variables in content', () => {
  test('within Custom Actions, each variable can be used like [[$name]], and the state of the contact', async () => {
    const { post, get } = project
    const contact = (await get('/contacts')).body.data[0].id
    await post(`/services/${service}/states/${contact}`, { id: 'q1' })
    const invoked = await post(`/services/${service}/invoke`, {
      context: 'contact',
      contact_id: contact,
      variables: { price: 265 },
    })
    expect(invoked.body.sent_messages).toMatchObject([
      { content: 'Hello Ann, tea is at 265 (Price of tea, q1)', source: 'service', service_id: service },
    ])
    expect(invoked.body).toMatchObject({ errors: [], log_entries: ['1 sent of 1 messages'] })
  })

  test('a reply of a webhook may speak of its service and of the state of the contact', async () => {
    const { receiver, handset, advance } = project
    await project.delete(`/services/${service}`)
    receiver.answer = () => ({
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        messages: [{ content: '[[service.name]]: [[state.id]] [[state.vars.n]]', replace_variables: true }],
        variables: { 'state.id': 'asked', 'state.vars.n': 7 },
      }),
    })
    await make({ name: 'Quiz', service_type: 'incoming_message_webhook', config: { url: receiver.url } })
    await handset(ANN).writes(PHONE, 'Hi')
    await advance('idle')
    expect(await texts(ANN)).toEqual(['Quiz: asked 7'])
  })

  test('a message that no service sends says nothing of any', async () => {
    const asked = { to_number: ANN, content: '<[[service.name]][[state.id]][[$price]]>', replace_variables: true }
    expect((await project.post('/messages/send', asked)).body.content).toBe('<>')
  })
})

/** Sends a text with a link to the service. */
const sendLinked = async (more: object = {}) => {
  const asked = { to_number: ANN, content: `More: [[link.${service}]]`, replace_variables: true }
  return (await project.post('/messages/send', { ...asked, ...more })).body
}

describe('short links to a service', () => {
  test('trigger it for whoever follows them, and tell of the click', async () => {
    const { get, call, advance, world } = project
    const message = await sendLinked()
    expect(message.content).toMatch(/^More: https:\/\/rvt\.me\/[0-9a-f]{9}$/)
    const [link] = message.short_urls
    expect(link).toEqual({
      short_url: message.content.slice(6),
      link_type: 'service',
      service_id: service,
      time_clicked: null,
      expiration_time: null,
    })
    await advance('idle')
    const clicked = await call('GET', `/w/${world.id}/rvt.me/${link.short_url.slice(-9)}`)
    expect(clicked.status).toBe(200)
    await advance('idle')
    expect((await texts(ANN))[1]).toBe('Hello Ann, tea is at  (Price of tea, )')
    const { short_urls, time_clicked } = (await get(`/messages/${message.id}`)).body
    expect([short_urls[0].time_clicked, time_clicked]).toEqual([time_clicked, expect.any(Number)])
    expect(world.clock.size).toBe(0)
  })

  test('stop after expiration_sec, and are not shortened again where clicks are tracked', async () => {
    const { call, advance, world } = project
    const content = `[[link.${service}]] or https://example.org/`
    const { short_urls } = await sendLinked({ content, track_clicks: true, short_link_params: { expiration_sec: 60 } })
    expect(short_urls).toMatchObject([
      { link_type: 'service', expiration_time: 1767225660 },
      { link_type: 'redirect', destination_url: 'https://example.org/', expiration_time: 1767225660 },
    ])
    await advance(60)
    expect((await call('GET', `/w/${world.id}/rvt.me/${short_urls[0].short_url.slice(-9)}`)).status).toBe(404)
    await advance('idle')
    expect(await texts(ANN)).toHaveLength(1)
  })

  test('are made of what the text says alone: what is no service, and what a variable holds, makes none', async () => {
    const { post } = project
    await post('/contacts', { phone_number: ANN, name: `[[link.${service}]]` })
    const { content, short_urls } = await sendLinked({ content: '<[[link.SV0]][[link.optout]]> [[contact.name]]' })
    expect([content, short_urls]).toEqual([`<> [[link.${service}]]`, null])
  })
})

test('a service of a template that collects responses has a table of its name, which holds them', async () => {
  const { post, get, admin, handset, advance } = project
  await project.delete(`/services/${service}`)
  const asked = { name: 'Poll', collects_responses: true, messages: ['Thank you'] }
  const { id } = (await admin('POST', '/telerivet/service-templates', asked)).body
  const poll = await make({
    name: 'Opinions',
    service_type: 'custom_template_instance',
    config: { template_service_id: id },
  })
  const { response_table_id } = (await get(`/services/${poll}`)).body
  expect((await get(`/tables/${response_table_id}`)).body.name).toBe('Opinions')
  await handset(ANN).writes(PHONE, 'Yes')
  await advance('idle')
  expect((await get(`/tables/${response_table_id}/rows`)).body.data).toMatchObject([
    { from_number: ANN, vars: { response: 'Yes' } },
  ])
  expect(await texts(ANN)).toEqual(['Thank you'])
  expect((await get('/messages?direction=incoming')).body.data).toMatchObject([
    { status: 'received', service_id: poll },
  ])

  // "Or null to disable automatically storing responses."
  const none = {
    response_table_id: null,
    service_type: 'custom_template_instance',
    config: { template_service_id: id },
  }
  expect((await post('/services', none)).body.response_table_id).toBeNull()
})

test('statistics are filtered by service_id, and grouped by service_name', async () => {
  const { post, get, advance } = project
  await post('/messages/send', { message_type: 'service', service_id: service, to_number: ANN })
  await post('/messages/send', { content: 'Hello', to_number: ANN })
  await advance('P2D')
  const ask = async (more: string) =>
    (await get(`/message_stats?start_date=2025-12-31&end_date=2026-01-02&rollup=all&metrics=count${more}`)).body
      .intervals[0].groups
  expect(await ask(`&properties=service_name&filters[direction]=outgoing`)).toEqual([
    { properties: { service_name: 'Price of tea' }, metrics: { count: 2 } },
    { properties: { service_name: null }, metrics: { count: 1 } },
  ])
  expect(await ask(`&filters[service_id]=${service}`)).toEqual([{ properties: {}, metrics: { count: 2 } }])
})
