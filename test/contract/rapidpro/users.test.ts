import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { startWorkspace } from './start.ts'

async function startUsers() {
  const started = await startWorkspace()
  const pages = (method: string, path: string, body?: unknown) => started.admin(method, `/rapidpro/${path}`, body)
  const invite = async (asked: object): Promise<Record<string, any>> => {
    const { status, body } = await pages('POST', 'users', asked)
    expect([status, body.error]).toEqual([201, undefined])
    return body
  }
  const emails = async (query = ''): Promise<string[]> =>
    (await started.get(`users.json?${query}`)).body.results.map(({ email }: any) => email)
  return Object.assign(started, { pages, invite, emails, owner: started.credentials['rapidpro']!['login']! })
}

test('a GET lists the user logins of the workspace, the latest first', async () => {
  const { get, invite, advance, owner } = await startUsers()
  await advance(60)
  const { uuid } = await invite({ email: 'kim@example.org', first_name: 'Kim', last_name: 'Otieno' })
  const { body } = await get('users.json')
  expect(body).toMatchObject({ next: null, previous: null })
  expect(body.results[0]).toEqual({
    uuid,
    email: 'kim@example.org',
    name: 'Kim Otieno',
    first_name: 'Kim',
    last_name: 'Otieno',
    role: 'editor',
    team: null,
    created_on: '2026-01-01T00:01:00.000001Z',
    avatar: null,
  })
  expect(body.results[1]).toMatchObject({ email: owner, role: 'administrator', team: null })
  expect(body.results).toHaveLength(2)
})

test('email and role may be given several times, emails whatever the case', async () => {
  const { invite, emails, owner } = await startUsers()
  await invite({ email: 'Ann@example.org' })
  await invite({ email: 'bob@example.org', role: 'agent' })
  await invite({ email: 'cid@example.org', role: 'viewer' })
  expect(await emails('email=ann@EXAMPLE.org&email=bob@example.org')).toEqual(['bob@example.org', 'Ann@example.org'])
  expect(await emails('role=agent&role=viewer')).toEqual(['cid@example.org', 'bob@example.org'])
  expect(await emails('role=agent&role=surveyor')).toEqual(['bob@example.org'])
  expect(await emails('role=surveyor')).toEqual([])
  expect(await emails('role=agent&email=cid@example.org')).toEqual([])
  expect(await emails(`role=&email=&email=${owner}`)).toEqual([owner])
})

test('agents are in a team, of all topics unless another is named, and nobody else is', async () => {
  const { get, invite, pages } = await startUsers()
  const { body: night } = await pages('POST', 'teams', { name: 'Night shift' })
  await invite({ email: 'ann@example.org', role: 'agent' })
  const bob = await invite({ email: 'bob@example.org', role: 'agent', team: 'night SHIFT' })
  const teams = async () => (await get('users.json')).body.results.map(({ team }: any) => team?.name ?? null)
  expect(await teams()).toEqual(['Night shift', 'All Topics', null])
  expect((await get('users.json')).body.results[0].team).toEqual({ uuid: night.uuid, name: 'Night shift' })
  expect((await pages('POST', `users/${bob['uuid']}`, { role: 'editor' })).body.team).toBeNull()
  await pages('POST', `users/${bob['uuid']}`, { role: 'agent', team: night.uuid })
  expect(await teams()).toEqual(['Night shift', 'All Topics', null])
  // A team that is dissolved leaves its agents to the one that every workspace has.
  expect((await pages('DELETE', `teams/${night.uuid}`)).status).toBe(204)
  expect(await teams()).toEqual(['All Topics', 'All Topics', null])
})

test('the team of all topics stays what it is, and names are whatever the case', async () => {
  const { pages } = await startUsers()
  const [all] = (await pages('GET', 'teams')).body.teams
  expect(all).toMatchObject({ name: 'All Topics', system: true })
  const said = async (method: string, path: string, body?: object) => {
    const answer = await pages(method, path, body)
    return [answer.status, answer.body.error?.message]
  }
  expect(await said('DELETE', `teams/${all.uuid}`)).toEqual([400, expect.stringContaining('it cannot be deleted')])
  expect(await said('POST', `teams/${all.uuid}`, { name: 'x' })).toEqual([400, expect.stringContaining('be renamed')])
  expect(await said('POST', 'teams', { name: 'ALL topics' })).toEqual([
    400,
    expect.stringContaining(`is another team's name already`),
  ])
  for (let made = 0; made < 50; made++) await pages('POST', 'teams', { name: `Team ${made}` })
  expect(await said('POST', 'teams', { name: 'One more' })).toEqual([400, expect.stringContaining('has 50 teams')])
})

test('the tokens of whoever may not log in are refused at once, by password too, until they may again', async () => {
  const { call, invite, pages, emails } = await startUsers()
  const { uuid } = await invite({ email: 'ann@example.org' })
  const { body: token } = await pages('POST', 'tokens', { email: 'ANN@example.org' })
  expect(token).toMatchObject({ email: 'ann@example.org', role: 'editor' })
  const as = async (headers: Record<string, string>) => {
    const { status, body } = await call('GET', '/api/v2/workspace.json', { headers })
    return [status, body.detail]
  }
  const byToken = { authorization: `Token ${token.token}` }
  const byPassword = basic('ann@example.org', token.token)
  expect([await as(byToken), await as(byPassword)]).toEqual([
    [200, undefined],
    [200, undefined],
  ])
  await pages('POST', `users/${uuid}`, { is_active: false })
  expect([await as(byToken), await as(byPassword)]).toEqual([
    [403, 'Invalid token'],
    [403, 'Invalid token or email'],
  ])
  expect(await emails()).not.toContain('ann@example.org')
  const refused = await pages('POST', 'tokens', { email: 'ann@example.org' })
  expect([refused.status, refused.body.error.message]).toEqual([
    400,
    expect.stringContaining('may not log in any more'),
  ])
  await pages('POST', `users/${uuid}`, { is_active: true })
  expect(await as(byToken)).toEqual([200, undefined])
})

test('whoever is given a token is a user from then on, with a role for all tokens of theirs', async () => {
  const { call, pages, get } = await startUsers()
  const { body: token } = await pages('POST', 'tokens', { email: 'ann@example.org', role: 'editor' })
  const [ann] = (await get('users.json?email=ann@example.org')).body.results
  expect(ann).toMatchObject({ role: 'editor', first_name: '', name: '' })
  await pages('POST', `users/${ann.uuid}`, { role: 'viewer' })
  const headers = { authorization: `Token ${token.token}` }
  expect((await call('GET', '/api/v2/workspace.json', { headers })).body).toEqual({
    detail: 'You do not have permission to perform this action.',
  })
  expect((await pages('GET', `tokens/${token.id}`)).body.role).toBe('viewer')
})

test.each([
  [{ email: 'ann@example.org', team: 'Night shift' }, 'Only agents are in a team'],
  [{ email: 'ann@example.org', role: 'agent', team: 'Night shift' }, 'There is no team "Night shift"'],
  [{ email: 'BOB@example.org' }, `somebody else's already`],
  [{ email: 'ann@example.org', role: 'surveyor' }, '"role" has to be one of'],
  [{}, '"email" is missing.'],
])('the web pages refuse a user %j', async (asked, message) => {
  const { pages, invite } = await startUsers()
  await invite({ email: 'bob@example.org' })
  const { status, body } = await pages('POST', 'users', asked)
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  expect((await pages('GET', 'users')).body.users).toHaveLength(2)
})
