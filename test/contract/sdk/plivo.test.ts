import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import plivo from 'plivo'
import { expect, test } from 'vitest'
import { startWorld, type TestWorld } from '../../support/world.ts'

/** The official client, pointed here as its users point it. */
function clientOf(world: TestWorld, given?: { authId: string; authToken: string }) {
  const { auth_id, auth_token } = world.credentials['plivo'] as { auth_id: string; auth_token: string }
  const { authId, authToken } = given ?? { authId: auth_id, authToken: auth_token }
  return new plivo.Client(authId, authToken, { url: `${world.url}/v1/Account/${authId}` })
}

test('a message is sent, delivered and reported, and the person who got it answers', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  const url = `${world.receiver.url}/status`
  // The SDK sends what concerns applications to Plivo's own host, whatever its url says.
  await world.call('POST', `/v1/Account/${world.credentials['plivo']!['auth_id']}/Application/14155550100000001/`, {
    body: { message_url: `${world.receiver.url}/inbound` },
    headers: { authorization: basicOf(world) },
  })

  const sent = await client.messages.create('14155550100', '14155550123', 'Hello', { url })
  expect(sent.message).toBe('message(s) queued')
  await world.advance('idle')
  const read = await client.messages.get(sent.messageUuid[0]!)
  expect(read).toMatchObject({ messageState: 'delivered', errorCode: '000', units: 1, totalAmount: '0.00350' })
  expect(await world.handset('+14155550123').messages()).toMatchObject([{ from: '+14155550100', text: 'Hello' }])
  expect(world.receiver.received.map(({ form }) => form['Status'])).toEqual(['queued', 'sent', 'delivered'])

  await world.handset('+14155550123').writes('+14155550100', 'Hello yourself')
  await world.advance('idle')
  const inbound = world.receiver.received.at(-1)!
  expect(inbound).toMatchObject({ path: '/inbound', form: { Text: 'Hello yourself' } })
  const token = world.credentials['plivo']!['auth_token']!
  const { headers } = inbound
  expect(
    plivo.validateV3Signature(
      inbound.method,
      inbound.url,
      headers['x-plivo-signature-v3-nonce']!,
      token,
      headers['x-plivo-signature-v3']!,
      inbound.form,
    ),
  ).toBe(true)
  const list = (await client.messages.list({ message_direction: 'inbound' })) as unknown as Iterable<object>
  expect([...list]).toMatchObject([{ messageState: 'delivered', fromNumber: '14155550123' }])
})

test('an array of destinations, and what the object form of create calls its parameters', async () => {
  const world = await startWorld()
  const { messages } = clientOf(world)
  const create = messages.create.bind(messages) as unknown as (
    input: object,
  ) => Promise<{ messageUuid: string[]; invalid_number?: string[] }>
  const sent = await create({
    src: '14155550100',
    dst: ['14155550123', '14155550124', '1'],
    text: 'Hi',
    log: 'number_only',
    messageExpiry: 100,
    trackable: true,
    dlt_entity_id: '1',
  })
  expect(sent.messageUuid).toHaveLength(2)
  expect(sent.invalid_number).toEqual(['1'])
  const filtered = await messages.list({ limit: 1, offset: 1, message_time__gte: '2026-01-01 00:00' })
  expect(filtered).toMatchObject({
    0: { toNumber: '14155550123' },
    meta: { totalCount: 2, previous: expect.stringContaining('offset=0') },
  })
})

test('what is refused is thrown with its status and sentence', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  await expect(client.messages.create('14155550100', '1111111', 'Hi')).rejects.toMatchObject({
    status: 400,
    message: "'1111111' is not a valid phone number.",
    apiID: expect.any(String),
  })
  await expect(client.messages.get('nobody')).rejects.toMatchObject({ status: 404, message: 'not found' })
  const stranger = clientOf(world, { authId: world.credentials['plivo']!['auth_id']!, authToken: 'x' })
  await expect(stranger.messages.list({})).rejects.toMatchObject({ status: 401 })
})

