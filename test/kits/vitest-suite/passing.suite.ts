import plivo from 'plivo'
import { describe, expect, test } from '../../../kits/vitest/index.ts'
import type { TestWorld } from '../../../kits/vitest/index.ts'

const send = ({ plivo: { auth_id, auth_token, url, number } }: TestWorld, text: string) =>
  new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` }).messages.create(number, '14155550123', text, {})

test('a phone receives a code', async ({ world, phone }) => {
  await send(world, 'Your code is 1234')
  const { groups, otp } = await phone('+14155550123').receives(/code is (\d+)/)
  expect(groups).toEqual([otp])
})

test('matchers look at everything', async ({ world, phone }) => {
  await send(world, 'Hello')
  await phone('+14155550123').receives('Hello')
  await expect(phone('+14155550123')).toHaveReceived(/hello/i)
  await expect(phone('+14155550123')).toHaveReceived('Hello', { times: 1 })
  await expect(phone('+14155550123')).toHaveReceivedOnce('Hello')
  await expect(phone('+14155550123')).not.toHaveReceived('Goodbye')
  await expect(phone('+14155550124')).toReceiveNothing({ within: 'P7D' })
})

describe('worlds', () => {
  test('are named after their tests', ({ world }) => {
    expect(world.name).toBe('worlds > are named after their tests')
  })
})

describe('a world begins', () => {
  test.override({ worldOptions: { clock: { now: '2026-03-01T08:00:00Z' } } })

  test('as its tests want it', async ({ world }) => {
    expect((await world.client.clock()).now).toBe('2026-03-01T08:00:00.000Z')
  })
})

test('a receiver is at hand', async ({ world, listen }) => {
  const receiver = await listen()
  const { auth_id, auth_token, url, number } = world.plivo
  const client = new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` })
  await client.messages.create(number, '14155550123', 'Hello', { url: receiver.url })
  await world.advance('PT1M')
  expect(receiver.calls.map(({ fields }) => fields['Status'])).toEqual(['queued', 'sent', 'delivered'])
})
