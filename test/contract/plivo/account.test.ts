import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

test('the account can be read and changed', async () => {
  const { call, authId } = await openAccount()
  expect((await call('GET', '/')).body).toEqual({
    api_id: expect.any(String),
    auth_id: authId,
    name: 'textbed',
    account_type: 'standard',
    billing_mode: 'prepaid',
    cash_credits: '10.00000',
    auto_recharge: false,
    address: '',
    city: '',
    state: '',
    timezone: 'UTC',
    resource_uri: `/v1/Account/${authId}/`,
  })
  const changed = await call('POST', '//', { body: { name: 'Kampala', city: 'Kampala' } })
  expect([changed.status, changed.body.message]).toEqual([202, 'changed'])
  expect((await call('GET', '/')).body).toMatchObject({ name: 'Kampala', city: 'Kampala', address: '' })
})

test('an application is created, listed, read, changed and deleted', async () => {
  const { call, authId } = await openAccount()
  const created = await call('POST', '/Application/', {
    body: { app_name: 'Support', message_url: 'http://a.test/in', message_method: 'get', answer_url: '' },
  })
  expect(created.status).toBe(201)
  expect(created.body).toEqual({
    api_id: expect.any(String),
    message: 'created',
    app_id: expect.stringMatching(/^\d{17}$/),
  })
  const { app_id } = created.body
  expect((await call('GET', `/Application/${app_id}/`)).body).toEqual({
    api_id: expect.any(String),
    answer_method: 'POST',
    answer_url: '',
    app_id,
    app_name: 'Support',
    application_type: 'XML',
    default_app: false,
    default_endpoint_app: false,
    enabled: true,
    fallback_answer_url: '',
    fallback_method: 'POST',
    hangup_method: 'POST',
    hangup_url: '',
    log_incoming_message: true,
    log_incoming_messages: true,
    message_method: 'GET',
    message_url: 'http://a.test/in',
    public_uri: false,
    resource_uri: `/v1/Account/${authId}/Application/${app_id}/`,
    sip_uri: `sip:${app_id}@app.plivo.com`,
    sub_account: null,
  })
  expect((await call('GET', '/Application/')).body).toMatchObject({
    meta: { total_count: 2 },
    objects: [{ app_name: 'Support' }, { app_name: 'textbed' }],
  })
  expect((await call('GET', '/Application/?app_name=supp')).body.meta.total_count).toBe(1)

  const changed = await call('POST', `/Application/${app_id}/`, { body: { message_url: '', default_number_app: true } })
  expect([changed.status, changed.body]).toEqual([202, { api_id: expect.any(String), message: 'changed' }])
  expect((await call('GET', `/Application/${app_id}/`)).body).toMatchObject({
    message_url: '',
    message_method: 'GET',
    default_app: true,
  })

  await call('POST', '/Number/14155550100/', { body: { app_id } })
  const deleted = await call('DELETE', `/Application/${app_id}/`)
  expect([deleted.status, deleted.text]).toEqual([204, ''])
  expect((await call('GET', `/Application/${app_id}/`)).status).toBe(404)
  expect((await call('GET', '/Number/14155550100/')).body.application).toBeNull()
})

test.each([
  ['no name', {}],
  ['a message_url that is none', { app_name: 'x', message_url: 'nowhere' }],
  ['an unknown method', { app_name: 'x', message_method: 'PUT' }],
  ['an unknown subaccount', { app_name: 'x', subaccount: 'SA1' }],
])('an application with %s is refused with 400', async (_, body) => {
  const { call } = await openAccount()
  expect((await call('POST', '/Application/', { body })).status).toBe(400)
  expect((await call('GET', '/Application/')).body.meta.total_count).toBe(1)
})

