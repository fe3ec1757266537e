import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

const SECOND = '+16505550002'
const to_number = '+16505550123'

async function startPages() {
  const started = await startProject()
  const pages = (method: string, path = '', body?: unknown) => started.admin(method, `/telerivet/phones${path}`, body)
  const add = async (phone_number: string, more: object = {}): Promise<Record<string, any>> => {
    const { status, body } = await pages('POST', '', { phone_number, ...more })
    expect(status).toBe(201)
    return body
  }
  return Object.assign(started, { pages, add })
}

test('a phone that was added on the web pages is shown by the API, sends and receives', async () => {
  const { pages, add, get, post, advance, handset } = await startPages()
  const added = await add('(650) 555-0002', { name: 'Gateway', phone_type: 'twilio', country: 'US' })
  expect(added).toMatchObject({ name: 'Gateway', phone_number: SECOND, phone_type: 'twilio', send_paused: false })
  expect(added).not.toHaveProperty('battery')
  const { keeps_send_limit, tariff, ...shown } = added
  expect([keeps_send_limit, tariff]).toEqual([false, null])
  expect((await get(`/phones/${added.id}`)).body).toEqual(shown)
  expect((await pages('GET', `/${added.id}`)).body).toEqual(added)
  expect((await pages('GET')).body.phones.map(({ id }: any) => id)).toEqual([expect.any(String), added.id])
  const { id } = (await post('/messages/send', { to_number, content: 'a', route_id: added.id })).body
  await advance('idle')
  expect((await get(`/messages/${id}`)).body).toMatchObject({ status: 'delivered', from_number: SECOND })
  expect((await handset(to_number).writes(SECOND, 'hi')).status).toBe(201)
  expect((await get(`/messages?phone_id=${added.id}&direction=incoming`)).body.data).toMatchObject([{ content: 'hi' }])
})

test('a phone is an Android one unless something else is said, and of the country of its number', async () => {
  const { add } = await startPages()
  expect(await add(SECOND)).toMatchObject({ phone_type: 'android', country: 'US', battery: 95, send_limit: 900 })
  expect(await add('+250788000001')).toMatchObject({ country: 'RW' })
  expect(await add('SENDER')).toMatchObject({ country: 'US' })
  expect(await add('TEXTBED', { country: 'KE' })).toMatchObject({ phone_number: 'TEXTBED', country: 'KE' })
})

test('a phone is added to the project that is named', async () => {
  const { add, call, credentials } = await startPages()
  const { api_key, organization_id } = credentials.telerivet!
  const headers = basic(api_key!)
  const { body } = await call('POST', `/v1/organizations/${organization_id}/projects`, {
    headers,
    body: { name: 'Second' },
  })
  const { id, project_id } = await add(SECOND, { project_id: body.id, send_paused: true })
  expect(project_id).toBe(body.id)
  expect((await call('GET', `/v1/projects/${body.id}/phones/${id}`, { headers })).body).toMatchObject({
    send_paused: true,
    country: 'US',
  })
})

test.each([
  [{ phone_number: '650 555 0001' }, 409, 'Somebody receives at "+16505550001" already.'],
  [{ phone_number: '+250780000001' }, 409, 'Somebody receives at "+250780000001" already.'],
  [{ phone_number: ' ' }, 400, '"phone_number" has to match'],
  [{}, 400, '"phone_number" is missing.'],
  [{ phone_number: SECOND, country: 'us' }, 400, '"country" has to match'],
  [{ phone_number: SECOND, country: 'ZZ' }, 400, '"country" has to be a country of ISO 3166-1, such as RW, not "ZZ".'],
  [{ phone_number: SECOND, project_id: 'x' }, 400, 'There is no project "x". Did you mean "PJ'],
  [{ number: SECOND, phone_number: SECOND }, 400, '"number" is not known here. Did you mean "phone_number"'],
])('a phone made of %j is refused with %i, and nothing is changed', async (asked, expected, message) => {
  const { pages, world } = await startPages()
  const before = JSON.stringify(world.toJSON().rows)
  const { status, body } = await pages('POST', '', asked)
  expect(status).toBe(expected)
  expect(body.error.message).toContain(message)
  expect(JSON.stringify(world.toJSON().rows)).toBe(before)
})

