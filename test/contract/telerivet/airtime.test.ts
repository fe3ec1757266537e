import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const NOW = 1767225600

async function startAirtime() {
  const started = await startProject()
  const pages = (method: string, path = '', body?: unknown) =>
    started.admin(method, `/telerivet/airtime-transactions${path}`, body)
  const give = async (asked: object) => {
    const { status, body } = await pages('POST', '', asked)
    expect(status).toBe(201)
    return body
  }
  const ids = async (query: string) =>
    (await started.get(`/airtime_transactions?${query}`)).body.data.map(({ id }: any) => id)
  return Object.assign(started, { pages, give, ids })
}

test('airtime that was given on the web pages is shown by the API, with the contact of its number', async () => {
  const { give, get, post, credentials } = await startAirtime()
  const { body: contact } = await post('/contacts', { name: 'Juan', phone_number: '+639171234567' })
  const price = { value: 25, value_currency: 'PHP', price: 0.63, price_currency: 'USD' }
  const given = await give({
    to_number: '+63 917 123 4567',
    operator_name: 'Globe Philippines',
    status_text: 'Transaction successful',
    external_id: 'GLYV2R8GHY8LS17Y0S0G',
    service_id: 'SV00000000000000aa',
    user_id: 'UR00000000000000bb',
    ...price,
  })
  expect(given).toEqual({
    id: expect.stringMatching(/^AT[0-9a-f]{16}$/),
    to_number: '639171234567',
    operator_name: 'Globe Philippines',
    country: 'PH',
    time_created: NOW,
    transaction_time: NOW,
    status: 'successful',
    status_text: 'Transaction successful',
    ...price,
    contact_id: contact.id,
    service_id: 'SV00000000000000aa',
    project_id: credentials.telerivet!.project_id,
    external_id: 'GLYV2R8GHY8LS17Y0S0G',
    user_id: 'UR00000000000000bb',
    vars: {},
  })
  expect((await get(`/airtime_transactions/${given.id}`)).body).toEqual(given)
  expect((await get('/airtime_transactions')).body).toEqual({
    data: [given],
    truncated: false,
    next_marker: null,
    sort: 'default',
    sort_dir: 'asc',
  })
})

test('the time of a transaction is null until it has been sent', async () => {
  const { give, pages, get, advance } = await startAirtime()
  const { id, ...given } = await give({ to_number: '+639171234567', value: 5, status: 'pending_approval' })
  expect(given).toMatchObject({ status: 'pending_approval', transaction_time: null, price: 5, price_currency: 'USD' })
  await advance('PT1M')
  expect((await pages('POST', `/${id}`, { status: 'submitted' })).body.transaction_time).toBe(NOW + 60)
  await advance('PT1M')
  const failed = { status: 'failed', status_text: 'Not in service' }
  expect((await pages('POST', `/${id}`, failed)).body).toMatchObject({ ...failed, transaction_time: NOW + 60 })
  expect((await get(`/airtime_transactions/${id}`)).body).toMatchObject(failed)
})

test('transactions are walked page by page in either direction, and counted', async () => {
  const { give, get, ids } = await startAirtime()
  const made: string[] = []
  for (let n = 0; n < 5; n++) made.push((await give({ to_number: `+6391712345${n}0`, value: n })).id)
  const first = (await get('/airtime_transactions?page_size=2&offset=1')).body
  expect([first.data.map(({ id }: any) => id), first.truncated]).toEqual([made.slice(1, 3), true])
  expect(await ids(`page_size=2&offset=1&marker=${first.next_marker}`)).toEqual(made.slice(3))
  expect(await ids('sort_dir=desc&page_size=2')).toEqual([made[4], made[3]])
  expect((await get('/airtime_transactions?count=1&page_size=1&status=successful')).body).toEqual({ count: 5 })
})

test('a transaction that is gone, or of another project, is not found', async () => {
  const { give, pages, get } = await startAirtime()
  const { id } = await give({ to_number: '+639171234567', value: 5 })
  expect((await pages('DELETE', `/${id}`)).status).toBe(204)
  for (const gone of [id, 'AT0000000000000000']) {
    const { status, body } = await get(`/airtime_transactions/${gone}`)
    expect([status, body.error.code]).toEqual([404, 'not_found'])
  }
})

test('airtime stays when its contact is deleted', async () => {
  const { give, get, post, ...project } = await startAirtime()
  const { body: contact } = await post('/contacts', { phone_number: '+639171234567' })
  const { id } = await give({ to_number: '+639171234567', value: 5 })
  await project.delete(`/contacts/${contact.id}`)
  expect((await get(`/airtime_transactions/${id}`)).body.contact_id).toBeNull()
})

test.each([
  ['status=lost', 'status'],
  ['time_created[min]=soon', 'time_created[min]'],
  ['time_created[exists]=1', 'time_created[exists]'],
  ['contact_id[ne]=CT1', 'contact_id[ne]'],
  ['to_number[prefix]=63', 'to_number[prefix]'],
  ['service_id[ne]=SV1', 'service_id[ne]'],
  ['sort=value', 'sort'],
  ['sort_dir=up', 'sort_dir'],
  ['page_size=0', 'page_size'],
  ['offset=-1', 'offset'],
  ['marker=x', 'marker'],
  ['count=maybe', 'count'],
])('airtime_transactions?%s is refused, by the name of %s', async (query, param) => {
  const { get } = await startAirtime()
  const { status, body } = await get(`/airtime_transactions?${query}`)
  expect([status, body.error.code, body.error.param]).toEqual([400, 'invalid_param', param])
})

test.each([
  [{ value: 5 }, '"to_number"'],
  [{ to_number: 'Ann', value: 5 }, '"to_number" has to be a phone number'],
  [{ to_number: '+639171234567' }, '"value"'],
  [{ to_number: '+639171234567', value: -1 }, '"value" has to be between 0'],
  [{ to_number: '+639171234567', value: 1, value_currency: 'PESO' }, '"value_currency" has to be a currency'],
  [{ to_number: '+639171234567', value: 1, status: 'pending' }, '"status" has to be one of'],
  [{ to_number: '+639171234567', value: 1, project_id: 'PJ1' }, 'There is no project "PJ1"'],
])('the web pages refuse %j in whole sentences', async (asked, part) => {
  const { pages } = await startAirtime()
  const { status, body } = await pages('POST', '', asked)
  expect(status).toBe(400)
  expect(body.error.message).toContain(part)
})