test("the account's numbers are listed, read and changed", async () => {
  const { call, authId } = await openAccount()
  const list = await call('GET', '/Number/')
  expect(list.body.meta.total_count).toBe(2)
  const number = await call('GET', '/Number/14155550100/')
  expect(number.body).toMatchObject({
    number: '14155550100',
    alias: null,
    application: `/v1/Account/${authId}/Application/14155550100000001/`,
    number_type: 'local',
    country: 'US',
    active: true,
    sms_enabled: true,
    added_on: '2026-01-01',
    renewal_date: '2026-01-31',
    sub_account: null,
    resource_uri: `/v1/Account/${authId}/Number/14155550100/`,
  })
  const changed = await call('POST', '/Number/14155550100/', { body: { app_id: null, alias: 'Front desk' } })
  expect([changed.status, changed.body.message]).toEqual([202, 'changed'])
  expect((await call('GET', '/Number/14155550100/')).body).toMatchObject({ application: null, alias: 'Front desk' })
  expect((await call('GET', '/Number/?alias=Front desk')).body.meta.total_count).toBe(1)
  expect((await call('GET', '/Number/?number_startswith=1312')).body.objects).toMatchObject([{ number: '13125550177' }])
  expect((await call('POST', '/Number/14155550100/', { body: { app_id: '1' } })).status).toBe(400)
  expect((await call('GET', '/Number/14155550999/')).status).toBe(404)
})

test('numbers are searched for, rented, used and given back', async () => {
  const { call, world, send } = await openAccount()
  const found = await call('GET', '/PhoneNumber/?country_iso=us&type=local&pattern=415&services=sms&limit=3')
  expect(found.body.meta).toMatchObject({ limit: 3, total_count: 99 })
  expect(found.body.objects).toHaveLength(3)
  const { number } = found.body.objects[0]
  expect(found.body.objects[0]).toMatchObject({ country: 'US', type: 'fixed', prefix: '415', sms_enabled: true })

  const bought = await call('POST', `/PhoneNumber/${number}/`, { body: { app_id: '14155550100000001', alias: 'New' } })
  expect([bought.status, bought.body]).toEqual([
    201,
    { api_id: expect.any(String), message: 'created', numbers: [{ number, status: 'Success' }], status: 'fulfilled' },
  ])
  expect((await call('POST', `/PhoneNumber/${number}/`, { body: {} })).status).toBe(400)
  expect((await call('GET', '/PhoneNumber/?country_iso=US&pattern=415')).body.meta.total_count).toBe(98)
  expect((await world.handset('14155550123').writes(number, 'Hi')).status).toBeLessThan(300)
  await send({ src: number })
  expect((await call('GET', `/Message/?from=${number}`)).body.meta.total_count).toBe(1)

  expect((await call('DELETE', `/Number/${number}/`)).status).toBe(204)
  expect((await call('GET', `/Number/${number}/`)).status).toBe(404)
  expect((await world.handset('14155550123').writes(number, 'Hi')).status).toBeGreaterThanOrEqual(400)
})

test('toll-free numbers and numbers of other countries are offered too', async () => {
  const { call } = await openAccount()
  const count = async (query: string) => (await call('GET', `/PhoneNumber/?${query}`)).body.meta.total_count
  expect(await count('country_iso=US&type=tollfree')).toBe(700)
  expect(await count('country_iso=GB')).toBe(300)
  expect(await count('country_iso=GB&type=mobile')).toBe(100)
  expect(await count('country_iso=GB&type=tollfree')).toBe(0)
  expect(await count('country_iso=XX')).toBe(0)
  expect((await call('GET', '/PhoneNumber/')).body.error).toBe('country_iso parameter not present')
  expect((await call('POST', '/PhoneNumber/12/', { body: {} })).status).toBe(404)
})

