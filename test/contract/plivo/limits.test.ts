import { expect, test } from 'vitest'
import { type OpenAccount, openAccount } from './open-account.ts'

const DAY = 86_400

/** So many numbers, as one text. */
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(14155560000 + index)).join('<')

/** Where a page that is linked to begins. */
const offsetOf = (link: string | null) => link && new URLSearchParams(link.split('?')[1]).get('offset')

const sendStatus = async ({ call }: OpenAccount, body: object) =>
  (await call('POST', '/Message/', { body: { src: '14155550100', dst: '14155550123', text: 'x', ...body } })).status

test.each<[string, object, taken: object]>([
  ['1,600 plain characters', { text: 'x'.repeat(1601) }, { text: 'x'.repeat(1600) }],
  ['737 others', { text: 'ж'.repeat(738) }, { text: 'ж'.repeat(737) }],
  ['4,096 over WhatsApp', { type: 'whatsapp', text: 'x'.repeat(4097) }, { type: 'whatsapp', text: 'x'.repeat(4096) }],
])('a text has %s at most', async (_most, refused, taken) => {
  const account = await openAccount()
  expect(await sendStatus(account, taken)).toBe(202)
  expect(await sendStatus(account, refused)).toBe(400)
})

test('a message goes to a thousand numbers at most, each once', async () => {
  const account = await openAccount()
  expect(await sendStatus(account, { dst: numbers(1001) })).toBe(400)
  expect((await account.call('GET', '/Message/')).body.meta.total_count).toBe(0)
  expect(await account.send({ dst: `${numbers(1000)}<14155560000<+14155560001` })).toHaveLength(1000)
})

test('a WhatsApp conversation lasts a day, to the second', async () => {
  const account = await openAccount()
  const { send, read, world } = account
  const conversation = async () => {
    const [uuid] = await send({ type: 'whatsapp' })
    return (await read(uuid!)).conversation_id as string
  }
  const first = await conversation()
  await world.advance(DAY - 1)
  expect(await conversation()).toBe(first)
  await world.advance(1)
  expect(await conversation()).not.toBe(first)
})

test('lists show twenty at most, and link to what lies before and after', async () => {
  const { call, send } = await openAccount()
  await send({ dst: numbers(45) })
  const page = async (query: string) => {
    const { meta, objects } = (await call('GET', `/Message/?${query}`)).body
    return [objects.length, meta.limit, offsetOf(meta.previous), offsetOf(meta.next)]
  }
  expect(await page('')).toEqual([20, 20, null, '20'])
  expect(await page('limit=21')).toEqual([20, 20, null, '20'])
  expect(await page('limit=20&offset=20')).toEqual([20, 20, '0', '40'])
  expect(await page('limit=20&offset=25')).toEqual([20, 20, '5', null])
  expect(await page('limit=20&offset=24')).toEqual([20, 20, '4', '44'])
  expect(await page('limit=10&offset=5')).toEqual([10, 10, '0', '15'])
  expect(await page('offset=45')).toEqual([0, 20, '25', null])
})

test('what comes in belongs to whom the number belongs, and its number is kept out of records where that is wanted', async () => {
  const { call, world } = await openAccount()
  const subaccount = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body.auth_id
  await call('POST', '/Number/13125550177/', { body: { subaccount } })
  await world.handset('14155550123').writes('13125550177', 'Hi')
  expect((await call('GET', `/Message/?subaccount=${subaccount}`)).body.meta.total_count).toBe(1)
  await call('POST', '/Application/14155550100000001/', { body: { log_incoming_messages: false } })
  await world.handset('14155550123').writes('14155550100', 'Hi')
  const { objects } = (await call('GET', '/Message/?message_direction=inbound')).body
  expect(objects.map(({ from_number }: { from_number: string }) => from_number)).toEqual(['14155550***', '14155550123'])
})

test('a powerpack sends from the area of the person, else from their country, else from anywhere', async () => {
  const { call, authId, send, read } = await openAccount()
  for (const number of ['447005550100', '12125550100', '14155550101'])
    expect((await call('POST', `/PhoneNumber/${number}/`, { body: {} })).status).toBe(201)
  const { uuid, number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Near', sticky_sender: false } }))
    .body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  for (const number of ['447005550100', '12125550100', '14155550101'])
    await call('POST', `${pool}Number/${number}/`, { body: {} })
  const from = async (dst: string) => {
    const [one] = await send({ src: undefined, powerpack_uuid: uuid, dst })
    return (await read(one!)).from_number
  }
  const turns = async (dst: string) => [await from(dst), await from(dst), await from(dst)]
  expect(await turns('14155550123')).toEqual(['14155550101', '14155550101', '14155550101'])
  expect(await turns('12125550123')).toEqual(['12125550100', '12125550100', '12125550100'])
  expect(await turns('447400123456')).toEqual(['447005550100', '447005550100', '447005550100'])
  expect(new Set(await turns('13055550123'))).toEqual(new Set(['12125550100', '14155550101']))
  expect(new Set(await turns('250788123123')).size).toBe(3)
})
