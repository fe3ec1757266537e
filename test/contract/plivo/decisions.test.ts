import plivo from 'plivo'
import { expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { type OpenAccount, openAccount } from './open-account.ts'

// What docs/providers/plivo.md decides where documents and service are silent, as far as no other test is about it.

test.each([
  ['within North America', '16505550123', '0.00350'],
  ['to Canada', '14165550123', '0.00350'],
  ['to Great Britain', '447700900123', '0.04000'],
  ['to India', '919876543210', '0.00400'],
  ['elsewhere', '33612345678', '0.05000'],
])('an SMS %s costs the same each time', async (_where, dst, rate) => {
  const { send, read } = await openAccount()
  const [uuid] = await send({ dst, text: 'x'.repeat(161) })
  const total = (2 * Number(rate)).toFixed(5)
  expect(await read(uuid!)).toMatchObject({ total_rate: rate, units: 2, total_amount: total })
})

/** An account with a powerpack of these numbers, which it has rented. */
async function openPowerpack(...numbers: string[]): Promise<OpenAccount & { uuid: string }> {
  const account = await openAccount()
  const { uuid, number_pool } = (await account.call('POST', '/Powerpack/', { body: { name: 'Campaign' } })).body
  for (const number of numbers) {
    await account.call('POST', `/PhoneNumber/${number}/`)
    await account.call('POST', `/NumberPool/${number_pool.split('/')[5]}/Number/${number}/`)
  }
  return { uuid, ...account }
}

const senderTo = async ({ uuid, send, read }: OpenAccount & { uuid: string }, dst: string): Promise<string> =>
  (await read((await send({ src: undefined, powerpack_uuid: uuid, dst }))[0]!)).from_number

test('a powerpack sends from the area code of the person, else from their country, else from any of its numbers', async () => {
  const powerpack = await openPowerpack('442079460123', '12125550123', '13125550177')
  expect(await senderTo(powerpack, '13125550199')).toBe('13125550177')
  expect(await senderTo(powerpack, '442079460999')).toBe('442079460123')
  expect(['12125550123', '13125550177']).toContain(await senderTo(powerpack, '16505550123'))
  expect(['442079460123', '12125550123', '13125550177']).toContain(await senderTo(powerpack, '33612345678'))
})

test('the numbers and applications of a subaccount that is deleted go back to the main account; messages stay', async () => {
  const { call, world } = await openAccount()
  const { auth_id, auth_token } = (await call('POST', '/Subaccount/', { body: { name: 'Branch' } })).body
  await call('POST', '/Number/13125550177/', { body: { subaccount: auth_id } })
  const { app_id } = (await call('POST', '/Application/', { body: { app_name: 'Desk', subaccount: auth_id } })).body
  const sent = await world.call('POST', `/v1/Account/${auth_id}/Message/`, {
    headers: basic(auth_id, auth_token),
    body: { src: '13125550177', dst: '14155550123', text: 'Hello' },
  })
  expect((await call('GET', '/Number/13125550177/')).body.sub_account).toContain(auth_id)

  expect((await call('DELETE', `/Subaccount/${auth_id}/`)).status).toBe(204)
  expect((await call('GET', '/Number/13125550177/')).body.sub_account).toBeNull()
  expect((await call('GET', `/Application/${app_id}/`)).body.sub_account).toBeNull()
  expect((await call('GET', `/Message/${sent.body.message_uuid[0]}/`)).status).toBe(200)
})

test.each([
  [
    'without its user and fragment',
    (url: string) => url.replace('//', '//me:secret@').concat('/status#top'),
    '/status',
  ],
  ['with letters beyond ASCII as the request writes them', (url: string) => `${url}/stätus a`, '/st%C3%A4tus%20a'],
])('an address is signed %s', async (_what, configured, path) => {
  const { world, send, token } = await openAccount()
  await send({ url: configured(world.receiver.url) })
  await world.advance('idle')
  const { headers, form } = world.receiver.received[0]!
  const nonce = headers['x-plivo-signature-v3-nonce']!
  const signature = headers['x-plivo-signature-v3']!
  expect(plivo.validateV3Signature('POST', world.receiver.url + path, nonce, token, signature, form)).toBe(true)
})

test('a message that a carrier has accepted is queued until it is sent', async () => {
  const { world, send, read } = await openAccount()
  const steps = [
    { after: 1, state: 'accepted' },
    { after: 1, state: 'sent' },
  ]
  await world.admin('POST', '/delivery-plans', { to: '+14155550123', steps })
  const [uuid] = await send()
  await world.advance(1.5)
  expect(await read(uuid!)).toMatchObject({ message_state: 'queued', error_code: null })
  await world.advance('idle')
  expect(await read(uuid!)).toMatchObject({ message_state: 'sent' })
})

test('a failure without a reason has the code of an unknown one', async () => {
  const { world, send, read } = await openAccount()
  await world.admin('POST', '/delivery-plans', { to: '+14155550123', steps: [{ after: 1, state: 'failed' }] })
  const [uuid] = await send()
  await world.advance('idle')
  expect(await read(uuid!)).toMatchObject({ message_state: 'failed', error_code: '1000' })
})
