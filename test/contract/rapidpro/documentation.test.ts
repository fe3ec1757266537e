import { expect, test } from 'vitest'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { startWorkspace } from './start.ts'

const HTML = 'text/html; charset=utf-8'
const data = rapidpro.endpoints.filter(({ path }) => /^\/api\/v2\/\w+\.json$/.test(path))
const names = [...new Set(data.map(({ path }) => path.slice('/api/v2/'.length, -'.json'.length)))].sort()

test('the root is a page that names every endpoint, and a map of their addresses where JSON is asked for', async () => {
  const { call, url, id } = await startWorkspace()
  const page = await call('GET', '/api/v2/')
  expect([page.status, page.headers['content-type']]).toEqual([200, HTML])
  const named = names.filter((name) => name !== 'org')
  for (const name of named) expect(page.text).toContain(`<a href="${url}/api/v2/${name}">/${name}</a>`)
  const addresses = Object.fromEntries(named.map((name) => [name, `${url}/api/v2/${name}`]))
  expect((await call('GET', '/api/v2/.json')).body).toEqual(addresses)
  expect((await call('GET', '/api/v2/', { headers: { accept: 'application/json' } })).body).toEqual(addresses)
  const prefixed = (await call('GET', `/w/${id}/api/v2/.json`)).body
  expect(prefixed.contacts).toBe(`${url}/w/${id}/api/v2/contacts`)
})

test.each(names)('the page about %s tells each operation with all that it takes', async (name) => {
  const { call } = await startWorkspace()
  const page = await call('GET', `/api/v2/${name}`)
  expect([page.status, page.headers['content-type']]).toEqual([200, HTML])
  for (const { method, path, query, body } of data.filter((one) => one.path === `/api/v2/${name}.json`)) {
    expect(page.text).toContain(`<code>${method.toUpperCase()} ${path}</code>`)
    for (const field of Object.keys({ ...query, ...body }))
      expect(page.text).toContain(`<td><code>${field}</code></td>`)
  }
})

test('a page shows types, bounds, what is required, and what is answered', async () => {
  const { call } = await startWorkspace()
  const { text } = await call('GET', '/api/v2/messages')
  expect(text).toContain(
    '<tr><td><code>contact</code></td><td>string</td><td>required</td><td>uuid or URN of a contact</td></tr>',
  )
  expect(text).toContain('<tr><td><code>text</code></td><td>string</td><td>at most 640</td><td></td></tr>')
  expect(text).toContain('<code>next</code>, <code>previous</code> and <code>results</code>, each of them with')
  expect(text).toContain('<tr><td><code>sent_on</code></td><td>datetime or null</td>')
  expect((await call('GET', '/api/v2/media')).text).toContain('<code>file</code></td><td>file</td><td>required</td>')
})

test('asked for in a world, a page shows a call that can be made there', async () => {
  const { call, auth, url } = await startWorkspace()
  expect((await call('GET', '/api/v2/contacts')).text).not.toContain('curl')
  const { text } = await call('GET', '/api/v2/contacts', { headers: auth })
  expect(text).toContain(`curl -X POST '${url}/api/v2/contacts.json'`)
  expect(text).toContain('{&quot;name&quot;:&quot;Alice Uwera&quot;')
})

test('whoever takes JSON alone gets an empty list, and data never', async () => {
  const { call, auth } = await startWorkspace()
  for (const headers of [{}, auth])
    expect(
      (await call('GET', '/api/v2/contacts', { headers: { ...headers, accept: 'application/json' } })).body,
    ).toEqual([])
})

test('methods that an endpoint takes are refused on its page with 403, others with 405', async () => {
  const { call, auth } = await startWorkspace()
  const refusal = async (method: string, name: string) => {
    const { status, body } = await call(method, `/api/v2/${name}`, { headers: auth })
    return [status, body.detail]
  }
  for (const method of ['POST', 'DELETE'])
    expect(await refusal(method, 'contacts')).toEqual([403, 'Authentication credentials were not provided.'])
  expect(await refusal('PUT', 'contacts')).toEqual([405, 'Method "PUT" not allowed.'])
  expect(await refusal('DELETE', 'channels')).toEqual([405, 'Method "DELETE" not allowed.'])
  expect(await refusal('POST', '')).toEqual([405, 'Method "POST" not allowed.'])
  expect((await call('POST', '/api/v2/nothing')).status).toBe(404)
})

test('the explorer leads to where calls can be made', async () => {
  const { call } = await startWorkspace()
  for (const path of ['/api/v2/explorer/', '/api/v2/explorer']) {
    const page = await call('GET', path)
    expect([page.status, page.headers['content-type']]).toEqual([200, HTML])
    expect(page.text).toContain('<a href="/docs/?urls.primaryName=RapidPro API v2">/docs</a>')
  }
})
