import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startWorkspace } from './start.ts'

async function startTokens() {
  const started = await startWorkspace()
  const pages = (method: string, path = '', body?: unknown) => started.admin(method, `/rapidpro/tokens${path}`, body)
  const give = async (asked: object = {}): Promise<Record<string, any>> => {
    const { status, body } = await pages('POST', '', asked)
    expect(status).toBe(201)
    return body
  }
  /** Status and body of a call with a token. */
  const as = async (token: string, path = 'workspace.json') => {
    const headers = { authorization: `Token ${token}` }
    const { status, body } = await started.call('GET', `/api/v2/${path}`, { headers })
    return [status, body]
  }
  return Object.assign(started, { pages, give, as })
}

const INVALID = [403, { detail: 'Invalid token' }]
const FORBIDDEN = [403, { detail: 'You do not have permission to perform this action.' }]
const good = [200, expect.objectContaining({ name: 'Textbed Demo' })]

test('a workspace begins with one token, of its owner, and more are made on the web pages', async () => {
  const { pages, give, as, credentials, admin, call } = await startTokens()
  const { token, login } = credentials['rapidpro']!
  const first = {
    id: 'T1',
    token,
    email: login,
    role: 'administrator',
    is_active: true,
    created_on: expect.any(String),
  }
  expect((await pages('GET')).body).toEqual({ tokens: [first] })
  const second = await give({ email: 'ann@example.org', role: 'editor' })
  expect(second).toMatchObject({ id: 'T2', email: 'ann@example.org', role: 'editor' })
  expect(second['token']).toMatch(/^[0-9a-f]{40}$/)
  expect(await as(second['token'])).toEqual(good)
  expect((await pages('GET', '/T2')).body).toEqual(second)
  expect((await admin('GET', '')).body.logins.rapidpro).toEqual([first, second])
  // With the password goes the login of its owner, and nobody else's.
  const withLogin = async (email: string) =>
    (await call('GET', '/api/v2/workspace.json', { headers: basic(email, second['token']) })).status
  expect([await withLogin('ann@example.org'), await withLogin(login!)]).toEqual([200, 403])
})

test('a token that was deleted is refused from the next call on, and the others are not', async () => {
  const { pages, give, as, credentials, admin } = await startTokens()
  const first = credentials['rapidpro']!['token']
  const { token } = await give()
  expect(await as(token)).toEqual(good)
  expect((await pages('DELETE', '/T1')).status).toBe(204)
  expect([await as(first!), await as(token)]).toEqual([INVALID, good])
  const { body } = await admin('GET', '')
  expect([body.credentials.rapidpro.token, body.env.RAPIDPRO_TOKEN]).toEqual([token, token])
  expect((await pages('DELETE', '/T2')).status).toBe(204)
  expect(await as(token)).toEqual(INVALID)
  expect((await pages('GET', '/T2')).body.error.message).toBe('There is no token "T2". There are no tokens at all.')
  expect((await admin('GET', '')).body.credentials.rapidpro).toMatchObject({ token: '', login: '' })
})

test('whoever may not log in has tokens that are listed as such, and the world hands out one that is good', async () => {
  const { admin, pages, give, as, credentials } = await startTokens()
  const { token, login } = credentials['rapidpro']!
  const second = await give({ email: 'ann@example.org' })
  const handedOut = async () => (await admin('GET', '')).body.credentials.rapidpro
  const [owner] = (await admin('GET', '/rapidpro/users')).body.users
  const change = (body: object) => admin('POST', `/rapidpro/users/${owner.uuid}`, body)
  for (const [gone, back, answer] of [
    [{ is_active: false }, { is_active: true }, INVALID],
    [{ role: 'viewer' }, { role: 'administrator' }, FORBIDDEN],
  ]) {
    expect((await change(gone!)).status).toBe(200)
    expect(await as(token!)).toEqual(answer)
    expect(await handedOut()).toMatchObject({ token: second['token'], login: 'ann@example.org' })
    await change(back!)
    expect(await handedOut()).toMatchObject({ token, login })
  }
  await change({ is_active: false })
  expect((await pages('GET')).body.tokens.map(({ is_active }: any) => is_active)).toEqual([false, true])
  expect((await pages('POST', '', {})).body.error.message).toBe(
    `${login} may not log in any more. Activate the user first, by POST …/users/${owner.uuid} with {"is_active": true}.`,
  )
})

