import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

test('workspace and org give the bare workspace', async () => {
  const { get, credentials } = await startWorkspace()
  const answer = await get('workspace.json')
  expect(answer.body).toEqual({
    uuid: credentials['rapidpro']!['workspace'],
    name: 'Textbed Demo',
    country: 'RW',
    languages: ['eng', 'kin'],
    primary_language: 'eng',
    timezone: 'Africa/Kigali',
    date_style: 'day_first',
    credits: { used: -1, remaining: -1 },
    anon: false,
  })
  expect((await get('org.json')).text).toBe(answer.text)
  expect((await get('workspace.json/')).text).toBe(answer.text)
})

test('paths without .json are documentation, never data', async () => {
  const { call, auth, url } = await startWorkspace()
  const page = await call('GET', '/api/v2/contacts')
  expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  const json = await call('GET', '/api/v2/contacts', { headers: { ...auth, accept: 'application/json' } })
  expect([json.status, json.body]).toEqual([200, []])
  expect((await call('POST', '/api/v2/contacts', { headers: auth, body: {} })).status).toBe(403)
  expect((await call('GET', '/api/v2/contacts/')).status).toBe(404)
  expect((await call('GET', '/api/v2/nothing')).status).toBe(404)
  expect((await call('GET', '/api/v2/')).headers['content-type']).toBe('text/html; charset=utf-8')
  const map = await call('GET', '/api/v2/.json')
  expect(map.body).toMatchObject({ contacts: `${url}/api/v2/contacts`, messages: `${url}/api/v2/messages` })
})
