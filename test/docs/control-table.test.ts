import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startTextbed } from '../../src/index.ts'
import { request } from '../support/world.ts'
import { pages } from './pages.ts'

/** The table of what a test can do with its world: each call in it, with each body beside it. */
const calls = pages()
  .find(({ path }) => path === 'README.md')!
  .text.split('\n')
  .filter((line) => /^\| .*\| `(GET|POST|PUT|PATCH) \//.test(line))
  .flatMap((line) => {
    const [, , call = '', bodies = ''] = line
      .split(' | ')
      .map((cell) => cell.replace(/^\| | \|$/g, '').trim())
      .flatMap((cell, index) => (index === 0 ? ['', cell] : [cell]))
    const given = [...bodies.matchAll(/`(\{.*?\})`/g)].map(([, body]) => body!)
    return [...call.matchAll(/`(\w+) (\/[^`]*)`/g)].flatMap(([, method, path]) =>
      (given.length > 0 ? given : [undefined]).map((body) => ({ method: method!, path: path!, body })),
    )
  })

let textbed: Running
beforeAll(async () => {
  textbed = await startTextbed()
})
afterAll(() => textbed.stop())

test('the table is there', () => {
  expect(calls.length).toBeGreaterThan(15)
})

test.each(calls)('$method $path $body works as README.md shows it', async ({ method, path, body }) => {
  const { id } = textbed.simulator.create()
  const world = `${textbed.url}/_textbed/worlds/${id}`
  const snapshot =
    path === '/snapshot' && method === 'PUT' ? (await request(`${world}/snapshot`, 'GET')).text : undefined

  const answer = await request(world + path.replace('timeout=5', 'timeout=0'), method, {
    headers: { 'content-type': 'application/json' },
    raw: body ?? snapshot,
  })

  expect(answer).toMatchObject({ status: expect.toSatisfy((status: number) => status < 300) })
})
