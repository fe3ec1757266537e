import { expect, test } from 'vitest'
import { type CallOptions, basic } from '../../support/world.ts'
import { startProject } from './project.ts'

// The clock stands at 2026-01-01T00:00:00Z, when it is still 16:00 of the day before in the organization's time zone.

const to_number = '+16505550101'

async function startOrganization() {
  const started = await startProject()
  const { api_key, organization_id } = started.credentials.telerivet!
  const path = `/v1/organizations/${organization_id}`
  const ask = async (method: string, below: string, given: CallOptions = {}) =>
    started.call(method, path + below, { ...given, headers: basic(api_key!) })
  return Object.assign(started, {
    ask,
    organization_id: organization_id!,
    usage: async (type: string) => (await ask('GET', `/usage/${type}`)).text,
    send: () => started.post('/messages/send', { to_number, content: 'Hello' }),
    choosePlan: async (plan: string) =>
      (await started.admin('POST', `/telerivet/organizations/${organization_id}`, { plan })).body,
  })
}

test('an organization saves any fields that have changed, and answers what it is then', async () => {
  const { ask, organization_id } = await startOrganization()
  const saved = await ask('POST', '', { body: { name: 'Growers', timezone_id: 'Africa/Kigali' } })
  expect(saved.body).toEqual({ id: organization_id, name: 'Growers', timezone_id: 'Africa/Kigali' })
  expect((await ask('GET', '')).body).toEqual(saved.body)
  expect((await ask('POST', '', { body: null })).body).toEqual(saved.body)
})

test('billing details are about the service plan and the account balance, by the month of the organization’s time zone', async () => {
  const { ask, admin, organization_id, choosePlan, advance } = await startOrganization()
  const paid = (await ask('GET', '/billing')).body
  expect(paid).toEqual({
    balance: '0.00',
    balance_currency: 'USD',
    plan_name: 'Standard',
    plan_price: '50.00',
    plan_currency: 'USD',
    plan_rrule: 'FREQ=MONTHLY',
    plan_paid: true,
    plan_start_time: Date.UTC(2025, 11, 1, 8) / 1000,
    plan_end_time: Date.UTC(2026, 0, 1, 8) / 1000,
    plan_suspend_time: null,
    plan_limits: expect.objectContaining({ phones: 10, messages_day: 10_000, api_requests_day: null }),
    recurring_billing_enabled: true,
    auto_refill_enabled: false,
  })
  expect(Object.keys(paid.plan_limits)).toEqual([
    'phones',
    'projects',
    'active_services',
    'users',
    'contacts',
    'messages_day',
    'stored_messages',
    'data_rows',
    'api_requests_day',
  ])
  await choosePlan('free')
  await admin('POST', `/telerivet/organizations/${organization_id}`, { balance: '12.50' })
  await advance('PT8H')
  expect((await ask('GET', '/billing')).body).toMatchObject({
    balance: '12.50',
    plan_name: 'Free',
    plan_price: '0.00',
    plan_paid: true,
    plan_start_time: Date.UTC(2026, 0, 1, 8) / 1000,
    plan_limits: { messages_day: 50, api_requests_day: 200 },
    recurring_billing_enabled: false,
  })
})

test('usage is the current count associated with a service plan limit: a number, and nothing around it', async () => {
  const { usage, send, post, ask, admin, handset, credentials, advance } = await startOrganization()
  await send()
  await handset('+16505550102').writes(credentials.telerivet!.phone_number!, 'Hello')
  const { body: table } = await post('/tables', { name: 'People' })
  await post(`/tables/${table.id}/rows`, { vars: { a: 1 } })
  const { body: other } = await ask('POST', '/projects', { body: { name: 'Other' } })
  await admin('POST', '/telerivet/phones', { phone_number: '+16505550009', project_id: other.id })
  // So far there were five calls; each of these is one more.
  expect(await usage('api_requests_day')).toBe('5')
  const types = ['phones', 'projects', 'users', 'contacts', 'messages_day', 'stored_messages', 'data_rows']
  const counts: Record<string, string> = {}
  for (const type of types) counts[type] = await usage(type)
  expect(counts).toEqual({
    phones: '2',
    projects: '2',
    users: '1',
    contacts: '2',
    messages_day: '2',
    stored_messages: '2',
    data_rows: '1',
  })
  expect(await usage('api_requests_day')).toBe('13')
  await advance('PT8H')
  expect([await usage('messages_day'), await usage('stored_messages')]).toEqual(['0', '2'])
  expect(await usage('api_requests_day')).toBe('3')
})

