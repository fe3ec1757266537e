import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const to_number = '+16505550123'

/** A project whose deliveries go by a plan, and what its status URL and the person's phone show of them. */
async function startBy(plan: object) {
  const { post, get, admin, advance, handset, receiver } = await startProject()
  expect((await admin('POST', '/delivery-plans', plan)).status).toBe(201)
  return {
    post,
    send: async () => (await post('/messages/send', { to_number, content: 'a', status_url: receiver.url })).body.id,
    read: async (id: string) => (await get(`/messages/${id}`)).body,
    advance,
    told: () => receiver.received.map(({ form }) => form['status']),
    texts: async () => (await handset(to_number).messages()).length,
  }
}

const delivered = (reports?: object[]) => [
  { after: 1, state: 'sent' },
  { after: 2, state: 'delivered', ...(reports && { reports }) },
]

test('a lost receipt: the text arrives, and the message stays queued', async () => {
  const { send, read, advance, told, texts } = await startBy({ reports: [] })
  const id = await send()
  await advance('idle')
  expect(told()).toEqual([])
  expect(await read(id)).toMatchObject({ status: 'queued', time_sent: null })
  expect(await texts()).toBe(1)
})

test('a late receipt: the text is there an hour before it is reported', async () => {
  const { send, read, advance, told, texts } = await startBy({ steps: delivered([{ after: 'PT1H' }]) })
  const id = await send()
  await advance(3)
  expect([(await read(id)).status, await texts()]).toEqual(['sent', 1])
  expect((await advance('idle')).now).toBe('2026-01-01T01:00:03.000Z')
  expect((await read(id)).status).toBe('delivered')
  expect(told()).toEqual(['sent', 'delivered'])
})

test('a doubled receipt: each status is posted twice, a minute apart', async () => {
  const { send, advance, told, texts } = await startBy({ reports: [{ times: 2, every: 'PT1M' }] })
  await send()
  await advance(60)
  expect(told()).toEqual(['sent', 'delivered'])
  await advance('idle')
  expect(told()).toEqual(['sent', 'delivered', 'sent', 'delivered'])
  expect(await texts()).toBe(1)
})

test('reordered receipts: what is reported last counts', async () => {
  const [sent, arrives] = delivered()
  const { send, read, advance, told, texts } = await startBy({
    steps: [{ ...sent, reports: [{ after: 10 }] }, arrives],
  })
  const id = await send()
  await advance('idle')
  expect(told()).toEqual(['delivered', 'sent'])
  expect((await read(id)).status).toBe('sent')
  expect(await texts()).toBe(1)
})

test('a contradictory receipt: the text is there, and reported as not delivered', async () => {
  const report = { state: 'undelivered', reason: 'unreachable' }
  const { send, read, advance, told, texts } = await startBy({ steps: delivered([report]) })
  const id = await send()
  await advance('idle')
  expect(told()).toEqual(['sent', 'not_delivered'])
  expect(await read(id)).toMatchObject({ status: 'not_delivered', error_message: 'The destination is unreachable' })
  expect(await texts()).toBe(1)
})

test('the other way round: the text never came, and is reported as delivered', async () => {
  const fails = { after: 1, state: 'failed', reason: 'spam', reports: [{ state: 'delivered' }] }
  const { send, read, advance, told, texts } = await startBy({ steps: [fails] })
  const id = await send()
  await advance('idle')
  expect(told()).toEqual(['delivered'])
  expect(await read(id)).not.toHaveProperty('error_message')
  expect(await texts()).toBe(0)
})

test('whoever resends what was reported as failed, though it had arrived, sends it twice', async () => {
  const report = { state: 'failed', reason: 'network_error' }
  const { post, send, read, advance, texts } = await startBy({ times: 1, steps: delivered([report]) })
  const id = await send()
  await advance('idle')
  expect((await post(`/messages/${id}/resend`)).body).toMatchObject({ id, send_attempts: 2 })
  await advance('idle')
  expect((await read(id)).status).toBe('delivered')
  expect(await texts()).toBe(2)
})

test('a message cannot be cancelled once it has left its phone, even if nobody has heard of that', async () => {
  const { post, send, advance, texts } = await startBy({ reports: [] })
  const id = await send()
  await advance(1)
  const { status, body } = await post(`/messages/${id}/cancel`)
  expect([status, body.error]).toEqual([
    400,
    { code: 'not_cancellable', message: 'The message has left its phone already: it cannot be cancelled.' },
  ])
  await advance('idle')
  expect(await texts()).toBe(1)
})
