import telerivet from 'telerivet'
import { expect, test } from 'vitest'
import { startWorld } from '../../support/world.ts'

// What is counted, and what belongs to the organization, through the official client.

/** The client has no types of its own. */
// oxlint-disable-next-line typescript/no-explicit-any
type Client = any

/** The client answers by callback. */
const ask = (call: (callback: (error: Error | null, answer: Client) => void) => void): Promise<Client> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))))

async function startClient() {
  const world = await startWorld()
  const given = world.credentials.telerivet!
  const api: Client = new telerivet.API(given.api_key, `${world.url}/v1`)
  const project = api.initProjectById(given.project_id)
  return { ...world, project, organization: api.initOrganizationById(given.organization_id) }
}

test('getMessageStats', async () => {
  const { project, organization, advance } = await startClient()
  await ask((done) => project.sendMessage({ to_number: '+16505550123', content: 'Hello' }, done))
  await advance('P1D')
  const asked = {
    start_date: '2025-01-01',
    end_date: '2026-12-31',
    rollup: 'month',
    properties: 'phone_name,status,direction',
    metrics: 'count,num_parts,price',
    currency: 'USD',
    filters: { direction: 'outgoing', source: 'api' },
  }
  for (const whose of [project, organization]) {
    const { intervals } = await ask((done) => whose.getMessageStats(asked, done))
    expect(intervals).toMatchObject([{ start_date: '2025-12-01', end_date: '2025-12-31' }])
    expect(intervals[0].groups).toEqual([
      {
        properties: { phone_name: 'Android Phone 1', status: 'delivered', direction: 'outgoing' },
        metrics: { count: 1, num_parts: 1, price: 0 },
      },
    ])
  }
})

test('getBillingDetails and getUsage', async () => {
  const { organization } = await startClient()
  const billing = await ask((done) => organization.getBillingDetails(done))
  expect([billing.plan_paid, billing.plan_limits.projects]).toEqual([true, 10])
  expect(await ask((done) => organization.getUsage('projects', done))).toBe(1)
})

test('queryAirtimeTransactions, getAirtimeTransactionById and initAirtimeTransactionById', async () => {
  const { project, admin } = await startClient()
  const { body } = await admin('POST', '/telerivet/airtime-transactions', { to_number: '+16505550123', value: 5 })
  const [found] = await ask((done) => project.queryAirtimeTransactions({ status: 'successful' }).all(done))
  expect([found.id, found.value, found.vars.missing]).toEqual([body.id, 5, undefined])
  expect((await ask((done) => project.getAirtimeTransactionById(found.id, done))).to_number).toBe('16505550123')
  const same = project.initAirtimeTransactionById(found.id)
  await ask((done) => same.load(done))
  expect(same.status).toBe('successful')
})
