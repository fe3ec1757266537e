import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

/** What plivo-php 4 reads of a record without asking whether it is there: a missing key is an error to it, null is none. */
const READ_UNCHECKED = {
  account: 'account_type address auth_id auto_recharge billing_mode cash_credits city name resource_uri state timezone',
  application:
    'answer_method answer_url app_id app_name application_type default_app default_endpoint_app enabled fallback_answer_url ' +
    'fallback_method hangup_url hangup_method message_method message_url public_uri resource_uri sip_uri sub_account log_incoming_message',
  media: 'content_type file_name media_id size upload_time url',
  message:
    'from_number to_number message_direction message_state message_time message_type message_uuid resource_uri total_amount ' +
    'total_rate units destination_country_iso2 replaced_sender',
  number:
    'active added_on alias application carrier monthly_rental_rate number number_type region resource_uri sms_enabled sms_rate ' +
    'sub_account voice_enabled voice_rate tendlc_campaign_id tendlc_registration_status toll_free_sms_verification ' +
    'toll_free_sms_verification_id toll_free_sms_verification_order_status renewal_date',
  offer:
    'city country lata number type monthly_rental_rate prefix rate_center region resource_uri restriction restriction_text ' +
    'setup_rate sms_enabled sms_rate mms_enabled mms_rate voice_enabled voice_rate compliance_requirement',
  powerpack:
    'name sticky_sender application_id application_type created_on local_connect number_pool number_priority uuid',
  subaccount: 'account auth_id auth_token created enabled modified name resource_uri',
}

