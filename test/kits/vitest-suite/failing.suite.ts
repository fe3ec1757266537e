import plivo from 'plivo'
import { expect, test } from '../../../kits/vitest/index.ts'

test('expects what never comes', async ({ world, phone }) => {
  const { auth_id, auth_token, url, number } = world.plivo
  await new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` }).messages.create(
    number,
    '14155550123',
    'Hello there',
    {},
  )
  await phone('+14155550123').receives('Goodbye', { patience: 0 })
})

test('forgets to await a matcher', ({ phone }) => {
  void expect(phone('+14155550123')).toHaveReceivedOnce('Hello')
})

test('is patient no longer than its time', async ({ phone }) => {
  await phone('+14155550123').receives('Hello')
}, 400)

test('negates what it should not', async ({ phone }) => {
  await expect(phone('+14155550123')).not.toReceiveNothing()
})

test('takes something else for a phone', async ({ phone }) => {
  // @ts-expect-error -- the function is no phone
  await expect(phone).toHaveReceived('Hello')
})