test('a phone that was deleted receives nothing more, and what waited for it fails', async () => {
  const { pages, add, get, post, advance, handset, receiver } = await startPages()
  const { id: phone } = await add(SECOND, { send_paused: true })
  const send = async (more: object = {}): Promise<string> =>
    (await post('/messages/send', { to_number, content: 'a', route_id: phone, status_url: receiver.url, ...more })).body
      .id
  const [waiting, simulated] = [await send(), await send({ simulated: true })]
  await advance(60)
  expect((await pages('DELETE', `/${phone}`)).status).toBe(204)
  await advance('idle')
  expect((await get(`/messages/${waiting}`)).body).toMatchObject({
    status: 'failed',
    error_message: 'No route to the destination',
    phone_id: phone,
    from_number: SECOND,
  })
  expect(receiver.received.map(({ form }) => form['status'])).toEqual(['sent', 'failed'])
  // It never was to touch the phone.
  expect((await get(`/messages/${simulated}`)).body.status).toBe('sent')
  expect((await get(`/phones/${phone}`)).status).toBe(404)
  expect((await pages('GET', `/${phone}`)).status).toBe(404)
  const refused = await handset(to_number).writes(SECOND, 'hi')
  expect([refused.status, refused.body.error.message]).toEqual([
    404,
    expect.stringContaining(`No provider account of this world receives at "${SECOND}". Did you mean "+16505550001"`),
  ])
})

test('what sent by a phone that was deleted sends by another, a message that failed with it included', async () => {
  const { pages, add, call, get, post, project, phone, credentials, advance } = await startPages()
  const { id: gone } = await add(SECOND, { send_paused: true })
  const headers = basic(credentials.telerivet!.api_key!)
  await call('POST', project, { headers, body: { default_route_id: gone } })
  const { id: contact } = (await post('/contacts', { phone_number: to_number, default_route_id: gone })).body
  const { id: message } = (await post('/messages/send', { contact_id: contact, content: 'a' })).body
  expect((await get(`/messages/${message}`)).body.phone_id).toBe(gone)
  await pages('DELETE', `/${gone}`)
  expect((await call('GET', project, { headers })).body.default_route_id).toBeNull()
  expect((await get(`/contacts/${contact}`)).body.default_route_id).toBeNull()
  expect((await post('/messages/send', { contact_id: contact, content: 'b' })).body.phone_id).toBe(phone)
  expect((await post(`/messages/${message}/resend`)).body).toMatchObject({ phone_id: phone, status: 'queued' })
  await advance('idle')
  expect((await get(`/messages/${message}`)).body).toMatchObject({ status: 'delivered', from_number: '+16505550001' })
})

test('a world without any phone tells so, sends nothing, and has a phone again once one is added', async () => {
  const { admin, pages, add, get, post, phone, world } = await startPages()
  const { body: snapshot } = await admin('GET', '/snapshot')
  await pages('DELETE', `/${phone}`)
  expect((await admin('GET', '')).body.credentials.telerivet).toMatchObject({ phone_id: '', phone_number: '' })
  expect((await get('/phones')).body.data).toEqual([])
  expect((await post('/messages/send', { to_number, content: 'a' })).body.error).toMatchObject({ param: 'route_id' })
  expect((await post('/messages/receive', { phone_id: phone, from_number: to_number, content: 'a' })).status).toBe(400)
  const { id } = await add(SECOND)
  expect((await admin('GET', '')).body.credentials.telerivet).toMatchObject({ phone_id: id, phone_number: SECOND })
  expect((await post('/messages/send', { to_number, content: 'a' })).body.phone_id).toBe(id)
  expect(world.journal.from(1, Infinity, ({ type }) => type === 'telerivet.phone.deleted')).toMatchObject([
    { provider: 'telerivet', phone, phone_number: '+16505550001' },
  ])
  // Its number is free again, and as it was where the world of before is put back.
  await add('+16505550001')
  expect((await admin('PUT', '/snapshot', snapshot)).body.credentials.telerivet).toMatchObject({ phone_id: phone })
})
