import assert from 'node:assert/strict'
import diagnostics from 'node:diagnostics_channel'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import plivo from 'plivo'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { watched } from '../../support/watched.ts'
import { type TestWorld, startWorld } from '../../support/world.ts'

// Every call that the official client has for what textbed simulates, by resource, with the client turned here as
// docs/clients.md turns it.

/** Its types lag behind what it does. */
// oxlint-disable-next-line typescript/no-explicit-any
type Client = any

let world: TestWorld
let client: Client
/** The hosts that requests of this process were begun for. */
const hosts = new Set<string>()
const noteHost = (message: unknown) => void hosts.add((message as { request: { host: string } }).request.host)

const axios = createRequire(createRequire(import.meta.url).resolve('plivo'))('axios') as {
  getAdapter: (name: string) => (config: object) => unknown
  defaults: { adapter: unknown }
}
const { adapter } = axios.defaults

beforeAll(() => {
  const send = axios.getAdapter('http')
  axios.defaults.adapter = (config: { url: string }) =>
    send({ ...config, url: config.url.replace(/^https:\/\/[a-z]+\.plivo\.com/, world.url), proxy: false })
  diagnostics.subscribe('http.client.request.start', noteHost)
})
afterAll(() => {
  axios.defaults.adapter = adapter
  vi.restoreAllMocks()
  diagnostics.unsubscribe('http.client.request.start', noteHost)
})
beforeEach(async () => {
  world = await startWorld()
  client = clientFor(world.credentials['plivo']!['auth_id']!, world.credentials['plivo']!['auth_token']!)
  hosts.clear()
  // The client prints what it makes applications of.
  vi.spyOn(console, 'log').mockReturnValue()
})
afterEach(() => assert.deepEqual([...hosts], ['127.0.0.1'], 'a call left this machine'))

const clientFor = (id: string, token: string): Client => new plivo.Client(id, token)

test('messages', async () => {
  const messages = watched(client.messages)
  const sent = await messages.it.create('14155550100', '14155550123', 'Hello')
  await messages.it.send('14155550100', '14155550124', 'Hello')
  await world.advance('idle')
  expect(await messages.it.get(sent.messageUuid[0])).toMatchObject({ messageState: 'delivered' })
  expect(await messages.it.list({ limit: 1 })).toMatchObject({ length: 1, meta: { totalCount: 2 } })

  const media_urls = ['http://127.0.0.1/cat.gif', 'http://127.0.0.1/dog.gif']
  const mms = await messages.it.create('14155550100', '14155550123', 'Pets', { type: 'mms', media_urls })
  expect((await messages.it.listMedia(mms.messageUuid[0])).objects).toHaveLength(2)
  expect(messages.untried()).toEqual([])
})

test('media', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'textbed-')), 'cat.txt')
  await writeFile(file, 'meow')
  const media = watched(client.media)
  const { mediaId } = (await media.it.upload([file])).objects[0]
  expect(await media.it.get(mediaId)).toMatchObject({ fileName: 'cat.txt', size: 4 })
  expect(await media.it.list({})).toMatchObject({ length: 1 })
  expect(media.untried()).toEqual([])
})

test('applications, for which the client has an address of its own', async () => {
  const applications = watched(client.applications)
  const { appId } = await applications.it.create('Front desk', { messageUrl: 'http://127.0.0.1/inbound' })
  expect(await applications.it.get(appId)).toMatchObject({ appName: 'Front desk', messageMethod: 'POST' })
  await applications.it.update(appId, { messageMethod: 'GET' })
  expect((await applications.it.list({ limit: 1 }))[0]).toMatchObject({ appId, messageMethod: 'GET' })
  expect(await applications.it.delete(appId, { cascade: false })).toBe(true)
  await expect(applications.it.get(appId)).rejects.toMatchObject({ status: 404 })
  expect(await applications.it.list()).toHaveLength(1)
  expect(applications.untried()).toEqual([])
})

test('numbers, and numbers to rent', async () => {
  const numbers = watched(client.numbers)
  const [offer, another, third] = await numbers.it.search('US', { type: 'local' })
  expect(await numbers.it.buy(offer.number)).toMatchObject({ status: 'fulfilled' })
  const rentable = watched(another)
  expect(await rentable.it.buy(another.number, '14155550100000001')).toMatchObject({ status: 'fulfilled' })
  expect(await numbers.it.get(another.number)).toMatchObject({ application: expect.stringContaining('0000001') })

  await numbers.it.update(offer.number, { alias: 'Desk' })
  const number = watched((await numbers.it.list({ alias: 'Desk' }))[0])
  expect(number.it).toMatchObject({ number: offer.number })
  await number.it.update(offer.number, { alias: 'Chair' })
  expect(await numbers.it.get(offer.number)).toMatchObject({ alias: 'Chair' })
  expect(await number.it.unrent(offer.number)).toBe(true)
  expect(await numbers.it.unrent(another.number)).toBe(true)
  expect(await numbers.it.list()).toHaveLength(2)

  // Numbers of other carriers cannot be added.
  await expect(numbers.it.addOwnNumber(third.number, 'carrier', 'CA')).rejects.toMatchObject({ status: 405 })
  expect([numbers.untried(), number.untried(), rentable.untried()]).toEqual([[], [], []])
})