test('a subaccount has credentials of its own, and sees and signs with what is its own', async () => {
  const { call, world, authId, token } = await openAccount()
  const created = await call('POST', '/Subaccount/', { body: { name: 'Branch' } })
  expect(created.status).toBe(201)
  expect(created.body).toEqual({
    api_id: expect.any(String),
    message: 'created',
    auth_id: expect.stringMatching(/^SA[A-Z0-9]{18}$/),
    auth_token: expect.stringMatching(/^[A-Za-z0-9]{40}$/),
  })
  const { auth_id, auth_token } = created.body
  const asBranch = (method: string, path: string, body?: unknown) =>
    world.call(method, `/v1/Account/${auth_id}${path}`, {
      headers: { authorization: `Basic ${Buffer.from(`${auth_id}:${auth_token}`).toString('base64')}` },
      ...(body === undefined ? {} : { body }),
    })

  await call('POST', '/Message/', { body: { src: '14155550100', dst: '14155550123', text: 'main' } })
  const url = `${world.receiver.url}/status`
  const sent = await asBranch('POST', '/Message/', { src: '14155550100', dst: '14155550123', text: 'branch', url })
  expect(sent.status).toBe(202)
  const [uuid] = sent.body.message_uuid
  expect((await asBranch('GET', '/Message/')).body.meta.total_count).toBe(1)
  expect((await asBranch('GET', `/Message/${uuid}/`)).body.resource_uri).toBe(`/v1/Account/${auth_id}/Message/${uuid}/`)
  expect((await call('GET', '/Message/')).body.meta.total_count).toBe(2)
  expect((await call('GET', `/Message/?subaccount=${auth_id}`)).body.meta.total_count).toBe(1)
  expect((await asBranch('GET', '/Number/')).body.meta.total_count).toBe(0)
  expect((await asBranch('GET', '/Subaccount/')).status).toBe(403)
  expect((await asBranch('GET', '/')).body.auth_id).toBe(auth_id)

  await world.advance('idle')
  const { headers } = world.receiver.received[0]!
  expect(headers['x-plivo-signature-v2']).not.toBe(headers['x-plivo-signature-ma-v2'])
  const plivo = await import('plivo')
  const nonce = headers['x-plivo-signature-v2-nonce']!
  expect(plivo.validateSignature(url, nonce, headers['x-plivo-signature-v2']!, auth_token)).toBe(true)
  expect(plivo.validateSignature(url, nonce, headers['x-plivo-signature-ma-v2']!, token)).toBe(true)

  expect((await call('GET', `/Subaccount/${auth_id}/`)).body).toEqual({
    api_id: expect.any(String),
    account: `/v1/Account/${authId}/`,
    auth_id,
    auth_token,
    created: '2026-01-01',
    enabled: true,
    modified: null,
    name: 'Branch',
    new_auth_token: '',
    resource_uri: `/v1/Account/${authId}/Subaccount/${auth_id}/`,
  })
  await call('POST', '/Number/13125550177/', { body: { subaccount: auth_id } })
  expect((await asBranch('GET', '/Number/')).body.objects).toMatchObject([
    { number: '13125550177', sub_account: `/v1/Account/${authId}/Subaccount/${auth_id}/` },
  ])

  expect((await call('POST', `/Subaccount/${auth_id}/`, { body: { enabled: 'false' } })).status).toBe(202)
  expect((await asBranch('GET', '/Message/')).status).toBe(401)
  await call('POST', `/Subaccount/${auth_id}/`, { body: { enabled: true } })
  expect((await asBranch('GET', '/Message/')).status).toBe(200)

  expect((await call('DELETE', `/Subaccount/${auth_id}/`)).status).toBe(204)
  expect((await asBranch('GET', '/Message/')).status).toBe(401)
  expect((await call('GET', '/Subaccount/')).body.meta.total_count).toBe(0)
  expect((await call('GET', '/Number/13125550177/')).body.sub_account).toBeNull()
})

test('there is at most one default application, also when a subaccount leaves its own behind', async () => {
  const { call } = await openAccount()
  const { auth_id } = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body
  const byDefault = { default_number_app: true }
  await call('POST', '/Application/', { body: { app_name: 'Old', ...byDefault } })
  await call('POST', '/Application/', { body: { app_name: 'Mine', ...byDefault } })
  await call('POST', '/Application/', { body: { app_name: "The branch's", subaccount: auth_id, ...byDefault } })
  expect((await call('DELETE', `/Subaccount/${auth_id}/`)).status).toBe(204)
  const { objects } = (await call('GET', '/Application/')).body
  const shown = objects.map((one: Record<string, unknown>) => [one['app_name'], one['default_app']])
  expect(shown).toEqual([
    ["The branch's", false],
    ['Mine', true],
    ['Old', false],
    ['textbed', false],
  ])
})