test('account, numbers and subaccounts', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  expect(await client.accounts.get()).toMatchObject({ accountType: 'standard', cashCredits: '10.00000' })
  await client.accounts.update({ name: 'Mine', city: 'Bonn', address: 'Rhine' })
  expect(await client.accounts.get()).toMatchObject({ name: 'Mine', city: 'Bonn' })

  const offers = (await client.numbers.search('US', { pattern: '212' })) as unknown as { number: string }[]
  const number = offers[0]!.number
  expect(await client.numbers.buy(number, '14155550100000001')).toMatchObject({
    message: 'created',
    status: 'fulfilled',
  })
  await client.numbers.update(number, { alias: 'Desk' })
  const numbers = client.numbers as unknown as { get: (number: string) => Promise<unknown> }
  expect(await numbers.get(number)).toMatchObject({ number, alias: 'Desk' })
  expect(await client.numbers.unrent(number)).toBe(true)

  const created = (await client.subaccounts.create('Branch', true)) as unknown as { authId: string; authToken: string }
  expect(await client.subaccounts.get(created.authId)).toMatchObject({ name: 'Branch', enabled: true })
  const branch = clientOf(world, created)
  await branch.messages.create('14155550100', '14155550123', 'From the branch')
  expect(await branch.messages.list({})).toHaveLength(1)
  await client.subaccounts.update(created.authId, 'Office', true)
  expect(await client.subaccounts.list({})).toMatchObject({ 0: { name: 'Office' }, length: 1 })
  expect(await client.subaccounts.delete(created.authId, false)).toBe(true)
  await expect(branch.messages.list({})).rejects.toMatchObject({ status: 401 })
})

test('media and powerpacks', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  const file = join(await mkdtemp(join(tmpdir(), 'textbed-')), 'cat.txt')
  await writeFile(file, 'meow')
  const uploaded = (await client.media.upload([file])) as unknown as { objects: { mediaId: string; size: number }[] }
  const { mediaId } = uploaded.objects[0]!
  expect(uploaded.objects).toMatchObject([{ size: 4, fileName: 'cat.txt' }])
  expect(await client.media.get(mediaId)).toMatchObject({ mediaId })
  expect(await client.media.list({})).toMatchObject({ 0: { mediaId }, length: 1 })

  const mms = await client.messages.create('14155550100', '14155550123', 'Cat', { type: 'mms', media_ids: [mediaId] })
  expect(await client.messages.listMedia(mms.messageUuid[0]!)).toMatchObject({ objects: [{ mediaId }] })

  const { uuid } = (await client.powerpacks.create('Campaign', { sticky_sender: true })) as unknown as {
    uuid: string
  }
  const powerpack = (await client.powerpacks.get(uuid)) as unknown as Record<
    string,
    (...given: unknown[]) => Promise<unknown>
  >
  expect(await powerpack['add_number']!('14155550100')).toMatchObject({ number: '14155550100', type: 'fixed' })
  expect(await powerpack['buy_add_number']!({ country_iso2: 'US', type: 'tollfree' })).toMatchObject({
    type: 'tollfree',
  })
  expect(await powerpack['count_numbers']!()).toBe(2)
  expect(await powerpack['list_numbers']!({ starts_with: '1415' })).toMatchObject({
    objects: [{ number: '14155550100' }],
  })
  expect(await powerpack['find_number']!('14155550100')).toMatchObject({ countryIso2: 'US' })
  expect(await powerpack['list_tollfree']!()).toMatchObject({ objects: [{ type: 'tollfree' }] })
  expect(await powerpack['list_shortcodes']!()).toMatchObject({ objects: [] })

  const { messages } = client
  const create = messages.create.bind(messages) as unknown as (input: object) => Promise<{ messageUuid: string[] }>
  const sent = await create({ powerpackUUID: uuid, dst: '14155550123', text: 'Hi' })
  expect(await messages.get(sent.messageUuid[0]!)).toMatchObject({ powerpackID: uuid, fromNumber: '14155550100' })
  expect(await powerpack['remove_number']!('14155550100')).toMatchObject({ response: 'success' })
  expect(await powerpack['delete']!()).toMatchObject({ response: 'success' })
})

function basicOf(world: TestWorld): string {
  const { auth_id, auth_token } = world.credentials['plivo'] as { auth_id: string; auth_token: string }
  return `Basic ${Buffer.from(`${auth_id}:${auth_token}`).toString('base64')}`
}
