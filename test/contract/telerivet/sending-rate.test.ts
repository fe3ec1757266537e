import { expect, test } from 'vitest'
import { type TestProject, startProject } from './project.ts'

const ANN = '+16505550101'
const BEN = '+16505550102'

/** A project whose phone keeps its limit: 900 parts an hour, and so 450 in half an hour. */
async function startLimited(): Promise<TestProject & { statuses: () => Promise<Record<string, number>> }> {
  const project = await startProject()
  const { admin, phone, get } = project
  await admin('POST', `/telerivet/phones/${phone}`, { keeps_send_limit: true })
  const count = async (status: string): Promise<number> => (await get(`/messages?status=${status}&count=1`)).body.count
  const statuses = async () => ({ queued: await count('queued'), delivered: await count('delivered') })
  return Object.assign(project, { statuses })
}

const parts = (count: number): string => 'x'.repeat(153 * count)

/** The longest text has 428 parts: these two take up a window. */
const fill = async ({ post }: TestProject): Promise<void> => {
  for (const count of [400, 50]) await post('/messages/send', { to_number: ANN, content: parts(count) })
}

const numbers = (count: number, first = 1000): string[] =>
  Array.from({ length: count }, (_, n) => `+1650555${first + n}`)

test('a phone that does not keep its limit sends whatever it is given', async () => {
  const { post, get, advance } = await startProject()
  await post('/send_broadcast', { to_numbers: numbers(500), content: 'Hello' })
  await advance(5)
  expect((await get('/messages?status=delivered&count=1')).body.count).toBe(500)
})

test('a phone that keeps its limit sends half of send_limit in 30 minutes, and the others after that', async () => {
  const { post, advance, statuses } = await startLimited()
  await post('/send_broadcast', { to_numbers: numbers(500), content: 'Hello' })
  await advance(5)
  expect(await statuses()).toEqual({ queued: 50, delivered: 450 })
  await advance('PT29M54S')
  expect(await statuses()).toEqual({ queued: 50, delivered: 450 })
  await advance('PT4S')
  expect(await statuses()).toEqual({ queued: 0, delivered: 500 })
})

test('each part is counted, and what takes more than all of a window goes by itself', async () => {
  const { post, advance, statuses } = await startLimited()
  await post('/messages/send', { to_number: ANN, content: parts(400) })
  await post('/messages/send', { to_number: ANN, content: parts(51) })
  await post('/messages/send', { to_number: ANN, content: 'short' })
  await advance(5)
  // Nobody overtakes what waits.
  expect(await statuses()).toEqual({ queued: 2, delivered: 1 })
  await advance('PT30M')
  expect(await statuses()).toEqual({ queued: 0, delivered: 3 })
})

test('a text that is never tried again takes no room from those behind it, and time has an end', async () => {
  const project = await startLimited()
  const { admin, advance, post, statuses } = project
  await admin('POST', '/delivery-plans', { to: ANN, steps: [{ after: 1, state: 'retrying' }] })
  await fill(project)
  await post('/messages/send', { to_number: BEN, content: parts(400) })
  expect(await advance('idle')).toMatchObject({ now: '2026-01-01T00:30:03.000Z' })
  expect(await statuses()).toEqual({ queued: 0, delivered: 1 })
})

test('messages with higher priority numbers are sent first, and single ones before those of broadcasts', async () => {
  const project = await startLimited()
  const { post, get, advance } = project
  await fill(project)
  await post('/send_broadcast', { to_numbers: numbers(449), content: 'bulk' })
  await advance(5)
  for (const [content, priority] of Object.entries({ reply: 1, urgent: 2 }))
    await post('/messages/send', { to_number: BEN, content, priority })
  await advance(5)
  expect((await get('/messages?status=queued&count=1')).body.count).toBe(451)
  await advance('PT30M')
  const sent = (await get('/messages?sort_dir=desc&page_size=2')).body.data
  expect(sent.map(({ status, content }: { status: string; content: string }) => [content, status])).toEqual([
    ['urgent', 'delivered'],
    ['reply', 'delivered'],
  ])
  expect((await get('/messages?status=queued')).body.data).toMatchObject([{ content: 'bulk' }])
})

test('calls, chat messages and what is simulated are not limited', async () => {
  const project = await startLimited()
  const { post, advance, statuses } = project
  await fill(project)
  for (const message_type of ['call', 'chat', 'mms'])
    await post('/messages/send', { to_number: BEN, content: 'Hello', message_type })
  await post('/messages/send', { to_number: BEN, content: 'Hello', simulated: true })
  await post('/messages/send', { to_number: BEN, content: 'Hello' })
  await advance(5)
  expect(await statuses()).toEqual({ queued: 1, delivered: 5 })
})

test('a paused phone that goes on keeps its limit, and one that is let off it sends all', async () => {
  const { post, admin, phone, advance, statuses } = await startLimited()
  await post(`/phones/${phone}`, { send_paused: true })
  await post('/send_broadcast', { to_numbers: numbers(460), content: 'Hello' })
  await advance('PT1H')
  await post(`/phones/${phone}`, { send_paused: false })
  await advance(5)
  expect(await statuses()).toEqual({ queued: 10, delivered: 450 })
  await post(`/phones/${phone}`, { send_paused: true })
  await advance('PT1H')
  expect(await statuses()).toEqual({ queued: 10, delivered: 450 })
  await post(`/phones/${phone}`, { send_paused: false })
  await advance(5)
  expect(await statuses()).toEqual({ queued: 0, delivered: 460 })

  await post('/send_broadcast', { to_numbers: numbers(460, 2000), content: 'Hello' })
  await advance(5)
  expect((await statuses()).queued).toBe(20)
  await admin('POST', `/telerivet/phones/${phone}`, { keeps_send_limit: false })
  await advance(5)
  expect(await statuses()).toEqual({ queued: 0, delivered: 920 })
})

test('what waits can be cancelled and sent again, and still waits; with the phone it is gone', async () => {
  const project = await startLimited()
  const { post, get, admin, phone, advance, world } = project
  await fill(project)
  const { id } = (await post('/messages/send', { to_number: BEN, content: 'Hello' })).body
  await advance(5)
  expect((await post(`/messages/${id}/cancel`)).body.status).toBe('cancelled')
  expect((await post(`/messages/${id}/resend`)).body.status).toBe('queued')
  await advance(5)
  expect((await get(`/messages/${id}`)).body.status).toBe('queued')
  await admin('DELETE', `/telerivet/phones/${phone}`)
  await advance('idle')
  expect((await get(`/messages/${id}`)).body).toMatchObject({ status: 'failed' })
  expect(world.store.state()['telerivet.sending-windows']?.rows ?? []).toEqual([])
})
