import { existsSync, readFileSync } from 'node:fs'
import { type Browser, type Page, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import { messagesOf } from '../../src/core/network/handset.ts'
import { SOMEBODY } from '../../src/http/example.ts'
import { providers } from '../../src/providers/index.ts'
import { type Running, start } from '../../src/server/start.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

// Nothing but the page itself: the browser of a closed network must not try to reach anybody.
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const SILENT = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

/** Milliseconds that a busy machine may take over a page. */
const PATIENCE = 90_000

let browser: Browser
let running: Running

beforeAll(async () => {
  if (!CHROMIUM) return
  running = await start({ providers, admin: adminOf })
  running.simulator.create({ id: 'default' })
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...SILENT] })
}, 2 * PATIENCE)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

/** The page as somebody opens it, and what it asked of others than this server. */
async function open(): Promise<{ page: Page; elsewhere: string[] }> {
  const page = await browser.newPage()
  page.setDefaultTimeout(PATIENCE)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    // Where a redirection leads is told of also where nobody goes there.
    if (request.redirectedFrom()) return
    if (!request.url().startsWith(running.url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
  })
  await page.goto(`${running.url}/docs`)
  await page.locator('.opblock').first().waitFor()
  return { page, elsewhere }
}

async function choose(page: Page, title: string): Promise<void> {
  await page.selectOption('#select', { label: title })
  await page.locator('.info .title', { hasText: title }).waitFor()
}

/** "Try it out", "Execute", and nothing typed; answers the status that is shown. */
async function execute(page: Page, id: string): Promise<string> {
  // Swagger UI writes a backslash before the dot, and a selector needs another one before that.
  const operation = page.locator(`.opblock[id$="-${id.replace('.', String.raw`\\.`)}"]`)
  await operation.waitFor()
  const isOpen = await operation.evaluate((block) => block.classList.contains('is-open'))
  const steps = ['.opblock-summary-control', '.try-out__btn', '.execute'].slice(isOpen ? 1 : 0)
  // Told of and not aimed at: a page that is still scrolling to what was open before stands still for nobody.
  for (const step of steps) await operation.locator(step).dispatchEvent('click')
  const status = operation.locator('.live-responses-table .response .response-col_status').first()
  await status.waitFor()
  return (await status.innerText()).trim()
}

/** What the person whom the examples write to has got in a world, platform by platform. */
const gotIn = (world: string): (string | undefined)[] =>
  messagesOf(running.simulator.get(world).store, SOMEBODY).map(({ text }) => text)

describe.skipIf(!CHROMIUM)('the page at /docs, in a browser (skipped where there is none)', () => {
  test(
    "opens on textbed's own API, logged in to the world demo",
    async () => {
      const { page, elsewhere } = await open()
      expect(await page.locator('.info .title').innerText()).toContain("textbed's own API")
      expect(await page.locator('#world').inputValue()).toBe('demo')
      expect(await execute(page, 'admin.getWorld')).toBe('200')
      expect(await page.locator('.opblock.is-open .live-responses-table').innerText()).toContain('"id": "demo"')
      expect(elsewhere).toEqual([])
      await page.close()
    },
    2 * PATIENCE,
  )

  test(
    'offers the worlds that there are, one that was made on the page itself too',
    async () => {
      const { page, elsewhere } = await open()
      const offered = () => page.locator('#world option').allInnerTexts()
      expect(await offered()).toEqual(['default', 'demo'])
      expect(await execute(page, 'admin.createWorld')).toBe('201')
      await page.locator('#world-bar').hover()
      await expect.poll(offered).toEqual(['default', 'demo', 'world-1'])
      expect(await page.locator('#world').inputValue()).toBe('demo')
      expect(elsewhere).toEqual([])
      await page.close()
    },
    2 * PATIENCE,
  )

  test.each([
    ['Telerivet REST API', 'telerivet.sendMessage', 'telerivet.queryMessages'],
    ['RapidPro API v2', 'rapidpro.createBroadcast', 'rapidpro.listBroadcasts'],
    ['Plivo Message API', 'plivo.sendMessage', 'plivo.listMessages'],
  ])(
    'sends by %s at the first click, and the other world that is chosen then gets the next',
    async (title, send, list) => {
      const { page, elsewhere } = await open()
      await choose(page, title)
      const [before, there] = [gotIn('demo').length, gotIn('default').length]
      expect(await execute(page, send)).toMatch(/^2\d\d$/)
      expect(await execute(page, list)).toBe('200')
      await expect.poll(() => gotIn('demo').length).toBe(before + 1)

      await Promise.all([page.waitForNavigation(), page.selectOption('#world', 'default')])
      await page.locator('.info .title', { hasText: title }).waitFor()
      expect(await execute(page, send)).toMatch(/^2\d\d$/)
      const other = running.simulator.get('default')
      await other.clock.advanceTo(other.now + 60_000)
      expect(gotIn('default').length).toBe(there + 1)
      expect(gotIn('demo').length).toBe(before + 1)
      expect(elsewhere).toEqual([])
      await page.close()
    },
    2 * PATIENCE,
  )

  test.each([
    ['what nobody logs in for: the webhook of a service', 'Telerivet REST API', 'telerivet.getWebhook', '200'],
    ['a redirection, which it does not follow', 'Telerivet REST API', 'telerivet.openShortLink', '302'],
    ['an upload, where nobody has chosen a file', 'Plivo Message API', 'plivo.uploadMedia', '201'],
    ['an upload of one file, too', 'RapidPro API v2', 'rapidpro.uploadMedia', '201'],
  ])(
    'shows the answer to %s',
    async (_kind, title, id, status) => {
      const { page, elsewhere } = await open()
      await choose(page, title)
      expect(await execute(page, id)).toBe(status)
      expect(elsewhere).toEqual([])
      await page.close()
    },
    2 * PATIENCE,
  )

  test(
    'shows a picture that is answered',
    async () => {
      const { page, elsewhere } = await open()
      await choose(page, 'RapidPro API v2')
      expect(await execute(page, 'rapidpro.getMediaFile')).toBe('200')
      const width = () =>
        page.locator('.live-responses-table img').evaluate((image) => (image as unknown as { width: number }).width)
      await expect.poll(width, { timeout: PATIENCE }).toBeGreaterThan(0)
      expect(elsewhere.filter((url) => !url.startsWith('blob:'))).toEqual([])
      await page.close()
    },
    2 * PATIENCE,
  )

  test(
    'offers a long answer as a file',
    async () => {
      const { page, elsewhere } = await open()
      // Operations further down are there once somebody goes to them.
      await page.goto(`${running.url}/docs#/Worlds/admin.getSnapshot`)
      await page.reload()
      expect(await execute(page, 'admin.getSnapshot')).toBe('200')
      const link = page.locator('.live-responses-table a[download]')
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      expect(download.suggestedFilename()).toBe('snapshot.json')
      expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toHaveProperty('textbed_snapshot')
      expect(elsewhere.filter((url) => !url.startsWith('blob:'))).toEqual([])
      await page.close()
    },
    2 * PATIENCE,
  )
})
