import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

test('a phone tells what kind it is and what the Android app knows of it', async () => {
  const { get, phone } = await startProject()
  expect((await get('/phones')).body.data).toMatchObject([
    {
      id: phone,
      phone_number: '+16505550001',
      phone_type: 'android',
      country: 'US',
      send_paused: false,
      vars: {},
      battery: 95,
      send_limit: 900,
    },
  ])
  expect((await get(`/phones/${phone}`)).body).toMatchObject({ id: phone })
})

test('send_paused: messages wait until sending is resumed, the more urgent go first', async () => {
  const { post, get, advance, phone, handset } = await startProject()
  const before = (await post('/messages/send', { to_number: '+16505550123', content: 'before' })).body
  await post(`/phones/${phone}`, { send_paused: true })
  for (const [content, priority] of [
    ['low', 1],
    ['high', 2],
  ] as const) {
    expect((await post('/messages/send', { to_number: '+16505550123', content, priority })).body.status).toBe('queued')
  }
  await advance(3600)
  expect((await get(`/messages/${before.id}`)).body.status).toBe('queued')
  await post(`/phones/${phone}`, { send_paused: false })
  const { events } = await advance(60)
  const sent: string[] = []
  for (const { type, state, message } of events)
    if (type === 'delivery.changed' && state === 'sent') sent.push((await get(`/messages/${message}`)).body.content)
  // Among equals the one that has waited longer goes first.
  expect(sent).toEqual(['high', 'before', 'low'])
  expect((await get('/messages?status=delivered&count=1')).body.count).toBe(3)
  expect((await get(`/phones/${phone}`)).body.send_paused).toBe(false)
  expect((await advance(0)).events).toEqual([])
  expect(await handset('+16505550123').messages()).toHaveLength(3)
})

test('a resent message waits as well while its phone is paused', async () => {
  const { post, get, advance, phone } = await startProject()
  const { id } = (await post('/messages/send', { to_number: '+15005550011', content: 'a' })).body
  await advance('idle')
  await post(`/phones/${phone}`, { send_paused: true })
  await post(`/messages/${id}/resend`)
  await advance('idle')
  expect((await get(`/messages/${id}`)).body.status).toBe('queued')
})

test('what the network has accepted is not held back by pausing', async () => {
  const { post, get, admin, advance, phone } = await startProject()
  const steps = [
    { after: 1, state: 'accepted' },
    { after: 60, state: 'sent' },
  ]
  expect((await admin('POST', '/delivery-plans', { steps })).status).toBeLessThan(300)
  const { id } = (await post('/messages/send', { to_number: '+16505550123', content: 'a' })).body
  await advance(10)
  await post(`/phones/${phone}`, { send_paused: true })
  await advance(60)
  expect((await get(`/messages/${id}`)).body.status).toBe('sent')
})

test('however its new number is written, a phone receives there', async () => {
  const { post, phone, handset } = await startProject()
  expect((await post(`/phones/${phone}`, { phone_number: '(650) 555-0002' })).body.phone_number).toBe('+16505550002')
  expect((await handset('+16505550123').writes('+16505550002', 'hi')).status).toBeLessThan(300)
})

test('a number that somebody else receives at is not taken, however it is written, and nothing is changed', async () => {
  const { post, phone, handset, world, credentials } = await startProject()
  const before = JSON.stringify(world.toJSON().rows)
  const plivo = `+${credentials.plivo!.number}`
  for (const phone_number of ['+250780000001', '250 780 000 001', plivo])
    expect(await post(`/phones/${phone}`, { phone_number, name: 'Renamed', send_paused: true })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param: 'phone_number' } },
    })
  expect(JSON.stringify(world.toJSON().rows)).toBe(before)
  expect((await post(`/phones/${phone}`, { phone_number: '650 555 0001' })).status).toBe(200)
  expect((await handset('+16505550123').writes('+16505550001', 'hi')).status).toBeLessThan(300)
})

test('with another number a phone sends and receives there', async () => {
  const { post, phone, handset } = await startProject()
  expect(
    (await post(`/phones/${phone}`, { name: 'Main', phone_number: '+16505550002', vars: { a: 1 } })).body,
  ).toMatchObject({ name: 'Main', phone_number: '+16505550002', vars: { a: 1 } })
  expect((await post('/messages/send', { to_number: '+16505550123', content: 'a' })).body.from_number).toBe(
    '+16505550002',
  )
  expect((await handset('+16505550123').writes('+16505550002', 'hi')).status).toBeLessThan(300)
  expect((await handset('+16505550123').writes('+16505550001', 'hi')).status).toBe(404)
})

