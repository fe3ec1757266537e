import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startProject } from './project.ts'

const ANN = '+16505550101'
const BEN = '+16505550102'
const tariff = { price: 0.01, currency: 'USD', call_duration: 42 }

async function startPriced() {
  const project = await startProject()
  const { admin, phone, get, post } = project
  const set = (rates: unknown) => admin('POST', `/telerivet/phones/${phone}`, { tariff: rates })
  expect((await set(tariff)).body.tariff).toEqual(tariff)
  const send = async (to_number: string, more: object = {}) => {
    const { id } = (await post('/messages/send', { to_number, content: 'Hello', ...more })).body
    return async () => (await get(`/messages/${id}`)).body
  }
  return Object.assign(project, { set, send })
}

test('the price of a message is unknown unless its phone has a tariff', async () => {
  const { post, advance } = await startProject()
  const { body } = await post('/messages/send', { to_number: ANN, content: 'Hello' })
  await advance(5)
  expect(body).toMatchObject({ price: null, price_currency: null, duration: null, ring_time: null })
})

test('the price of a message is that of its parts, once it has been sent', async () => {
  const { send, advance, set } = await startPriced()
  const [one, three, failed] = [
    await send(ANN),
    await send(BEN, { content: 'x'.repeat(400) }),
    await send('+15005550011'),
  ]
  expect(await one()).toMatchObject({ status: 'queued', price: null, price_currency: null })
  await advance(5)
  expect(await one()).toMatchObject({ status: 'delivered', price: 0.01, price_currency: 'USD' })
  expect(await three()).toMatchObject({ num_parts: 3, price: 0.03, price_currency: 'USD' })
  expect(await failed()).toMatchObject({ status: 'failed', price: null, price_currency: null })
  await set(null)
  const free = await send(ANN)
  await advance(5)
  expect([(await free()).price, (await one()).price]).toEqual([null, 0.01])
})

test('the duration of a call is -1 if it was not answered, and ring_time how long it rang before', async () => {
  const { send, advance, admin, set } = await startPriced()
  const steps = [
    { after: 1, state: 'sent' },
    { after: 7, state: 'undelivered' },
  ]
  const made = await admin('POST', '/delivery-plans', { to: BEN, steps })
  expect(made.status).toBe(201)
  const [answered, missed] = [await send(ANN, { message_type: 'call' }), await send(BEN, { message_type: 'call' })]
  await advance(20)
  expect(await answered()).toMatchObject({ status: 'delivered', ring_time: 2, duration: 42, price: 0.01 })
  expect(await missed()).toMatchObject({ status: 'not_delivered', ring_time: 7, duration: -1 })
  await set({ price: 0 })
  const unknown = await send(ANN, { message_type: 'call' })
  await advance(20)
  expect(await unknown()).toMatchObject({ ring_time: 2, duration: null, price: 0, price_currency: 'USD' })
})

test('the price of a broadcast is the total of its messages', async () => {
  const { post, get, advance, set } = await startPriced()
  const { id } = (await post('/send_broadcast', { to_numbers: [ANN, BEN, '+15005550011'], content: 'Hello' })).body
  const now = async () => (await get(`/broadcasts/${id}`)).body
  expect(await now()).toMatchObject({ price: null, price_currency: null })
  await advance(10)
  expect(await now()).toMatchObject({ price: 0.02, price_currency: 'USD' })
  // A message in another currency cannot be added to them.
  await set({ price: 5, currency: 'RWF' })
  await post('/send_multi', { messages: [{ to_number: ANN, content: 'Hello' }], broadcast_id: id })
  await advance(10)
  expect(await now()).toMatchObject({ price: 0.02, price_currency: 'USD', message_count: 4 })
})

test('statistics sum up prices in the currency that is asked for, and how long calls lasted', async () => {
  const { send, get, advance, set } = await startPriced()
  await send(ANN)
  await send(ANN, { message_type: 'call' })
  await advance(5)
  await set({ price: 5, currency: 'RWF' })
  await send(ANN)
  await advance('P2D')
  const sum = async (currency: string) =>
    (
      await get(
        `/message_stats?start_date=2025-12-31&end_date=2026-01-02&rollup=all&metrics=price,duration&currency=${currency}`,
      )
    ).body.intervals[0].groups[0].metrics
  expect(await sum('USD')).toEqual({ price: 0.02, duration: 42 })
  expect(await sum('rwf')).toEqual({ price: 5, duration: 42 })
})

test.each([
  [{ price: -1 }, 'tariff.price'],
  [{ price: 1, currency: 'XQX' }, 'tariff.currency'],
  [{ price: 1, call_duration: 0.5 }, 'tariff.call_duration'],
  [{}, 'tariff.price'],
  ['cheap', 'tariff'],
])('a tariff that is %j is refused', async (wrong, name) => {
  const { set } = await startPriced()
  const { status, body } = await set(wrong)
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(`"${name}"`)])
})

test('user_id is whose key a message, broadcast or task came by', async () => {
  const { get, post, admin, call, project, advance } = await startProject()
  const owner = (await get('/users')).body[0].id
  const { id } = (await admin('POST', '/telerivet/users', { email: 'grace@example.com', name: 'Grace' })).body
  const key = (await admin('POST', '/telerivet/api-keys', { user_id: id })).body
  expect(key.user_id).toBe(id)
  const byGrace = (path: string, body: unknown) =>
    call('POST', `${project}${path}`, { body, headers: basic(key.api_key) })
  const text = { to_number: ANN, content: 'Hello' }
  expect((await post('/messages/send', text)).body.user_id).toBe(owner)
  expect((await byGrace('/messages/send', { ...text, status_url: 'http://127.0.0.1:9/' })).body.user_id).toBe(id)
  expect((await byGrace('/send_broadcast', { to_numbers: [ANN], content: 'Hello' })).body.user_id).toBe(id)
  await byGrace('/send_multi', { messages: [text], broadcast_title: 'One' })
  await byGrace('/messages/send_batch', { to_numbers: [ANN, BEN], content: 'Hello' })
  const task = { task_type: 'delete_contacts', filter_type: 'query_contacts', filter_params: { name: 'nobody' } }
  expect((await byGrace('/tasks', task)).body.user_id).toBe(id)
  await advance(5)
  expect((await get('/broadcasts')).body.data.map(({ user_id }: { user_id: string }) => user_id)).toEqual([id, id, id])
  const sent = (await get('/messages')).body.data.map(({ user_id }: { user_id: string }) => user_id)
  expect(sent).toEqual([owner, ...Array.from({ length: 5 }, () => id)])
  expect((await admin('POST', '/telerivet/api-keys', { user_id: 'UR0' })).status).toBe(400)
})