test.each([
  ['administrator', good],
  ['editor', good],
  ['viewer', FORBIDDEN],
  ['agent', FORBIDDEN],
])('the token of somebody who is %s', async (role, answer) => {
  const { give, as } = await startTokens()
  expect(await as((await give({ role, email: 'ann@example.org' }))['token'])).toEqual(answer)
})

test('whoever is demoted loses all their tokens at once, and has them back with the role', async () => {
  const { pages, give, as } = await startTokens()
  const ann = [await give({ email: 'ann@example.org' }), await give({ email: 'ann@example.org' })]
  const bob = await give({ email: 'bob@example.org' })
  expect((await pages('POST', '/T2', { role: 'viewer' })).body).toMatchObject({ id: 'T2', role: 'viewer' })
  for (const { token } of ann) expect(await as(token)).toEqual(FORBIDDEN)
  expect(await as(bob['token'])).toEqual(good)
  // A role belongs to a person: what they are is what a new token of theirs is of.
  expect((await give({ email: 'ann@example.org' }))['role']).toBe('viewer')
  await pages('POST', '/T3', { role: 'editor' })
  for (const { token } of ann) expect(await as(token)).toEqual(good)
})

test('a note is of whoever owns the token that it came by', async () => {
  const { give, post, get, credentials } = await startTokens()
  const { uuid } = (await post('contacts.json', {})).body
  const { token } = await give({ email: 'ann@example.org', role: 'editor' })
  await post(`contacts.json?uuid=${uuid}`, { note: 'mine' })
  await post(`contacts.json?uuid=${uuid}`, { note: 'hers' }, { headers: { authorization: `Token ${token}` } })
  const { notes } = (await get('contacts.json')).body.results[0]
  expect(notes.map(({ text, created_by }: any) => [text, created_by.email])).toEqual([
    ['mine', credentials['rapidpro']!['login']],
    ['hers', 'ann@example.org'],
  ])
})

test('the owner of the workspace is known by the address that the world hands out', async () => {
  const { pages, give, credentials } = await startTokens()
  const { email } = await give({ email: credentials['rapidpro']!['login'] })
  expect(email).toBe(credentials['rapidpro']!['login'])
  await pages('POST', '/T2', { role: 'editor' })
  expect((await pages('GET')).body.tokens.map(({ role }: any) => role)).toEqual(['editor', 'editor'])
})

test('a fork has tokens of its own, and a world that is put back knows those of then', async () => {
  const { admin, pages, give, as } = await startTokens()
  const { token } = await give()
  const { logins } = (await admin('POST', '/fork')).body
  expect(logins.rapidpro[1].token).not.toBe(token)
  expect(await as(logins.rapidpro[1].token)).toEqual(good)
  const { body: snapshot } = await admin('GET', '/snapshot')
  expect(JSON.stringify(snapshot)).not.toContain(token)
  await pages('DELETE', '/T2')
  expect(await as(token)).toEqual(INVALID)
  await admin('PUT', '/snapshot', snapshot)
  expect(await as(token)).toEqual(good)
})

test.each([
  [{ role: 'owner' }, '"role" has to be one of administrator, editor, viewer, agent, not "owner".'],
  [{ email: 'ann' }, '"email" has to match'],
  [{ email: 'a:b@example.org' }, '"email" has to match'],
  [{ rol: 'editor' }, '"rol" is not known here. Did you mean "role"'],
])('the web pages refuse %j in whole sentences', async (asked, message) => {
  const { pages } = await startTokens()
  const { status, body } = await pages('POST', '', asked)
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  expect((await pages('GET')).body.tokens).toHaveLength(1)
})
