import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const to_number = '+16505550123'
/** Telerivet's own test numbers. */
const FAILS = '+15005550011'
const FAILS_AT_FIRST = '+15005550014'

test('a message that waits to be tried again can be cancelled, and is not tried again', async () => {
  const { post, get, advance } = await startProject()
  const { id } = (await post('/messages/send', { to_number: FAILS_AT_FIRST, content: 'a' })).body
  await advance(1)
  expect((await get(`/messages/${id}`)).body.status).toBe('failed_queued')
  expect((await post(`/messages/${id}/cancel`)).body.status).toBe('cancelled')
  await advance('idle')
  expect((await get(`/messages/${id}`)).body.status).toBe('cancelled')
})

test('a message that waits to be tried again can be deleted, and reaches nobody', async () => {
  const { post, admin, delete: remove, advance, handset } = await startProject()
  const steps = [
    { after: 1, state: 'retrying' },
    { after: 1, state: 'sent' },
    { after: 1, state: 'delivered' },
  ]
  await admin('POST', '/delivery-plans', { steps })
  const { id } = (await post('/messages/send', { to_number, content: 'a' })).body
  await advance(1)
  await remove(`/messages/${id}`)
  await advance('idle')
  expect(await handset(to_number).messages()).toEqual([])
})

test('send_attempts counts each time that the same message is sent', async () => {
  const { post, advance } = await startProject()
  const { id } = (await post('/messages/send', { to_number: FAILS, content: 'a' })).body
  for (const send_attempts of [2, 3, 4]) {
    await advance('idle')
    expect((await post(`/messages/${id}/resend`)).body).toMatchObject({ id, send_attempts })
  }
})

test('what is sent again as a new message is as urgent as the first, and simulated if that was', async () => {
  const { post, advance } = await startProject()
  const given = { to_number, content: 'a', priority: 2, simulated: true, vars: { a: 1 } }
  const { id } = (await post('/messages/send', given)).body
  await advance('idle')
  const copy = (await post(`/messages/${id}/resend`)).body
  expect(copy).toMatchObject({ ...given, status: 'queued', send_attempts: 1 })
  expect(copy.id).not.toBe(id)
})

test('nothing is sent again to a contact to whom sending is blocked', async () => {
  const { post, get, advance } = await startProject()
  const { id, contact_id } = (await post('/messages/send', { to_number: FAILS, content: 'a' })).body
  await advance('idle')
  await post(`/contacts/${contact_id}`, { send_blocked: true })
  expect(await post(`/messages/${id}/resend`)).toMatchObject({ status: 400, body: { error: { param: 'message_id' } } })
  expect((await get(`/messages/${id}`)).body).toMatchObject({ status: 'failed', send_attempts: 1 })
})

test('what the network has accepted is on its way, and is not sent a second time', async () => {
  const { post, admin, advance, handset } = await startProject()
  const steps = [
    { after: 1, state: 'accepted' },
    { after: 10, state: 'delivered' },
  ]
  await admin('POST', '/delivery-plans', { steps })
  const { id } = (await post('/messages/send', { to_number, content: 'a' })).body
  await advance(2)
  expect((await post(`/messages/${id}/resend`)).body).toMatchObject({ id, status: 'queued', send_attempts: 1 })
  await advance('idle')
  expect(await handset(to_number).messages()).toHaveLength(1)
})

test('time_sent is that of the first attempt, and none while the message is queued again', async () => {
  const { post, get, advance } = await startProject()
  const begin = Date.UTC(2026, 0, 1) / 1000
  const times = async (id: string) => {
    const { status, time_sent } = (await get(`/messages/${id}`)).body
    return [status, time_sent && time_sent - begin]
  }
  const sent = (await post('/messages/send', { to_number, content: 'a' })).body.id
  const failed = (await post('/messages/send', { to_number: FAILS, content: 'a' })).body.id
  expect([await times(sent), await times(failed)]).toEqual([
    ['queued', null],
    ['queued', null],
  ])
  await advance(60)
  expect([await times(sent), await times(failed)]).toEqual([
    ['delivered', 1],
    ['failed', 1],
  ])
  await post(`/messages/${failed}/resend`)
  expect(await times(failed)).toEqual(['queued', null])
  await advance(60)
  expect(await times(failed)).toEqual(['failed', 61])
})

test('pausing holds what waits to be tried again, and nothing that is simulated', async () => {
  const { post, get, advance, phone } = await startProject()
  const retried = (await post('/messages/send', { to_number: FAILS_AT_FIRST, content: 'a' })).body.id
  const simulated = (await post('/messages/send', { to_number, content: 'a', simulated: true })).body.id
  await advance(0.5)
  const status = async (id: string) => (await get(`/messages/${id}`)).body.status
  await advance(0.5)
  expect(await status(retried)).toBe('failed_queued')
  const later = (await post('/messages/send', { to_number, content: 'b', simulated: true })).body.id
  await post(`/phones/${phone}`, { send_paused: true })
  await advance(3600)
  expect([await status(retried), await status(simulated), await status(later)]).toEqual([
    'failed_queued',
    'sent',
    'sent',
  ])
  await post(`/phones/${phone}`, { send_paused: false })
  await advance(60)
  expect(await status(retried)).toBe('sent')
})