test.each(['active_services', 'messages', 'constructor', '%00'])('there is no usage %s', async (type) => {
  const { ask } = await startOrganization()
  const { status, body } = await ask('GET', `/usage/${type}`)
  expect([status, body.error.code]).toEqual([404, 'not_found'])
})

test('a paid plan treats its limits as soft', async () => {
  const { send, world, organization_id, usage, post } = await startOrganization()
  expect(world.id && organization_id).toBeTruthy()
  const to_numbers = Array.from({ length: 60 }, (_, n) => `+165055501${n + 10}`)
  expect((await post('/messages/send_batch', { to_numbers, content: 'a' })).status).toBe(200)
  expect((await send()).status).toBe(200)
  expect(await usage('messages_day')).toBe('61')
})

test('on a free plan what is beyond the messages of a day is a 402, incoming and outgoing together, until midnight', async () => {
  const { send, post, choosePlan, usage, world, phone, handset, credentials, advance } = await startOrganization()
  expect(await choosePlan('free')).toMatchObject({ plan: 'free' })
  const to_numbers = Array.from({ length: 48 }, (_, n) => `+165055501${n + 10}`)
  expect((await post('/messages/send_batch', { to_numbers, content: 'a' })).status).toBe(200)
  await handset('+16505550102').writes(credentials.telerivet!.phone_number!, 'Hello')
  // 49 of 50: there is room for one, and none for two.
  const before = JSON.stringify(world.store.state())
  const two = { to_numbers: to_numbers.slice(0, 2), content: 'a' }
  const refused = await post('/messages/send_batch', two)
  expect([refused.status, refused.body.error.code]).toEqual([402, 'payment_required'])
  expect(JSON.stringify(world.store.state())).toBe(before)
  expect((await send()).status).toBe(200)
  expect((await send()).status).toBe(402)
  const received = { phone_id: phone, from_number: to_number, content: 'b' }
  expect((await post('/messages/receive', received)).status).toBe(402)
  // Nobody can keep people from writing.
  await handset('+16505550102').writes(credentials.telerivet!.phone_number!, 'Hello?')
  expect(await usage('messages_day')).toBe('51')
  await advance('PT7H59M59S')
  expect((await send()).status).toBe(402)
  await advance('PT1S')
  expect((await send()).status).toBe(200)
  expect(await usage('messages_day')).toBe('1')
})

test('what is made without a call of its own keeps within a free plan as well', async () => {
  const { send, post, get, choosePlan, usage, advance } = await startOrganization()
  const { id } = (await send()).body
  await advance('idle')
  await choosePlan('free')
  const to_numbers = Array.from({ length: 40 }, (_, n) => `+165055501${n + 10}`)
  await post('/messages/send_batch', { to_numbers, content: 'a' })
  // A broadcast of 5 is asked for while there is room for 9, and has its turn when there is room for 4.
  const { body } = await post('/send_broadcast', { to_numbers: to_numbers.slice(0, 5), content: 'b' })
  await post('/messages/send_batch', { to_numbers: to_numbers.slice(0, 5), content: 'c' })
  await advance('idle')
  expect((await get(`/broadcasts/${body.id}`)).body).toMatchObject({
    status: 'complete',
    message_count: 4,
    estimated_count: 5,
  })
  // Sending again what has left is a new message, and there is no room for it; nor is there for a task.
  expect((await post(`/messages/${id}/resend`)).status).toBe(402)
  const task = { task_type: 'resend_messages', filter_type: 'message_ids', filter_params: { message_ids: [id] } }
  await post('/tasks', task)
  await advance('PT10S')
  expect(await usage('messages_day')).toBe('50')
})

test('an account that pays sends again at once', async () => {
  const { send, post, choosePlan } = await startOrganization()
  await choosePlan('free')
  const to_numbers = Array.from({ length: 50 }, (_, n) => `+165055501${n + 10}`)
  await post('/messages/send_batch', { to_numbers, content: 'a' })
  expect((await send()).status).toBe(402)
  await choosePlan('paid')
  expect((await send()).status).toBe(200)
})

test.each([
  [{ plan: 'gold' }, '"plan" has to be one of'],
  [{ balance: '1' }, '"balance"'],
  [{ credit: 1 }, '"credit"'],
])('the web pages refuse %j in whole sentences', async (asked, part) => {
  const { admin, organization_id } = await startOrganization()
  const { status, body } = await admin('POST', `/telerivet/organizations/${organization_id}`, asked)
  expect(status).toBe(400)
  expect(body.error.message).toContain(part)
})
