import { existsSync } from 'node:fs'
import express from 'express'
import { type Browser, chromium } from 'playwright-core'
import plivo from 'plivo'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Textbed, type TestWorld, useTextbed } from '../../kits/testing/index.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

/** Milliseconds that a busy machine may take over a page. */
const PATIENCE = 90_000

let browser: Browser
let textbed: Textbed

beforeAll(async () => {
  if (!CHROMIUM) return
  textbed = await useTextbed()
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
}, 2 * PATIENCE)

afterAll(async () => {
  await browser?.close()
  await textbed?.stop()
})

const form = (field: string) =>
  `<form method="post" action="/${field}"><input name="${field}"><button>Go on</button></form>`

/** A page that asks for a phone number, then for the code that it has sent there, and then says welcome. */
function signUp({ plivo: { auth_id, auth_token, number, url } }: TestWorld) {
  const { messages } = new plivo.Client(auth_id, auth_token, { url: `${url}/${auth_id}` })
  const app = express().use(express.urlencoded())
  app.get('/', (_request, response) => void response.send(form('phone')))
  app.post('/phone', async ({ body }, response) => {
    response.send(form('code'))
    await messages.create(number, (body as { phone: string }).phone, 'Your code is 4711', {})
  })
  app.post('/code', ({ body }, response) => {
    response.send((body as { code: string }).code === '4711' ? 'Welcome!' : 'Who are you?')
  })
  return app
}

test('a browser signs up with the code that it reads from a phone', { timeout: PATIENCE }, async ({ skip, task }) => {
  skip(!CHROMIUM, 'this machine has no browser')
  const world = await textbed.world({ name: task.name, patience: 60 })
  const { url } = await world.listen(signUp(world))
  const page = await browser.newPage()
  page.setDefaultTimeout(PATIENCE)

  await page.goto(url)
  await page.fill('[name=phone]', '+14155550123')
  await page.click('button')
  await page.fill('[name=code]', (await world.phone('+14155550123').receives(/code is \d+/)).otp)
  await page.click('button')

  await page.getByText('Welcome!').waitFor()
  expect(await page.textContent('body')).toBe('Welcome!')
  await page.close()
  await world.end()
})
