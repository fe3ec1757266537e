import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adminOf } from '../../../src/admin/index.ts'
import { messagesOf } from '../../../src/core/network/handset.ts'
import { SOMEBODY } from '../../../src/http/example.ts'
import { providers } from '../../../src/providers/index.ts'
import { start } from '../../../src/server/start.ts'
import { request } from '../../support/world.ts'

/** A server of one's own, which no page was ever asked of. */
async function startServer() {
  const running = await start({ providers, admin: adminOf })
  const { simulator, url } = running
  const open = () => request(`${url}/docs/`, 'GET')
  return { simulator, url, open, [Symbol.asyncDispose]: () => running.stop() }
}

test('the world demo is made when the page is first opened, from lively.json, and its clock is automatic', async () => {
  await using server = await startServer()
  await request(`${server.url}/openapi/plivo.json`, 'GET')
  expect(server.simulator.worlds.list()).toEqual([])
  const pages = await Promise.all([server.open(), server.open()])
  expect(pages.map(({ status }) => status)).toEqual([200, 200])
  const demo = server.simulator.get('demo')
  expect(messagesOf(demo.store, SOMEBODY).length).toBeGreaterThan(3)
  expect(demo.clock.mode).toBe('auto')
})

test('a world demo that is there already is used as it is, and one that was deleted is made anew', async () => {
  await using server = await startServer()
  const own = server.simulator.create({ id: 'demo' })
  await server.open()
  expect(server.simulator.get('demo')).toBe(own)
  server.simulator.worlds.delete('demo')
  await server.open()
  expect(messagesOf(server.simulator.get('demo').store, SOMEBODY).length).toBeGreaterThan(3)
})

test.each(['admin', 'telerivet', 'rapidpro', 'plivo'])(
  'the document of %s that is kept is that of the world demo; another world has its own examples',
  async (name) => {
    await using server = await startServer()
    await server.open()
    const kept = JSON.parse(readFileSync(`openapi/${name}.json`, 'utf8')) as unknown
    const ofDemo = await request(`${server.url}/openapi/${name}.json?world=demo`, 'GET')
    expect(ofDemo.body).toEqual(kept)
    server.simulator.create({ id: 'mine' })
    const ofMine = await request(`${server.url}/openapi/${name}.json?world=mine`, 'GET')
    expect(ofMine.status).toBe(200)
    expect(ofMine.body).not.toEqual(kept)
  },
)

test('the document of a world that is not there is refused, with the nearest names', async () => {
  await using server = await startServer()
  server.simulator.create({ id: 'spring' })
  const { status, body } = await request(`${server.url}/openapi/plivo.json?world=sprong`, 'GET')
  expect([status, body.error]).toEqual([
    404,
    { code: 'not_found', message: 'There is no world "sprong". Did you mean "spring"?' },
  ])
})