test.each(Object.entries(READ_UNCHECKED))(
  "a record has all keys that PHP's client reads unchecked: %s",
  async (kind, keys) => {
    const { call, send } = await openAccount()
    const [message] = await send()
    await call('POST', '/Powerpack/', { body: { name: 'Pack' } })
    await call('POST', '/Subaccount/', { body: { name: 'Branch' } })
    await call('POST', '/Media/', {
      raw: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
    const first = async (path: string) => (await call('GET', path)).body.objects[0]
    const records: Record<keyof typeof READ_UNCHECKED, unknown> = {
      account: (await call('GET', '/')).body,
      application: await first('/Application/'),
      media: await first('/Media/'),
      message: (await call('GET', `/Message/${message}/`)).body,
      number: await first('/Number/'),
      offer: await first('/PhoneNumber/?country_iso=GB'),
      powerpack: await first('/Powerpack/'),
      subaccount: await first('/Subaccount/'),
    }
    const record = records[kind as keyof typeof READ_UNCHECKED]
    expect(Object.keys(record as object)).toEqual(expect.arrayContaining(keys.split(' ')))
  },
)

test("an application that logs nothing says so under both names, the documents' and the one that PHP's client reads", async () => {
  const { call } = await openAccount()
  await call('POST', '/Application/14155550100000001/', { body: { log_incoming_messages: false } })
  expect((await call('GET', '/Application/14155550100000001/')).body).toMatchObject({
    log_incoming_messages: false,
    log_incoming_message: false,
  })
})

test("PHP's client looks for an error where a search finds nothing, and finds that there is none", async () => {
  const { call } = await openAccount()
  const nothing = await call('GET', '/PhoneNumber/?country_iso=GB&services=mms')
  expect([nothing.status, nothing.body.objects, nothing.body.error]).toEqual([200, [], null])
  expect((await call('GET', '/PhoneNumber/?country_iso=GB')).body).not.toHaveProperty('error')
})

test("an answer without a body says that it is JSON: Ruby's client takes a 204 that does not for a failure", async () => {
  const { call } = await openAccount()
  const { app_id } = (await call('POST', '/Application/', { body: { app_name: 'Old' } })).body
  const { auth_id } = (await call('POST', '/Subaccount/', { body: { name: 'Old' } })).body
  for (const path of [`/Application/${app_id}/`, `/Subaccount/${auth_id}/`, '/Number/13125550177/']) {
    const { status, headers, text } = await call('DELETE', path)
    expect([path, status, headers['content-type'], text]).toEqual([path, 204, 'application/json', ''])
  }
  const head = await call('HEAD', '/Message/')
  expect([head.status, head.headers['content-type'], head.text]).toEqual([200, 'application/json', ''])
})

test('a number tells whether it is registered as a sender, and what was said when it was rented', async () => {
  const { call } = await openAccount()
  const rented = { cnam_lookup: 'Enabled', compliance_application_id: 'c1' }
  expect((await call('POST', '/PhoneNumber/18335550100/', { body: rented })).status).toBe(201)
  expect((await call('GET', '/Number/18335550100/')).body).toMatchObject({
    number_type: 'tollfree',
    region: 'UNITED STATES',
    cnam_lookup: 'enabled',
    compliance_application_id: 'c1',
    tendlc_registration_status: null,
    toll_free_sms_verification: 'unverified',
  })
  expect((await call('GET', '/Number/14155550100/')).body).toMatchObject({
    region: 'California, UNITED STATES',
    cnam_lookup: null,
    tendlc_registration_status: 'UNREGISTERED',
    toll_free_sms_verification: null,
  })
  await call('POST', '/Number/18335550100/', { body: { cnam_lookup: 'disabled' } })
  expect((await call('GET', '/Number/18335550100/')).body.cnam_lookup).toBe('disabled')
  expect((await call('POST', '/Number/18335550100/', { body: { cnam_lookup: 'perhaps' } })).status).toBe(400)
})

test('what is offered is of the country and the kind that was asked for', async () => {
  const { call } = await openAccount()
  for (const country of ['US', 'CA', 'GB', 'RU', 'KZ', 'IN', 'AU', 'RW']) {
    for (const type of ['fixed', 'mobile', 'national', 'tollfree']) {
      const { objects } = (await call('GET', `/PhoneNumber/?country_iso=${country}&type=${type}`)).body
      for (const offer of objects) expect(offer).toMatchObject({ country, type })
    }
  }
  expect((await call('GET', '/PhoneNumber/?country_iso=GB&type=mobile&limit=1')).body.objects).toMatchObject([
    { type: 'mobile', region: 'UNITED KINGDOM', mms_enabled: false, mms_rate: null },
  ])
  await call('POST', '/PhoneNumber/44950550100/', { body: {} })
  expect((await call('GET', '/Number/44950550100/')).body.number_type).toBe('mobile')
})

test('a number sends mms from a powerpack only where it can', async () => {
  const { call, authId } = await openAccount()
  const { number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Pack' } })).body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  const british = await call('POST', `${pool}Number/44200550100/`, { body: { rent: true, service: 'mms' } })
  expect([british.status, british.body.error]).toEqual([400, '44200550100 does not send mms'])
  expect((await call('GET', '/Number/')).body.meta.total_count).toBe(2)
  const american = await call('POST', `${pool}Number/14155550100/`, { body: { service: 'mms' } })
  expect([american.status, american.body.service]).toEqual([201, 'mms'])
})

const ADDRESSES = ['https://media.example.test/a.png', 'https://media.example.test/b,c.jpg?d=1']

test.each([
  ['a list', { body: { media_urls: ADDRESSES } }, ADDRESSES],
  [
    'one text joined by commas',
    { body: { media_urls: 'http://a.test/a.png, http://a.test/b.jpg' } },
    ['http://a.test/a.png', 'http://a.test/b.jpg'],
  ],
  [
    'one text in a form',
    { form: { media_urls: 'http://a.test/a.png,http://a.test/b.jpg' } },
    ['http://a.test/a.png', 'http://a.test/b.jpg'],
  ],
  ['one address with a comma of its own', { body: { media_urls: ADDRESSES[1] } }, [ADDRESSES[1]]],
  ['JSON in a form', { form: { media_urls: JSON.stringify(ADDRESSES) } }, ADDRESSES],
])('media_urls may be %s', async (_, given: { body?: object; form?: Record<string, string> }, expected) => {
  const { call } = await openAccount()
  const rest = { src: '14155550100', dst: '14155550123', type: 'mms' }
  const sent = await call(
    'POST',
    '/Message/',
    given.form ? { form: { ...rest, ...given.form } } : { body: { ...rest, ...given.body } },
  )
  expect(sent.status).toBe(202)
  const { objects } = (await call('GET', `/Message/${sent.body.message_uuid[0]}/Media/`)).body
  expect(objects.map((one: { media_url: string }) => one.media_url)).toEqual(expected)
})

test.each([
  ['eleven addresses in one text', Array(11).fill('http://a.test/a.png').join(','), 'should have at most 10 entries.'],
  ['an address next to a word', 'a.png,http://a.test/b.png', "'a.png,http://a.test/b.png' is not a valid URL."],
  ['nothing but commas', ',,,', "',,,' is not a valid URL."],
])('media_urls of %s are refused', async (_, media_urls, error) => {
  const { call } = await openAccount()
  const body = { src: '14155550100', dst: '14155550123', type: 'mms', media_urls }
  const refused = await call('POST', '/Message/', { body })
  expect([refused.status, refused.body.error]).toEqual([400, expect.stringContaining(error)])
  expect((await call('GET', '/Message/')).body.meta.total_count).toBe(0)
})

const part = (name: string) =>
  `--b\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: image/png\r\n\r\nx\r\n`

test('media_ids may be one text joined by commas', async () => {
  const { call, send } = await openAccount()
  const { objects } = (
    await call('POST', '/Media/', {
      raw: `${part('a.png')}${part('b.png')}--b--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    })
  ).body
  const ids = objects.map((one: { media_id: string }) => one.media_id)
  const [uuid] = await send({ type: 'mms', media_ids: ids.join(',') })
  const media = (await call('GET', `/Message/${uuid}/Media/`)).body.objects
  expect(media.map((one: { media_id: string }) => one.media_id)).toEqual(ids)
})
