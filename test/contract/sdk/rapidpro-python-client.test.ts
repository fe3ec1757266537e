import { expect, test } from 'vitest'
import { type Answer, type TestWorld, startWorld } from '../../support/world.ts'

type Found = Answer['body']

/** Speaks as the official Python client does: its headers, its JSON, its way of walking lists. */
function clientOf({ url, credentials }: Pick<TestWorld, 'url' | 'credentials'>) {
  const root = `${url}/api/v2`
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Token ${credentials['rapidpro']!['token']}`,
    'user-agent': 'my-app rapidpro-python/2.22.2',
    'accept-encoding': 'gzip, deflate',
  }
  async function request(method: string, address: string, params: Record<string, unknown> = {}, payload?: object) {
    const query = new URLSearchParams(
      Object.entries(params).map(([name, value]): [string, string] => [name, serialize(value)]),
    ).toString()
    const joint = query === '' ? '' : address.includes('?') ? '&' : '?'
    // Nothing to send is sent as no body at all, not as {}.
    const body = payload && Object.keys(payload).length > 0 ? JSON.stringify(payload) : undefined
    const answer = await fetch(address + joint + query, { method, headers, ...(body !== undefined && { body }) })
    if (answer.status === 403) throw new Error('TembaTokenError')
    if (answer.status === 404) throw new Error('TembaNoSuchObjectError')
    if (answer.status === 429) throw new Error(`TembaRateExceededError ${answer.headers.get('retry-after')}`)
    if (answer.status === 400) throw new Error(`TembaBadRequestError ${await answer.text()}`)
    expect(answer.status).toBeLessThan(300)
    const text = await answer.text()
    return text === '' ? null : JSON.parse(text)
  }
  return {
    getRaw: (endpoint: string, params = {}) => request('GET', `${root}/${endpoint}.json`, params),
    async all(endpoint: string, params: Record<string, unknown> = {}) {
      const results: Found[] = []
      let address: string | null = `${root}/${endpoint}.json`
      let given = params
      while (address) {
        const page = (await request('GET', address, given)) as { next: string | null; results: Found[] }
        if (page.results.length === 0) break
        results.push(...page.results)
        address = page.next
        given = {}
      }
      return results
    },
    post: (endpoint: string, params: Record<string, unknown>, payload: object) =>
      request('POST', `${root}/${endpoint}.json`, params, payload),
    remove: (endpoint: string, params: Record<string, unknown>) =>
      request('DELETE', `${root}/${endpoint}.json`, params),
  }
}

/** Booleans become 1 and 0, moments have microseconds. */
const serialize = (value: unknown): string => (typeof value === 'boolean' ? String(Number(value)) : String(value))

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
