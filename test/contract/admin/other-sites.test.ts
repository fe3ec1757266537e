import { request } from 'node:http'
import { expect, test } from 'vitest'
import { startWorld } from '../../support/world.ts'

/** `fetch` sets these headers itself; a browser on a strange page sends others. */
function get(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => resolve(answer.resume().statusCode ?? 0))
      .on('error', reject)
      .end()
  })
}

test('a page of another site cannot steer the simulator', async () => {
  const { url } = await startWorld()
  expect(await get(`${url}/_textbed/worlds`, { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await get(`${url}/_textbed/worlds`, { 'sec-fetch-site': 'same-origin' })).toBe(200)
})

test.each([
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost:8398', 200],
  ['127.0.0.1:8398', 200],
  ['[::1]:8398', 200],
  ['textbed:8080', 200],
  ['host.docker.internal', 200],
])('called as %s it answers %i', async (host, status) => {
  const { url } = await startWorld()
  expect(await get(`${url}/_textbed/worlds`, { host })).toBe(status)
  expect(await get(`${url}/healthz`, { host })).toBe(200)
})
