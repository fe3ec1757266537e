import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

// Where there are several of a kind, what happens to one of them happens to each.

/** Rents numbers; those of fiction are free. */
async function rent({ call }: Awaited<ReturnType<typeof openAccount>>, count: number, more: object = {}) {
  const numbers = Array.from({ length: count }, (_, index) => `1415555010${index + 1}`)
  for (const number of numbers) expect((await call('POST', `/PhoneNumber/${number}/`, { body: more })).status).toBe(201)
  return numbers
}

test('when an application is deleted, all of its numbers have none', async () => {
  const account = await openAccount()
  const { call } = account
  const { app_id } = (await call('POST', '/Application/', { body: { app_name: 'Short-lived' } })).body
  const numbers = await rent(account, 4, { app_id })
  await call('DELETE', `/Application/${app_id}/`)
  for (const number of numbers) expect((await call('GET', `/Number/${number}/`)).body.application).toBeNull()
})

test('when a powerpack is deleted, all of its numbers may join another', async () => {
  const account = await openAccount()
  const { call, authId } = account
  const numbers = await rent(account, 4)
  const poolOf = ({ number_pool }: { number_pool: string }) => number_pool.replace(`/v1/Account/${authId}`, '')
  const first = (await call('POST', '/Powerpack/', { body: { name: 'First' } })).body
  const second = (await call('POST', '/Powerpack/', { body: { name: 'Second' } })).body
  for (const number of numbers) await call('POST', `${poolOf(first)}Number/${number}/`, { body: {} })
  const taken = await call('POST', `${poolOf(second)}Number/${numbers[0]}/`, { body: {} })
  expect([taken.status, taken.body.error]).toEqual([400, `number ${numbers[0]} is in another powerpack`])
  await call('DELETE', `/Powerpack/${first.uuid}/`)
  for (const number of numbers)
    expect((await call('POST', `${poolOf(second)}Number/${number}/`, { body: {} })).status).toBe(201)
})

test('when a subaccount is deleted, all of its numbers and applications go back to the main account', async () => {
  const account = await openAccount()
  const { call } = account
  const numbers = await rent(account, 4)
  const subaccount = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body.auth_id
  const applications: string[] = []
  for (const number of numbers) {
    await call('POST', `/Number/${number}/`, { body: { subaccount } })
    const { app_id } = (await call('POST', '/Application/', { body: { app_name: 'Theirs', subaccount } })).body
    applications.push(app_id)
  }
  await call('DELETE', `/Subaccount/${subaccount}/`)
  for (const number of numbers) expect((await call('GET', `/Number/${number}/`)).body.sub_account).toBeNull()
  for (const id of applications) expect((await call('GET', `/Application/${id}/`)).body.sub_account).toBeNull()
})

test('an application stays with its subaccount until another is named', async () => {
  const { call, authId } = await openAccount()
  const open = async (name: string) => (await call('POST', '/Subaccount/', { body: { name } })).body.auth_id
  const [one, other] = [await open('One'), await open('Other')]
  const { app_id } = (await call('POST', '/Application/', { body: { app_name: 'Mine', subaccount: one } })).body
  const update = async (body: object) => {
    await call('POST', `/Application/${app_id}/`, { body })
    return (await call('GET', `/Application/${app_id}/`)).body
  }
  const pathOf = (subaccount: string) => `/v1/Account/${authId}/Subaccount/${subaccount}/`
  expect(await update({ app_name: 'Renamed' })).toMatchObject({ app_name: 'Renamed', sub_account: pathOf(one) })
  expect(await update({ subaccount: other })).toMatchObject({ app_name: 'Renamed', sub_account: pathOf(other) })
})

test('one person hears from one number of a powerpack, until that number leaves it', async () => {
  const account = await openAccount()
  const { call, authId, send, read } = account
  const numbers = await rent(account, 4)
  const { uuid, number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Sticky', local_connect: false } }))
    .body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  for (const number of numbers) await call('POST', `${pool}Number/${number}/`, { body: {} })
  const from = async (dst: string) => {
    const [one] = await send({ src: undefined, powerpack_uuid: uuid, dst })
    return (await read(one!)).from_number
  }
  const heard: string[] = []
  for (const dst of ['442071230001', '442071230002', '442071230001', '442071230002', '442071230001'])
    heard.push(await from(dst))
  expect(heard).toEqual([numbers[0], numbers[1], numbers[0], numbers[1], numbers[0]])
  await call('DELETE', `${pool}Number/${numbers[0]}/`)
  const next = await from('442071230001')
  expect(next).not.toBe(numbers[0])
  expect(await from('442071230001')).toBe(next)
})

test("a powerpack's application may be taken away, and a PHLO is taken at its word", async () => {
  const { call } = await openAccount()
  const { uuid } = (
    await call('POST', '/Powerpack/', {
      body: { name: 'Pack', application_type: 'XML', application_id: '14155550100000001' },
    })
  ).body
  const update = (body: object) => call('POST', `/Powerpack/${uuid}/`, { body })
  expect((await update({ application_id: '' })).body.application_id).toBe('')
  const phlo = { application_type: 'PHLO', application_id: '8c2b1d0e-0000-4000-8000-000000000001' }
  expect((await update(phlo)).body).toMatchObject(phlo)
  expect((await update({ ...phlo, application_type: 'XML' })).status).toBe(400)
})

test('a text of two units costs twice the rate, in its record and in what is told of it', async () => {
  const { send, read, world } = await openAccount()
  const [uuid] = await send({ text: 'x'.repeat(161), url: `${world.receiver.url}/status` })
  await world.advance('idle')
  expect(world.receiver.received[0]!.form).toMatchObject({
    Units: '2',
    PartInfo: '1 of 2',
    TotalRate: '0.00350',
    TotalAmount: '0.00700',
  })
  expect(await read(uuid!)).toMatchObject({ units: 2, total_rate: '0.00350', total_amount: '0.00700' })
})

test('numbers to rent have an area where their country has some', async () => {
  const { call } = await openAccount()
  const first = async (query: string) => (await call('GET', `/PhoneNumber/?${query}&limit=1`)).body.objects[0]
  expect(await first('country_iso=US&pattern=415')).toMatchObject({
    prefix: '415',
    sms_enabled: true,
    voice_enabled: true,
  })
  expect(await first('country_iso=GB')).toMatchObject({ prefix: '', sms_enabled: true, voice_enabled: true })
})