test('a number in a path may have a +', async () => {
  const { call, authId } = await openAccount()
  const { number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Pack' } })).body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  expect((await call('GET', '/Number/+14155550100/')).body.number).toBe('14155550100')
  expect((await call('POST', `${pool}Number/%2B14155550100/`, { body: {} })).body.number).toBe('14155550100')
  expect((await call('GET', `${pool}Number/+14155550100/`)).body.number).toBe('14155550100')
})

test('a powerpack sends from the numbers of its pool: in turn, but one person hears from one number', async () => {
  const { call, send, read, world, authId } = await openAccount()
  const created = await call('POST', '/Powerpack/', {
    body: { name: 'Campaign', application_id: '14155550100000001', application_type: 'xml' },
  })
  expect(created.status).toBe(201)
  const { uuid, number_pool } = created.body
  expect(created.body).toMatchObject({ sticky_sender: true, local_connect: true, application_type: 'XML' })
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  const empty = await call('POST', '/Message/', { body: { powerpack_uuid: uuid, dst: '442071230000', text: 'x' } })
  expect([empty.status, empty.body.error]).toEqual([400, 'the powerpack has no numbers'])

  const added = await call('POST', `${pool}Number/14155550100/`, { body: { rent: 'false' } })
  expect([added.status, added.body]).toEqual([
    201,
    {
      api_id: expect.any(String),
      account_phone_number_resource: `/v1/Account/${authId}/Number/14155550100/`,
      added_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
      country_iso2: 'US',
      number: '14155550100',
      number_pool_uuid: pool.split('/')[2],
      service: 'sms',
      type: 'fixed',
    },
  ])
  await call('POST', `${pool}Number/13125550177/`, { body: {} })
  await call('POST', `${pool}Tollfree/18335550199/`, { body: { rent: true } })
  expect((await call('POST', `${pool}Number/14155550999/`, { body: {} })).status).toBe(404)
  expect((await call('GET', `${pool}Number/?&?search=hack`)).body.meta.total_count).toBe(3)
  expect((await call('GET', `${pool}Number/?starts_with=1415`)).body.meta.total_count).toBe(1)
  expect((await call('GET', `${pool}Tollfree/`)).body.objects).toMatchObject([
    { number: '18335550199', type: 'tollfree' },
  ])
  expect((await call('GET', `${pool}Shortcode/`)).body.objects).toEqual([])

  const from = async (dst: string) => {
    const [one] = await send({ src: undefined, powerpack_uuid: uuid, dst })
    const record = await read(one!)
    expect(record.powerpack_id).toBe(uuid)
    return record.from_number
  }
  expect(await from('14155550123')).toBe('14155550100')
  expect(await from('13125550123')).toBe('13125550177')
  const foreign = [await from('442071230001'), await from('442071230002'), await from('442071230003')]
  expect(new Set(foreign).size).toBe(3)
  expect(await from('442071230001')).toBe(foreign[0])
  expect((await call('GET', `/Message/?powerpack_id=${uuid}`)).body.meta.total_count).toBe(6)

  await call('POST', '/Application/14155550100000001/', { body: { message_url: `${world.receiver.url}/in` } })
  await world.handset('13125550123').writes('13125550177', 'Hi')
  await world.advance('idle')
  expect(world.receiver.received).toMatchObject([{ form: { To: '13125550177', PowerpackUUID: uuid } }])

  expect((await call('DELETE', `${pool}Number/13125550177/`)).body.response).toBe('success')
  expect((await call('GET', `${pool}Number/13125550177/`)).status).toBe(404)
  expect(
    (await call('POST', `/Powerpack/${uuid}/`, { body: { name: 'Other', sticky_sender: false } })).body,
  ).toMatchObject({
    name: 'Other',
    sticky_sender: false,
  })
  expect((await call('GET', '/Powerpack/')).body.objects).toMatchObject([{ uuid, name: 'Other' }])
  expect((await call('DELETE', `/Powerpack/${uuid}/`)).body.response).toBe('success')
  expect((await call('GET', `/Powerpack/${uuid}/`)).status).toBe(404)
  expect((await call('GET', '/Number/14155550100/')).status).toBe(200)
})

test('a number of a powerpack is never sent to from itself', async () => {
  const { call, authId, send, read } = await openAccount()
  const { uuid, number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Pair' } })).body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  await call('POST', `${pool}Number/14155550100/`, { body: {} })
  const body = { powerpack_uuid: uuid, dst: '14155550100', text: 'x' }
  const alone = await call('POST', '/Message/', { body })
  expect([alone.status, alone.body.error]).toEqual([400, 'src and dst cannot be the same number.'])
  await call('POST', `${pool}Number/13125550177/`, { body: {} })
  const [one] = await send({ src: undefined, ...body })
  expect(await read(one!)).toMatchObject({ from_number: '13125550177', to_number: '14155550100' })
})

test("where a powerpack's application is deleted, its numbers report to their own again", async () => {
  const { call, authId, world } = await openAccount()
  const { app_id } = (
    await call('POST', '/Application/', { body: { app_name: 'Pack', message_url: `${world.receiver.url}/pack` } })
  ).body
  const { uuid, number_pool } = (
    await call('POST', '/Powerpack/', { body: { name: 'Pack', application_type: 'XML', application_id: app_id } })
  ).body
  await call('POST', `${number_pool.replace(`/v1/Account/${authId}`, '')}Number/14155550100/`, { body: {} })
  await call('POST', '/Application/14155550100000001/', { body: { message_url: `${world.receiver.url}/own` } })
  await world.handset('14155550123').writes('14155550100', 'Hi')
  await world.advance('idle')
  expect((await call('DELETE', `/Application/${app_id}/`)).status).toBe(204)
  expect((await call('GET', `/Powerpack/${uuid}/`)).body.application_id).toBe('')
  await world.handset('14155550123').writes('14155550100', 'Hi again')
  await world.advance('idle')
  expect(world.receiver.received.map(({ path }) => path)).toEqual(['/pack', '/own'])
})

/** Two files as a browser sends them. */
const upload = (field = 'file') => {
  const part = (name: string, type: string, text: string) =>
    `--limit\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n${text}\r\n`
  return {
    raw: `${part('cat.png', 'image/png', 'meow')}${part('note.txt', 'text/plain', 'hello world')}--limit--\r\n`,
    headers: { 'content-type': 'multipart/form-data; boundary=limit' },
  }
}

test('media are uploaded, listed, read and sent as MMS', async () => {
  const { call, world, send, authId } = await openAccount()
  const uploaded = await call('POST', '/Media/', upload())
  expect(uploaded.status).toBe(201)
  const [cat, note] = uploaded.body.objects
  expect(cat).toEqual({
    content_type: 'image/png',
    file_name: 'cat.png',
    media_id: expect.any(String),
    media_url: `${world.url}/v1/Account/${authId}/Media/${cat.media_id}/`,
    size: 4,
    status: 'success',
    status_code: 201,
    upload_time: expect.any(String),
    url: cat.media_url,
  })
  expect(note.size).toBe(11)
  expect((await call('GET', '/Media/')).body.objects.map((one: { file_name: string }) => one.file_name)).toEqual([
    'note.txt',
    'cat.png',
  ])
  expect((await call('GET', `/Media/${cat.media_id}/`)).body).toMatchObject({ media_id: cat.media_id, size: 4 })

  const [uuid] = await send({
    type: 'mms',
    text: null,
    media_ids: [cat.media_id],
    media_urls: ['http://a.test/dog.jpg?x=1'],
  })
  const list = await call('GET', `/Message/${uuid}/Media/`)
  expect(list.body).toMatchObject({
    message_uuid: uuid,
    meta: { total_count: 2 },
    objects: [
      { media_id: cat.media_id, message_uuid: uuid },
      { content_type: 'image/jpeg', file_name: 'dog.jpg', media_url: 'http://a.test/dog.jpg?x=1', size: 0 },
    ],
  })
  const other = list.body.objects[1].media_id
  expect((await call('GET', `/Message/${uuid}/Media/${other}/`)).body).toMatchObject({
    media_id: other,
    message_uuid: uuid,
  })
  expect((await call('GET', `/Message/${uuid}/Media/${note.media_id}/`)).status).toBe(404)
  expect((await call('GET', '/Media/')).body.meta.total_count).toBe(2)
  const [plain] = await send()
  expect((await call('GET', `/Message/${plain}/Media//`)).body).toMatchObject({ objects: [] })
})

test.each([
  ['no files', upload('other'), 400],
  ['another content type', { raw: '{}', headers: { 'content-type': 'application/json' } }, 400],
  ['a missing boundary', { raw: 'x', headers: { 'content-type': 'multipart/form-data' } }, 400],
  ['a body cut short', { raw: upload().raw.slice(0, 150), headers: upload().headers }, 400],
  ['an empty body', { raw: '', headers: upload().headers }, 400],
  ['nonsense', { raw: 'nonsense', headers: upload().headers }, 400],
  [
    'a file that is too large',
    { raw: upload().raw.replace('meow', 'm'.repeat(6_000_000)), headers: upload().headers },
    413,
  ],
])('an upload with %s is refused', async (_, given, status) => {
  const { call } = await openAccount()
  const answer = await call('POST', '/Media/', given)
  expect([answer.status, answer.body]).toEqual([status, { api_id: expect.any(String), error: expect.any(String) }])
  expect((await call('GET', '/Media/')).body.meta.total_count).toBe(0)
})
