import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const RWANDAN = '+250788550101'
const AMERICAN = '+16505550123'

/** A project with a second phone, and a custom route by which Rwandan numbers are sent to by it. */
async function startRouted(): Promise<TestProject & { second: string; route: string }> {
  const started = await startProject()
  const { admin, phone } = started
  const second = (await admin('POST', '/telerivet/phones', { phone_number: '+250788550001' })).body.id
  const rules = [{ prefix: '+250', phone_ids: [second] }, { phone_ids: [phone] }]
  const made = await admin('POST', '/telerivet/custom-routes', { name: 'By country', rules })
  expect(made).toMatchObject({
    status: 201,
    body: { name: 'By country', rules: [{ prefix: '+250' }, { prefix: null }] },
  })
  return Object.assign(started, { second, route: made.body.id })
}

test('a custom route picks a phone by the first rule that fits the number, and the message tells both', async () => {
  const { post, phone, second, route } = await startRouted()
  const send = async (to_number: string) =>
    (await post('/messages/send', { to_number, content: 'Hello', route_id: route })).body
  expect(await send(RWANDAN)).toMatchObject({ route_id: route, phone_id: second, from_number: '+250788550001' })
  expect(await send(AMERICAN)).toMatchObject({ route_id: route, phone_id: phone, from_number: '+16505550001' })
})

test('phone_id is an old name for route_id, and a phone is no custom route', async () => {
  const { post, second, route } = await startRouted()
  const send = async (by: object) =>
    (await post('/messages/send', { to_number: RWANDAN, content: 'Hello', ...by })).body
  expect(await send({ phone_id: route })).toMatchObject({ route_id: route, phone_id: second })
  expect(await send({ route_id: second })).toMatchObject({ route_id: null, phone_id: second })
})

test('contacts and projects may be sent to by a custom route by default, until it is deleted', async () => {
  const { post, get, admin, phone, second, route } = await startRouted()
  const contact = await post('/contacts', { phone_number: RWANDAN, default_route_id: route })
  expect((await post('', { default_route_id: route })).body.default_route_id).toBe(route)
  const send = async () => (await post('/messages/send', { to_number: RWANDAN, content: 'Hello' })).body
  expect(await send()).toMatchObject({ route_id: route, phone_id: second })
  expect((await admin('DELETE', `/telerivet/custom-routes/${route}`)).status).toBe(204)
  expect((await get(`/contacts/${contact.body.id}`)).body.default_route_id).toBeNull()
  expect(await send()).toMatchObject({ route_id: null, phone_id: phone })
})

test('of several phones a number always gets the same, and all are used', async () => {
  const { post, admin, phone, second } = await startRouted()
  const { body } = await admin('POST', '/telerivet/custom-routes', { rules: [{ phone_ids: [phone, second] }] })
  const numbers = Array.from({ length: 20 }, (_, index) => ({ to_number: `+120655501${10 + index}`, content: 'x' }))
  const phonesOf = async (): Promise<unknown[]> => {
    const { messages } = (await post('/send_multi', { messages: numbers, route_id: body.id })).body
    return Promise.all(
      messages.map(async ({ id }: { id: string }) => (await post(`/messages/${id}`, {})).body.phone_id),
    )
  }
  const first = await phonesOf()
  expect(new Set(first)).toEqual(new Set([phone, second]))
  expect(await phonesOf()).toEqual(first)
})

test('a number that no rule sends to is refused for the route', async () => {
  const { post, admin, phone } = await startRouted()
  const { body } = await admin('POST', '/telerivet/custom-routes', { rules: [{ prefix: '+250', phone_ids: [phone] }] })
  expect(await post('/messages/send', { to_number: AMERICAN, content: 'x', route_id: body.id })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param: 'route_id' } },
  })
})

test('a broadcast by a custom route goes by the phones that it picks, and tells the route', async () => {
  const { post, get, advance, phone, second, route } = await startRouted()
  const { body } = await post('/send_broadcast', { to_numbers: [RWANDAN, AMERICAN], content: 'x', route_id: route })
  expect(body.route_id).toBe(route)
  await advance(10)
  const { data } = (await get(`/messages?broadcast_id=${body.id}`)).body
  expect(data.map((one: { phone_id: string }) => one.phone_id)).toEqual([second, phone])
})

test('resending may change the route', async () => {
  const { post, second, route, phone } = await startRouted()
  const { body } = await post('/messages/send', { to_number: RWANDAN, content: 'Hello', route_id: phone })
  expect((await post(`/messages/${body.id}/resend`, { route_id: route })).body).toMatchObject({
    id: body.id,
    route_id: route,
    phone_id: second,
  })
  expect((await post(`/messages/${body.id}/resend`, { route_id: phone })).body).toMatchObject({
    route_id: null,
    phone_id: phone,
  })
})

test('phones are not among the custom routes, whose rules the API does not show', async () => {
  const { post, get, route } = await startRouted()
  expect((await get('/routes')).body.data).toEqual([
    { id: route, name: 'By country', vars: {}, project_id: expect.stringMatching(/^PJ/) },
  ])
  expect((await post(`/routes/${route}`, { name: 'Other', vars: { a: 1 } })).body).toMatchObject({
    name: 'Other',
    vars: { a: 1 },
  })
  expect((await get('/routes/PN0123456789abcdef')).status).toBe(404)
})

test('a rule that names a phone which is not there is refused where it stands', async () => {
  const { admin } = await startProject()
  const { status, text } = await admin('POST', '/telerivet/custom-routes', { rules: [{ phone_ids: ['PN0'] }] })
  expect([status, text]).toEqual([400, expect.stringContaining('PN0')])
})
