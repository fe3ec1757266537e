import { expect, test } from 'vitest'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { type Workspace, startWorkspace } from './start.ts'

/** The preset's limits with a smaller number, so that a test reaches them. */
async function limit({ admin }: Workspace, most: number) {
  for (const { match, window } of rapidpro.limits['rapidpro']!)
    await admin('POST', '/rate-limits', { match, limit: most, window })
}

test('over the limit a request is refused until the oldest one is an hour old, each scope by itself', async () => {
  const workspace = await startWorkspace()
  const { get, advance, call } = workspace
  await limit(workspace, 2)
  await get('contacts.json')
  await advance(10)
  await call('GET', '/api/v2/contacts.json')
  await get('contacts.json')
  await advance(0.5)
  const refused = await get('contacts.json')
  expect([refused.status, refused.headers['retry-after'], refused.body]).toEqual([
    429,
    '3590',
    { detail: 'Request was throttled. Expected available in 3590 seconds.' },
  ])
  expect((await get('messages.json')).status).toBe(200)
  await advance(3589)
  const last = await get('contacts.json')
  expect(last.body).toEqual({ detail: 'Request was throttled. Expected available in 1 second.' })
  await advance(0.5)
  expect((await get('contacts.json')).status).toBe(200)
})

test('the preset holds the hourly allowances of the platform', () => {
  expect(Object.fromEntries(rapidpro.limits['rapidpro']!.map(({ match, limit: most }) => [match, most]))).toEqual({
    v2: 2500,
    'v2.contacts': 2500,
    'v2.messages': 2500,
    'v2.runs': 2500,
    'v2.broadcasts': 36_000,
  })
})

test('contacts, messages, runs and broadcasts have scopes of their own, all other endpoints share one', () => {
  const OWN = ['contacts', 'messages', 'runs', 'broadcasts']
  for (const { id, path, scope } of rapidpro.endpoints) {
    const name = /^\/api\/v2\/(\w+)\.json$/.exec(path)?.[1]
    const expected = name === undefined ? undefined : OWN.includes(name) ? `v2.${name}` : 'v2'
    expect([id, scope]).toEqual([id, expected])
  }
})

test('a limit of a scope that there is not is refused with the nearest scopes, each named once', async () => {
  const { admin } = await startWorkspace()
  const { status, body } = await admin('POST', '/rate-limits', { match: 'v2.contact', limit: 1, window: 60 })
  expect([status, body.error.message]).toEqual([
    400,
    '"v2.contact" is no operation, provider or *. Did you mean "v2.contacts", "v2.runs" or "v2.broadcasts"?',
  ])
})
