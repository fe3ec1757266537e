import { expect, test } from 'vitest'
import type { Fields } from '../../src/http/field.ts'
import { documentOf } from '../../src/http/openapi.ts'
import { providers } from '../../src/providers/index.ts'
import { DEMO, DEMO_WORLD } from '../../src/simulator/demo.ts'
import { credentialsOf, startBare } from '../support/bare-simulator.ts'
import { requestOf } from '../support/documented-request.ts'

// What Swagger UI offers is sent as it stands: each operation's request is read from the document, as the page reads it.

const { simulator, apis, call } = startBare(providers)
const demo = await simulator.createFrom(DEMO_WORLD)
const asFurnished = demo.state()

/** The world `demo` as it was furnished, whatever the call before has made of it. */
function startDemo() {
  if (!simulator.worlds.find(DEMO)) simulator.create({ id: DEMO })
  return simulator.worlds.restore(DEMO, asFurnished)
}

const operations = apis.flatMap((api) => {
  const document = documentOf(api, demo)
  return api.endpoints.map((endpoint) => ({ id: endpoint.id, api, endpoint, document }))
})

test.each(operations)('the example of $id has no names that it does not take', ({ endpoint }) => {
  const { path = {}, query = {}, body = {} } = endpoint.example?.(demo) ?? {}
  const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  expect(inPath).toEqual(expect.arrayContaining(Object.keys(path)))
  expect(Object.keys((endpoint.query ?? {}) as Fields)).toEqual(expect.arrayContaining(Object.keys(query)))
  expect(Object.keys((endpoint.body ?? {}) as Fields)).toEqual(expect.arrayContaining(Object.keys(body)))
})

test.each(operations)('$id answers what the document offers to send', async ({ api, endpoint, document }) => {
  const world = startDemo()
  const request = await requestOf(document, endpoint.path, endpoint.method)
  const { status, body } = await call({
    ...request,
    headers: { ...request.headers, ...credentialsOf(api, world) },
  })
  expect(`${status} ${body ?? ''}`.slice(0, 400)).toMatch(new RegExp(`^${endpoint.status ?? 2}`))
  expect(LISTS.test(endpoint.id) ? emptyListsIn(body!) : []).toEqual([])
})

/** Operations that answer lists; no pool of Plivo's ever has a short code. */
const LISTS = /\.(?:list(?!PoolShortcodes)|query|search|read)[A-Z]/

/** The lists that an answer consists of, and that show nothing. */
function emptyListsIn(body: string): string[] {
  const lists = Object.entries(JSON.parse(body) as object).filter(([, value]) => Array.isArray(value))
  return lists.flatMap(([name, value]) => ((value as unknown[]).length === 0 ? [name] : []))
}
