import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

async function startSettings() {
  const started = await startWorkspace()
  const path = `/rapidpro/workspaces/${started.credentials['rapidpro']!['workspace']}`
  return Object.assign(started, { set: (asked: object) => started.admin('POST', path, asked) })
}

test('settings of the workspace are changed on the web pages and hold from the next call on', async () => {
  const { get, set, admin } = await startSettings()
  const before = (await get('workspace.json')).body
  const changes = {
    name: 'Clinic',
    country: 'KE',
    languages: ['swa', 'eng'],
    timezone: 'Africa/Nairobi',
    date_style: 'month_first',
    anon: true,
  }
  const { status, body } = await set(changes)
  expect([status, body]).toEqual([
    200,
    { ...before, ...changes, primary_language: 'swa', flagged: false, suspended: false },
  ])
  expect((await get('workspace.json')).body).toEqual({ ...before, ...changes, primary_language: 'swa' })
  expect((await admin('GET', '/rapidpro/workspaces')).body.workspaces).toEqual([body])
})

const SORRY = (state: string) => ({
  non_field_errors: [
    `Sorry, your workspace is currently ${state}. To re-enable starting flows and sending messages, please contact support.`,
  ],
})

test.each(['flagged', 'suspended'])(
  'a workspace that is %s has every body refused, and is heard again after',
  async (state) => {
    const { get, post, set } = await startSettings()
    await set({ [state]: true })
    const topic = await post('topics.json', {})
    expect([topic.status, topic.body]).toEqual([400, SORRY(state)])
    expect((await post('ticket_actions.json', {})).body).toEqual(SORRY(state))
    expect((await post('contacts.json', { name: 'Amina' })).body).toEqual(SORRY(state))
    expect((await get('contacts.json')).status).toBe(200)
    await set({ [state]: false })
    expect((await post('topics.json', { name: 'Side effects' })).status).toBe(201)
  },
)

test('of a workspace that is both, being suspended is told', async () => {
  const { post, set } = await startSettings()
  await set({ flagged: true, suspended: true })
  expect((await post('topics.json', {})).body).toEqual(SORRY('suspended'))
})

test.each([
  [{ country: 'rw' }, '"country" has to match'],
  [{ country: 'QQ' }, 'a country of ISO 3166-1'],
  [{ languages: [] }, '"languages" has 0 items'],
  [{ languages: ['xyz'] }, 'a language of ISO 639-3'],
  [{ timezone: 'Africa/Nowhere' }, 'a time zone of the TZ database'],
  [{ anon: 'maybe' }, '"anon" has to be true or false'],
  [{ blocked: true }, '"blocked" is not known here'],
])('the web pages refuse %j', async (asked, message) => {
  const { get, set } = await startSettings()
  const before = (await get('workspace.json')).body
  const { status, body } = await set(asked)
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  expect((await get('workspace.json')).body).toEqual(before)
})
