import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

/** A workspace of these channels alone, by name. */
async function startWith(channels: Record<string, { address: string } & Record<string, unknown>>) {
  const workspace = await startWorkspace({ seed: 'choice of channel' })
  const { admin, post } = workspace
  await admin('DELETE', `/rapidpro/channels/${workspace.channel}`)
  for (const [name, asked] of Object.entries(channels))
    expect((await admin('POST', '/rapidpro/channels', { name, ...asked })).status).toBe(201)
  /** The name of the channel that a message to this URN goes out by; null where none does. */
  const channelFor = async (urn: string): Promise<string | null> => {
    await post('contacts.json', { urns: [urn] })
    const { status, channel } = (await post('messages.json', { contact: urn, text: 'x' })).body
    expect(status).toBe(channel === null ? 'failed' : 'queued')
    return channel?.name ?? null
  }
  return { ...workspace, channelFor }
}

const number = (address: string, more: object = {}) => ({ address, ...more })

test('a message goes out by the channel that its URN was last heard by', async () => {
  const { channelFor, handset, admin, get } = await startWith({
    near: number('+250788000001'),
    far: number('+250730000001'),
  })
  expect(await channelFor('tel:+250788123123')).toBe('near')
  await handset('+250788123123').writes('+250730000001', 'Muraho')
  expect(await channelFor('tel:+250788123123')).toBe('far')
  const { uuid } = (await get('channels.json?address=%2B250730000001')).body.results[0]
  expect((await get('contacts.json?expand_urns=1')).body.results[0].urns[0].channel.name).toBe('far')
  await admin('POST', `/rapidpro/channels/${uuid}`, { sends: false })
  expect(await channelFor('tel:+250788123123')).toBe('near')
})

test('a URN keeps the channel that it was heard by when its contact is changed, and when another contact gets it', async () => {
  const { channelFor, handset, post } = await startWith({
    near: number('+250788000001'),
    far: number('+250730000001'),
  })
  await handset('+250788123123').writes('+250730000001', 'Muraho')
  await post('contacts.json?urn=tel:%2B250788123123', { name: 'Amina' })
  const other = (await post('contacts.json', { name: 'Ben' })).body.uuid
  await post(`contacts.json?uuid=${other}`, { urns: ['mailto:ben@example.org', 'tel:+250788123123'] })
  expect(await channelFor('tel:+250788123123')).toBe('far')
})

test('channels of another country are left out unless they allow international numbers', async () => {
  const { channelFor } = await startWith({
    rwanda: number('+250788000001'),
    uganda: number('+256788000001', { country: 'UG' }),
    world: number('+12065550190', { country: 'US', international: true }),
  })
  expect(await channelFor('tel:+250788123123')).toBe('rwanda')
  expect(await channelFor('tel:+256788123123')).toBe('uganda')
  expect(await channelFor('tel:+254711123123')).toBe('world')
})

test('where no channel goes to its country a message fails at once', async () => {
  const { channelFor } = await startWith({ rwanda: number('+250788000001') })
  expect(await channelFor('tel:+12065550101')).toBeNull()
  expect(await channelFor('tel:+250788123123')).toBe('rwanda')
})

test('of several, the one whose number has most leading digits in common; the later of equals', async () => {
  const { channelFor } = await startWith({
    mtn: number('+250788000001'),
    airtel: number('+250730000001'),
    tigo: number('+250720000001'),
  })
  expect(await channelFor('tel:+250788123123')).toBe('mtn')
  expect(await channelFor('tel:+250731123123')).toBe('airtel')
  expect(await channelFor('tel:+250791123123')).toBe('tigo')
})

test('matching prefixes stand in the place of a channel’s own number', async () => {
  const { channelFor } = await startWith({
    short: number('2020', { prefixes: ['25078', '25079'] }),
    other: number('+250788000001', { prefixes: ['25073'] }),
  })
  expect(await channelFor('tel:+250791123123')).toBe('short')
  expect(await channelFor('tel:+250788123123')).toBe('short')
  expect(await channelFor('tel:+250733123123')).toBe('other')
})

test('other schemes go out by the first channel that knows them and sends', async () => {
  const { channelFor } = await startWith({
    phone: number('+250788000001'),
    silent: number('quiet_bot', { type: 'telegram', sends: false }),
    bot: number('first_bot', { type: 'telegram' }),
    second: number('second_bot', { type: 'telegram' }),
  })
  expect(await channelFor('telegram:12345')).toBe('bot')
  expect(await channelFor('facebook:12345')).toBeNull()
})