test("a phone's new number is in the world's answer, where somebody looks for the number to write to", async () => {
  const { admin, post, phone, handset } = await startProject()
  await post(`/phones/${phone}`, { phone_number: '+16505550002' })
  const { phone_number } = (await admin('GET', '')).body.credentials.telerivet
  expect(phone_number).toBe('+16505550002')
  expect((await handset('+16505550123').writes(phone_number, 'hi')).status).toBe(201)
})

test('the page of a thing in the web app is found under the slug of its project', async () => {
  const { get, post, phone } = await startProject()
  await post('/contacts', { name: 'Alice', phone_number: '+16505550123' })
  await post('/messages/send', { to_number: '+16505550123', content: 'hello' })
  const pages = async () => {
    const all = [await get('/messages'), await get('/contacts'), await get('/phones')]
    return all.flatMap(({ body }) => body.data.map(({ url }: { url: string }) => url.split('/').slice(3, 6).join('/')))
  }
  const { url_slug } = (await get('')).body
  expect(await pages()).toEqual([`p/${url_slug}/message`, `p/${url_slug}/contact`, `p/${url_slug}/phone`])
  expect((await post('', { url_slug: 'harvest' })).body.url).toBe('https://telerivet.com/p/harvest')
  expect(await pages()).toEqual(['p/harvest/message', 'p/harvest/contact', 'p/harvest/phone'])
  expect((await get(`/phones/${phone}`)).body.url).toBe(`https://telerivet.com/p/harvest/phone/${phone}`)
})

test('a project is renamed, and its name and slug are its own', async () => {
  const { call, project, credentials } = await startProject()
  const { api_key, organization_id, project_id } = credentials.telerivet!
  const headers = basic(api_key!)
  const made = await call('POST', `/v1/organizations/${organization_id}/projects`, {
    headers,
    body: { name: 'Second', url_slug: 'second', timezone_id: 'Africa/Nairobi', vars: { a: 1 } },
  })
  expect(made).toMatchObject({
    status: 200,
    body: {
      name: 'Second',
      url_slug: 'second',
      timezone_id: 'Africa/Nairobi',
      auto_create_contacts: true,
      default_route_id: null,
      organization_id,
      vars: { a: 1 },
    },
  })
  for (const wrong of [
    { name: 'SECOND' },
    { url_slug: 'second' },
    { timezone_id: 'Mars/Olympus' },
    { default_route_id: 'PN0' },
    { url_slug: 'a/b' },
  ]) {
    expect(await call('POST', project, { headers, body: wrong })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param: Object.keys(wrong)[0] } },
    })
  }
  expect(
    (
      await call('POST', project, {
        headers,
        body: { default_route_id: credentials.telerivet!.phone_id, timezone_id: 'UTC' },
      })
    ).body,
  ).toMatchObject({ timezone_id: 'UTC', default_route_id: credentials.telerivet!.phone_id })
  expect(
    (await call('GET', '/v1/projects?sort=name&sort_dir=desc', { headers })).body.data.map(
      ({ name }: { name: string }) => name,
    ),
  ).toEqual(['Second', 'Example Project'])
  expect(
    (await call('GET', `/v1/organizations/${organization_id}/projects?name[ne]=second`, { headers })).body.data,
  ).toMatchObject([{ id: project_id }])
  expect(
    (
      await call('POST', `/v1/projects/${made.body.id}/messages/send`, {
        headers,
        body: { to_number: '+16505550123', content: 'a' },
      })
    ).body.error.param,
  ).toBe('route_id')
})

test('an organization has a name and a time zone, and no variables', async () => {
  const { call, credentials } = await startProject()
  const headers = basic(credentials.telerivet!.api_key!)
  const path = `/v1/organizations/${credentials.telerivet!.organization_id}`
  expect((await call('POST', path, { headers, body: { name: 'Renamed', vars: { a: 1 } } })).body).toEqual({
    id: credentials.telerivet!.organization_id,
    name: 'Renamed',
    timezone_id: 'America/Los_Angeles',
  })
  expect((await call('GET', '/v1/organizations?name=renamed&count=1', { headers })).body).toEqual({ count: 1 })
  expect((await call('GET', '/v1', { headers })).body).toMatchObject({
    projects: expect.stringContaining('/v1/projects'),
  })
})

test('a phone that changed stands in the journal with what of it changed, and can be asked for by that type', async () => {
  const { post, admin, phone } = await startProject()
  await post(`/phones/${phone}`, { send_paused: true, name: 'Reception' })
  await post(`/phones/${phone}`, { send_paused: true, name: 'Reception' })
  const { entries } = (await admin('GET', '/journal?type=telerivet.phone.changed')).body
  expect(entries).toHaveLength(1)
  expect(new Set(entries[0].changed)).toEqual(new Set(['name', 'send_paused']))
  const misspelt = await admin('GET', '/journal?type=telerivet.phone.change')
  expect(misspelt.status).toBe(400)
  expect(misspelt.text).toContain('Did you mean \\"telerivet.phone.changed\\"')
})
