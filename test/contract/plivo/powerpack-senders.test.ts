import { expect, test } from 'vitest'
import { openAccount } from './open-account.ts'

/** An account with a powerpack of these numbers, and what it picks for each person. */
async function openPack(numbers: string[], settings: Record<string, unknown> = {}) {
  const account = await openAccount()
  const { call, authId, send, read } = account
  const { uuid, number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Pack', ...settings } })).body
  const pool = number_pool.replace(`/v1/Account/${authId}`, '')
  for (const number of numbers) await call('POST', `${pool}Number/${number}/`, { body: { rent: true } })
  return {
    ...account,
    uuid,
    pool,
    /** The numbers that these people hear from, in their order. */
    senders: async (...people: string[]): Promise<string[]> => {
      const seen: string[] = []
      for (const dst of people) {
        const [message] = await send({ src: undefined, powerpack_uuid: uuid, dst })
        seen.push((await read(message!)).from_number)
      }
      return seen
    },
  }
}

const [CALIFORNIAN, OREGONIAN, CANADIAN, BRITISH] = ['14155550101', '15035550101', '16045550101', '44200550101']
const people = (prefix: string, many: number) => Array.from({ length: many }, (_, index) => `${prefix}${1000 + index}`)

test('with local_connect a person hears from a number of their area, in turn where there are several', async () => {
  const { senders } = await openPack([CALIFORNIAN, '14155550102', OREGONIAN, BRITISH])
  expect(await senders(...people('1415555', 4))).toEqual([CALIFORNIAN, '14155550102', CALIFORNIAN, '14155550102'])
  expect(new Set(await senders(...people('1503555', 4)))).toEqual(new Set([OREGONIAN]))
})

test('where there is none of their area they hear from one of their country', async () => {
  const { senders } = await openPack([CALIFORNIAN, OREGONIAN, CANADIAN, BRITISH])
  expect(new Set(await senders(...people('1212555', 4)))).toEqual(new Set([CALIFORNIAN, OREGONIAN]))
  expect(new Set(await senders(...people('4477009', 3)))).toEqual(new Set([BRITISH]))
  expect(new Set(await senders(...people('1416555', 3)))).toEqual(new Set([CANADIAN]))
})

test('and where there is none of their country either, from any', async () => {
  const pool = [CALIFORNIAN, OREGONIAN, BRITISH]
  const { senders } = await openPack(pool)
  expect(new Set(await senders(...people('25678812', 6)))).toEqual(new Set(pool))
})

test('without local_connect all numbers take turns, wherever the person is', async () => {
  const pool = [CALIFORNIAN, OREGONIAN, BRITISH]
  const { senders } = await openPack(pool, { local_connect: false })
  expect(await senders(...people('1415555', 6))).toEqual([...pool, ...pool])
})

test('with sticky_sender a person always hears from the same number, without it from each in turn', async () => {
  const pool = [CALIFORNIAN, OREGONIAN]
  const person = '25678812345678'
  const sticky = await openPack(pool)
  expect(await sticky.senders(person, '25678812345679', person, person)).toEqual([
    CALIFORNIAN,
    OREGONIAN,
    CALIFORNIAN,
    CALIFORNIAN,
  ])
  // What was remembered of a person counts as long as the powerpack is sticky.
  await sticky.call('POST', `/Powerpack/${sticky.uuid}/`, { body: { sticky_sender: false } })
  expect(new Set(await sticky.senders(person, person))).toEqual(new Set(pool))
  const turning = await openPack(pool, { sticky_sender: false })
  expect(await turning.senders(person, person, person)).toEqual([CALIFORNIAN, OREGONIAN, CALIFORNIAN])
})

test('a person whose number has left the powerpack hears from another, and keeps to that one', async () => {
  const { call, pool, senders } = await openPack([CALIFORNIAN, OREGONIAN, BRITISH])
  const person = '25678812345678'
  expect(await senders(person)).toEqual([CALIFORNIAN])
  await call('DELETE', `${pool}Number/${CALIFORNIAN}/`)
  const [next] = await senders(person)
  expect([OREGONIAN, BRITISH]).toContain(next)
  expect(await senders('25678812345679', person, person)).toEqual([expect.any(String), next, next])
  // Should the first come back, nobody is moved again.
  await call('POST', `${pool}Number/${CALIFORNIAN}/`, { body: {} })
  expect(await senders(person)).toEqual([next])
})

test('a number that is in one powerpack is refused to another, and stays where it is', async () => {
  const { call, authId, pool } = await openPack([CALIFORNIAN])
  const { number_pool } = (await call('POST', '/Powerpack/', { body: { name: 'Other' } })).body
  const other = number_pool.replace(`/v1/Account/${authId}`, '')
  const refused = await call('POST', `${other}Number/${CALIFORNIAN}/`, { body: {} })
  expect([refused.status, refused.body.error]).toEqual([400, `number ${CALIFORNIAN} is in another powerpack`])
  expect((await call('GET', `${pool}Number/${CALIFORNIAN}/`)).status).toBe(200)
  expect((await call('POST', `${pool}Number/${CALIFORNIAN}/`, { body: {} })).status).toBe(201)
  expect((await call('GET', `${other}Number/`)).body.objects).toEqual([])
})

test('a number that is rented reports to the default application, and to none where none is the default', async () => {
  const { call } = await openAccount()
  const applicationOf = async (number: string) => {
    await call('POST', `/PhoneNumber/${number}/`, { body: {} })
    return (await call('GET', `/Number/${number}/`)).body.application
  }
  expect(await applicationOf('14155550101')).toBeNull()
  await call('POST', '/Application/', { body: { app_name: 'Other' } })
  const { app_id } = (await call('POST', '/Application/', { body: { app_name: 'New', default_number_app: true } })).body
  expect(await applicationOf('14155550102')).toContain(`/Application/${app_id}/`)
})