test('powerpacks', async () => {
  const powerpacks = watched(client.powerpacks)
  const { uuid } = await powerpacks.it.create('Campaign')
  expect(await powerpacks.it.list({ limit: 1 })).toMatchObject({ 0: { uuid, name: 'Campaign' } })
  const powerpack = watched(await powerpacks.it.get(uuid))
  await powerpack.it.update({ name: 'Season' })
  expect(await powerpacks.it.get(uuid)).toMatchObject({ name: 'Season' })
  await client.numbers.buy('18005550100')

  await powerpack.it.add_number('14155550100')
  await powerpack.it.add_tollfree('18005550100')
  const rented = await powerpack.it.buy_add_number({ country_iso2: 'US', type: 'local' })
  expect((await powerpack.it.list_numbers({ starts_with: rented.number })).objects).toHaveLength(1)
  expect(await powerpack.it.count_numbers({ type: 'fixed' })).toBe(2)
  expect(await powerpack.it.find_number('14155550100')).toMatchObject({ number: '14155550100' })
  expect((await powerpack.it.list_tollfree()).objects).toHaveLength(1)
  expect(await powerpack.it.find_tollfree('18005550100')).toMatchObject({ type: 'tollfree' })
  expect((await powerpack.it.list_shortcodes()).objects).toEqual([])
  await expect(powerpack.it.find_shortcode('123456')).rejects.toMatchObject({ status: 404 })
  await expect(powerpack.it.remove_shortcode('123456')).rejects.toMatchObject({ status: 404 })
  expect(await powerpack.it.remove_tollfree('18005550100')).toMatchObject({ response: 'success' })
  expect(await powerpack.it.remove_number(rented.number, true)).toMatchObject({ response: 'success' })
  expect(await powerpack.it.delete()).toMatchObject({ response: 'success' })
  expect(await powerpacks.it.list({})).toHaveLength(0)
  // It updates powerpacks by way of an object that knows no uuid.
  expect(powerpacks.untried()).toEqual(['update'])
  expect(powerpack.untried()).toEqual([])
})

test('a powerpack’s pool of numbers', async () => {
  const { uuid } = await client.powerpacks.create('Campaign')
  const { number_pool } = await client.powerpacks.get(uuid)
  const [numbers, tollfree, shortcodes] = [
    watched(number_pool.numbers),
    watched(number_pool.tollfree),
    watched(number_pool.shortcodes),
  ]
  await client.numbers.buy('18005550100')
  await numbers.it.add('14155550100')
  await numbers.it.buy_add_number({ country_iso2: 'US', type: 'local' })
  expect(await numbers.it.count()).toBe(2)
  expect((await numbers.it.list({ starts_with: '1415' })).objects).toHaveLength(1)
  expect(await numbers.it.find('14155550100')).toMatchObject({ service: 'sms' })
  expect(await numbers.it.remove('14155550100')).toMatchObject({ response: 'success' })

  await tollfree.it.add('18005550100')
  expect((await tollfree.it.list()).objects).toHaveLength(1)
  expect(await tollfree.it.find('18005550100')).toMatchObject({ number: '18005550100' })
  expect(await tollfree.it.remove('18005550100')).toMatchObject({ response: 'success' })

  expect((await shortcodes.it.list()).objects).toEqual([])
  await expect(shortcodes.it.find('123456')).rejects.toMatchObject({ status: 404 })
  await expect(shortcodes.it.remove('123456')).rejects.toMatchObject({ status: 404 })
  expect([numbers.untried(), tollfree.untried(), shortcodes.untried()]).toEqual([[], [], []])
})

test('subaccounts, and the account', async () => {
  const subaccounts = watched(client.subaccounts)
  const { authId, authToken } = await subaccounts.it.create('Branch', true)
  expect(await subaccounts.it.get(authId)).toMatchObject({ name: 'Branch' })
  await clientFor(authId, authToken).messages.create('14155550100', '14155550123', 'From the branch')
  expect(await client.messages.list({ subaccount: authId })).toHaveLength(1)
  await subaccounts.it.update(authId, 'Office', true)
  const subaccount = watched((await subaccounts.it.list())[0])
  expect(subaccount.it).toMatchObject({ name: 'Office' })
  await subaccount.it.update('Shop', true)
  expect(await subaccounts.it.get(authId)).toMatchObject({ name: 'Shop' })
  expect(await subaccount.it.delete(true)).toBe(true)
  const other = await subaccounts.it.create('Stall', false)
  expect(await subaccounts.it.delete(other.authId, true)).toBe(true)
  expect(await subaccounts.it.list()).toHaveLength(0)

  const accounts = watched(client.accounts)
  await accounts.it.update({ name: 'Mine', city: 'Bonn', address: 'Rhine' })
  expect(await accounts.it.get()).toMatchObject({ name: 'Mine', city: 'Bonn' })
  expect([subaccounts, subaccount, accounts].map(({ untried }) => untried())).toEqual([[], [], []])
})

test('what is not simulated is refused here, and not asked elsewhere', async () => {
  await expect(client.calls.list()).rejects.toThrow('status code 501')
  await expect(client.lookup.get('14155550100')).rejects.toMatchObject({ status: 401 })
  await expect(client.callFeedback.create('call', 5)).rejects.toMatchObject({ status: 401 })
  await expect(client.pricings.get('US')).rejects.toThrow('status code 501')
})
