import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adminOf } from '../../src/admin/index.ts'
import { providers } from '../../src/providers/index.ts'
import { type Running, start } from '../../src/server/start.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))

// Nothing but the page itself: the browser of a closed network must not try to reach anybody.
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const SILENT = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

let browser: Browser
let running: Running

beforeAll(async () => {
  if (!CHROMIUM) return
  running = await start({ providers, admin: adminOf })
  running.simulator.create({ id: 'default' })
  browser = await chromium.launch({ executablePath: CHROMIUM, args: [...QUIET, ...SILENT] })
}, 60_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

test.skipIf(!CHROMIUM).each([
  ['Telerivet REST API', '/v1/projects/{project_id}/messages', '"next_marker": null'],
  ['RapidPro API v2', '/api/v2/workspace.json', '"country": "RW"'],
  ['Plivo Message API', '/v1/Account/{auth_id}/Message/', '"total_count": 0'],
  ['textbed', '/_textbed/worlds/{world}/clock', '"mode": "frozen"'],
])(
  '"Try it out" works at once in the document of %s',
  async (title, path, answer) => {
    const page = await browser.newPage()
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(running.url) && !request.url().startsWith('data:')) elsewhere.push(request.url())
    })
    await page.goto(`${running.url}/docs`)
    await page.selectOption('#select', { label: title })
    const operation = page.locator('.opblock-get').filter({ has: page.locator(`[data-path="${path}"]`) })
    await operation.first().locator('.opblock-summary').click()
    if (title !== 'textbed')
      await page.locator('.btn.authorize.locked, [aria-label="authorization button locked"]').first().waitFor()
    await operation.first().locator('.try-out__btn').click()
    await operation.first().locator('.execute').click()
    await operation.first().locator('.live-responses-table .response-col_description').first().waitFor()
    const shown = await operation.first().locator('.live-responses-table').innerText()
    expect(shown).toContain(answer)
    expect(elsewhere).toEqual([])
    await page.close()
  },
  60_000,
)
