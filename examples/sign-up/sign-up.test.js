import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'textbed/vitest'
import { signUp } from './sign-up.js'

const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

let browser
beforeAll(async () => {
  browser = await chromium.launch({ ...(executablePath && { executablePath }), args: ['--no-sandbox'] })
}, 60_000)
afterAll(() => browser.close())

test('a browser signs up with the code from a phone', { timeout: 60_000 }, async ({ world, phone, listen }) => {
  const page = await browser.newPage({ baseURL: (await listen(signUp(world.plivo))).url })
  await page.goto('/')
  await page.getByLabel('Your phone').fill('+14155550123')
  await page.getByRole('button').click()
  const { otp } = await phone('+14155550123').receives(/code is \d+/)
  await page.getByLabel('The code').fill(otp)
  await page.getByRole('button').click()
  await page.getByText('Welcome!').waitFor()
})

test('another code is none', { timeout: 60_000 }, async ({ world, phone, listen }) => {
  const page = await browser.newPage({ baseURL: (await listen(signUp(world.plivo))).url })
  await page.goto('/')
  await page.getByLabel('Your phone').fill('+14155550123')
  await page.getByRole('button').click()
  await page.getByLabel('The code').fill('000000')
  await page.getByRole('button').click()
  expect(await page.getByText('Who are you?').count()).toBe(1)
  await expect(phone('+14155550123')).toHaveReceivedOnce(/code is/)
})
