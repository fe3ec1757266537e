import { expect, test } from 'vitest'
import { plivo } from '../../../src/providers/plivo/index.ts'
import { type CallOptions, basic, startWorld } from '../../support/world.ts'

async function startWithSubaccount() {
  const started = await startWorld()
  const { auth_id, auth_token } = started.credentials['plivo']!
  const main = (method: string, path = '', given: CallOptions = {}) =>
    started.call(method, `/v1/Account/${auth_id}/${path}`, { ...given, headers: basic(auth_id!, auth_token) })
  const made = (await main('POST', 'Subaccount/', { body: { name: 'Branch', enabled: true } })).body
  const own = basic(made.auth_id, made.auth_token)
  const branch = (method: string, path = '', given: CallOptions = {}) =>
    started.call(method, `/v1/Account/${made.auth_id}/${path}`, { ...given, headers: own })
  return Object.assign(started, { main, branch, made })
}

test('a world tells of the main account and of each subaccount, with what they log in with', async () => {
  const { admin, main, made, credentials } = await startWithSubaccount()
  const { auth_id, auth_token } = credentials['plivo']!
  const logins = async () => (await admin('GET', '')).body.logins.plivo
  const first = { auth_id, auth_token, subaccount: null, enabled: true }
  const second = { auth_id: made.auth_id, auth_token: made.auth_token, subaccount: 'Branch', enabled: true }
  expect(await logins()).toEqual([first, second])
  await main('POST', `Subaccount/${made.auth_id}/`, { body: { enabled: false } })
  expect(await logins()).toEqual([first, { ...second, enabled: false }])
  await main('DELETE', `Subaccount/${made.auth_id}/`)
  expect(await logins()).toEqual([first])
})

test.each([
  ['disabled', 'POST', { body: { enabled: false } }],
  ['deleted', 'DELETE', {}],
])('a subaccount that was %s is refused from the next call on', async (_what, method, given) => {
  const { main, branch, made } = await startWithSubaccount()
  expect((await branch('GET', 'Message/')).status).toBe(200)
  expect((await main(method, `Subaccount/${made.auth_id}/`, given)).status).toBeLessThan(300)
  expect((await branch('GET', 'Message/')).status).toBe(401)
})

const mainOnly = plivo.endpoints.filter(({ manners }) => manners && 'mainAccountOnly' in manners)

test.each(mainOnly)('$id is the business of the main account alone', async ({ method, path, manners }) => {
  const { branch, made, world } = await startWithSubaccount()
  const before = JSON.stringify(world.store.state())
  const below = path.replace('/v1/Account/{auth_id}/', '').replace('{subauth_id}', made.auth_id)
  const answer = await branch(method.toUpperCase(), below, method === 'post' ? { body: {} } : {})
  expect([answer.status, answer.body.error]).toEqual([403, (manners as { mainAccountOnly: string }).mainAccountOnly])
  expect(JSON.stringify(world.store.state())).toBe(before)
})

test('there are operations that only the main account may use', () => expect(mainOnly.length).toBeGreaterThan(4))
