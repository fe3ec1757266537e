import { expect, test } from 'vitest'
import { TembaClient } from '../../support/temba-client.ts'
import { type TestWorld, startWorld } from '../../support/world.ts'

const clientOf = (given: Pick<TestWorld, 'url' | 'credentials'>): TembaClient => new TembaClient(given)

test('the round trip: a contact, a message, time passes, the person answers', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  expect(await client.getRaw('org')).toMatchObject({
    country: 'RW',
    languages: ['eng', 'kin'],
    anon: false,
    date_style: 'day_first',
  })
  const contact = await client.post(
    'contacts',
    {},
    { name: 'Amina', language: 'kin', urns: ['tel:+250788123123'], fields: {}, groups: [] },
  )
  const message = await client.post('messages', {}, { contact: contact.uuid, text: 'Muraho' })
  expect(message.status).toBe('queued')
  await world.advance('idle')
  const [delivered] = await client.all('messages', { uuid: message.uuid })
  expect(delivered).toMatchObject({
    id: message.id,
    status: 'delivered',
    quick_replies: [],
    labels: [],
    attachments: [],
  })
  expect((await world.handset('+250788123123').messages()).map(({ text }) => text)).toEqual(['Muraho'])
  await world.handset('+250788123123').writes(world.credentials['rapidpro']!['address']!, 'Murakoze')
  const [reply] = await client.all('messages', { contact: contact.uuid })
  expect(reply).toMatchObject({
    direction: 'in',
    status: 'handled',
    text: 'Murakoze',
    contact: { uuid: contact.uuid, name: 'Amina' },
  })
})

test('every moment that the client gives back finds the row that it came from', async () => {
  const client = clientOf(await startWorld())
  const made = []
  for (let count = 0; count < 3; count++) made.push(await client.post('contacts', {}, { name: `${count}` }))
  const changed = await client.all('contacts', { after: made[1].modified_on, reverse: true })
  expect(changed.map(({ name }) => name)).toEqual(['1', '2'])
  expect(await client.all('contacts', { deleted: false, reverse: false })).toHaveLength(3)
})

test('the client sends nothing at all where it has nothing to say', async () => {
  const client = clientOf(await startWorld())
  const { uuid } = await client.post('contacts', {}, {})
  expect(await client.post('contacts', { uuid }, {})).toMatchObject({ uuid })
})

test('contacts are updated and deleted by what the client takes for an identifier', async () => {
  const client = clientOf(await startWorld())
  const { uuid } = await client.post('contacts', { urn: 'tel:+250788123123' }, { name: 'Amina' })
  expect(await client.post('contacts', { uuid }, { name: 'Amina K.' })).toMatchObject({ uuid, name: 'Amina K.' })
  expect(await client.remove('contacts', { urn: 'tel:+250788123123' })).toBeNull()
  await expect(client.remove('contacts', { urn: 'tel:+250788123123' })).rejects.toThrow('TembaNoSuchObjectError')
  expect(await client.all('contacts', { deleted: true })).toMatchObject([{ uuid }])
})

test('broadcasts are created and their messages listed', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  const broadcast = await client.post(
    'broadcasts',
    {},
    { urns: ['tel:+250788123123', 'tel:+250788123124'], text: { eng: 'Hi', kin: 'Muraho' }, base_language: 'eng' },
  )
  await world.advance('idle')
  expect(await client.all('broadcasts', { uuid: broadcast.uuid })).toMatchObject([
    { id: broadcast.id, status: 'completed' },
  ])
  expect(await client.all('messages', { broadcast: broadcast.id })).toHaveLength(2)
})

test('long lists are walked to their end', async () => {
  const client = clientOf(await startWorld())
  for (let count = 0; count < 251; count++) await client.post('contacts', {}, {})
  expect(new Set((await client.all('contacts')).map(({ uuid }) => uuid)).size).toBe(251)
})

test('a world is also reached by its prefix, links included', async () => {
  const world = await startWorld()
  const client = clientOf({ url: `${world.url}/w/${world.id}`, credentials: world.credentials })
  for (let count = 0; count < 251; count++) await client.post('contacts', {}, {})
  const page = await client.getRaw('contacts')
  expect(page.next).toMatch(new RegExp(`^${world.url}/w/${world.id}/api/v2/contacts.json`))
  expect(await client.all('contacts')).toHaveLength(251)
})

test('a wrong token is a token error, a bad request carries its sentences', async () => {
  const world = await startWorld()
  const stranger = clientOf({ url: world.url, credentials: { rapidpro: { token: 'x'.repeat(40) } } })
  await expect(stranger.getRaw('workspace')).rejects.toThrow('TembaTokenError')
  await expect(clientOf(world).post('messages', {}, { text: 'x' })).rejects.toThrow(
    'TembaBadRequestError {"contact":["This field is required."]}',
  )
})

test('over the limit the client raises, or sleeps as long as it is told and goes on', async () => {
  const world = await startWorld()
  const client = clientOf(world)
  for (let count = 0; count < 251; count++) await client.post('contacts', {}, {})
  await world.admin('POST', '/rate-limits', { match: 'v2.contacts', limit: 1, window: 3600 })
  await expect(client.all('contacts')).rejects.toThrow('TembaRateExceededError 3600')
  const slept: number[] = []
  const found = await client.all('contacts', {}, async (seconds) => {
    slept.push(seconds)
    await world.advance(seconds)
  })
  expect([found.length, slept]).toEqual([251, [3600, 3600]])
})

test('an iteration is gone on with from the cursor of the page before', async () => {
  const client = clientOf(await startWorld())
  for (let count = 0; count < 260; count++) await client.post('contacts', {}, {})
  const { value: first } = await client.fetches('contacts').next()
  const cursor = new URL(first.next).searchParams.get('cursor')
  const rest = await client.all('contacts', { cursor })
  expect(new Set([...first.results, ...rest].map(({ uuid }) => uuid)).size).toBe(260)
})
