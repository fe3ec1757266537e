import { expect, test } from 'textbed/vitest'
import { OneTimePasswords } from './one-time-passwords.js'

const AMINA = '+14155550123'

test('whoever types the code off is who they say', async ({ world, phone }) => {
  const passwords = new OneTimePasswords(world.plivo)
  await passwords.send(AMINA)
  const { otp } = await phone(AMINA).receives(/code is \d{6}\./)
  expect(passwords.check(AMINA, '000000')).toBe(false)
  expect(passwords.check(AMINA, otp)).toBe(true)
  expect(passwords.check(AMINA, otp)).toBe(false)
})

test('of two codes the later one is good', async ({ world, phone }) => {
  const passwords = new OneTimePasswords(world.plivo)
  await passwords.send(AMINA)
  const first = await phone(AMINA).receives()
  await passwords.send(AMINA)
  const second = await phone(AMINA).receives()
  expect(passwords.check(AMINA, first.otp)).toBe(false)
  expect(passwords.check(AMINA, second.otp)).toBe(true)
})

test('a code comes once, though Plivo fails twice', async ({ world, phone }) => {
  await world.plivo.fail('sendMessage', { status: 500, times: 2 })
  await new OneTimePasswords(world.plivo).send(AMINA)
  await expect(phone(AMINA)).toHaveReceivedOnce(/code is/)
})

test('where Plivo’s answer is lost the same code comes twice, and is good', async ({ world, phone }) => {
  await world.plivo.loseAnswer('sendMessage')
  const passwords = new OneTimePasswords(world.plivo)
  await passwords.send(AMINA)
  const { text, otp } = await phone(AMINA).receives()
  await expect(phone(AMINA)).toHaveReceived(text, { times: 2 })
  expect(passwords.check(AMINA, otp)).toBe(true)
})
