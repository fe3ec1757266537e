import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

async function startHooks() {
  const started = await startWorkspace()
  const pages = (method: string, path = '', body?: unknown) => started.admin(method, `/rapidpro/resthooks${path}`, body)
  const hook = async (resthook: string): Promise<any> => (await pages('POST', '', { resthook })).body
  const subscribe = (resthook: unknown, target_url: unknown) =>
    started.post('resthook_subscribers.json', { resthook, target_url })
  const listed = async (path: string): Promise<any[]> => (await started.get(path)).body.results
  return Object.assign(started, { pages, hook, subscribe, listed })
}

test('a GET returns the resthooks, the one changed last first; reverse turns them round', async () => {
  const { hook, subscribe, listed } = await startHooks()
  const first = await hook('visit-missed')
  expect(first).toEqual({ resthook: 'visit-missed', created_on: first.created_on, modified_on: first.created_on })
  await hook('registered')
  const slugs = async (query = '') => (await listed(`resthooks.json${query}`)).map(({ resthook }) => resthook)
  expect(await slugs()).toEqual(['registered', 'visit-missed'])
  await subscribe('visit-missed', 'http://127.0.0.1:9/a')
  expect(await slugs()).toEqual(['visit-missed', 'registered'])
  expect(await slugs('?reverse=1')).toEqual(['registered', 'visit-missed'])
})

test('subscribing, and ending a subscription, moves the modified_on of the resthook', async () => {
  const { hook, subscribe, remove, listed } = await startHooks()
  const { modified_on: made } = await hook('registered')
  const { status, body } = await subscribe('registered', 'https://hooks.example.org/patients?a=1')
  expect([status, body]).toEqual([
    201,
    {
      id: 1,
      resthook: 'registered',
      target_url: 'https://hooks.example.org/patients?a=1',
      created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
    },
  ])
  const [{ modified_on: subscribed }] = await listed('resthooks.json')
  expect((await remove('resthook_subscribers.json?id=1')).status).toBe(204)
  const [{ modified_on: left }] = await listed('resthooks.json')
  expect([made < subscribed, subscribed < left]).toEqual([true, true])
  expect(await listed('resthook_subscribers.json')).toEqual([])
  expect((await remove('resthook_subscribers.json?id=1')).body).toEqual({
    detail: 'No ResthookSubscriber matches the given query.',
  })
})

test('an address may hear of several resthooks, and a resthook be heard of at several addresses', async () => {
  const { hook, subscribe, listed } = await startHooks()
  await hook('registered')
  await hook('visit-missed')
  for (const [slug, port] of [
    ['registered', 1],
    ['visit-missed', 1],
    ['registered', 2],
  ])
    expect((await subscribe(slug, `http://localhost:${port}/`)).status).toBe(201)
  const ids = async (query: string) => (await listed(`resthook_subscribers.json?${query}`)).map(({ id }) => id)
  expect(await ids('')).toEqual([3, 2, 1])
  expect(await ids('resthook=registered')).toEqual([3, 1])
  expect(await ids('id=2')).toEqual([2])
  expect(await ids('id=2&resthook=registered')).toEqual([])
  expect(await ids('resthook=Registered')).toEqual([])
})

test.each([
  'http://localhost',
  'http://127.0.0.1:8080/x',
  'http://[::1]:8080',
  'https://user:word@hooks.example.org',
  'http://receiver:3000/hook',
  'https://example.org./?q=a b'.replace(' ', '%20'),
])('%s can be subscribed', async (target) => {
  const { hook, subscribe } = await startHooks()
  await hook('registered')
  expect((await subscribe('registered', target)).status).toBe(201)
})

test.each([
  ['example.org', 'Enter a valid URL.'],
  ['http://', 'Enter a valid URL.'],
  ['http://a b', 'Enter a valid URL.'],
  ['http://-x.org', 'Enter a valid URL.'],
  ['http://example.org:99999999', 'Enter a valid URL.'],
  ['ftp://example.org', 'Enter a valid URL.'],
  [`http://example.org/${'x'.repeat(200)}`, 'Ensure this field has no more than 200 characters.'],
  [{}, 'Not a valid string.'],
  [null, 'This field may not be null.'],
])('%j cannot: %s', async (target, sentence) => {
  const { hook, subscribe, listed } = await startHooks()
  await hook('registered')
  const { status, body } = await subscribe('registered', target)
  expect([status, body]).toEqual([400, { target_url: [sentence] }])
  expect(await listed('resthook_subscribers.json')).toEqual([])
})

test('a resthook that is taken away takes its subscribers with it', async () => {
  const { hook, subscribe, pages, listed, post } = await startHooks()
  await hook('registered')
  await hook('visit-missed')
  await subscribe('registered', 'http://localhost/')
  await subscribe('visit-missed', 'http://localhost/')
  expect((await pages('DELETE', '/registered')).status).toBe(204)
  expect((await listed('resthook_subscribers.json')).map(({ resthook }) => resthook)).toEqual(['visit-missed'])
  expect((await listed('resthooks.json')).map(({ resthook }) => resthook)).toEqual(['visit-missed'])
  const { body } = await post('resthook_subscribers.json', { resthook: 'registered', target_url: 'http://localhost/' })
  expect(body).toEqual({ resthook: ['No resthook with slug: registered'] })
})

test.each([
  [{ resthook: 'registered' }, 409, 'There is a resthook "registered" already.'],
  [{ resthook: 'Not a slug' }, 400, '"resthook" has to match ^[a-z0-9_-]+$'],
  [{}, 400, '"resthook"'],
])('no resthook is made of %j', async (asked, status, message) => {
  const { hook, pages } = await startHooks()
  await hook('registered')
  const answer = await pages('POST', '', asked)
  expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)])
})
