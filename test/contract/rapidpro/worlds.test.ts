import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { expect, test } from 'vitest'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { request, startWorld } from '../../support/world.ts'
import { startWorkspace } from './start.ts'

test('a fork taken half-way through a broadcast goes on by itself, under a token of its own', async () => {
  const { admin, advance, call, get, post, running, credentials } = await startWorkspace()
  await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123'] })
  await post('broadcasts.json', { contacts: ['tel:+250788123123'], text: 'Hi @contact' })
  await advance(1.2)
  const { id, credentials: forked } = (await admin('POST', '/fork', {})).body
  const inFork = (path: string) =>
    call('GET', `/api/v2/${path}`, { headers: { authorization: `Token ${forked.rapidpro.token}` } })
  expect(forked.rapidpro.token).not.toBe(credentials['rapidpro']!['token'])
  await running.simulator.worlds.get(id).clock.runUntilIdle()
  expect((await inFork('messages.json')).body.results).toMatchObject([{ text: 'Hi Amina', status: 'delivered' }])
  expect((await inFork('broadcasts.json')).body.results).toMatchObject([{ status: 'completed' }])
  expect((await get('messages.json')).body.results).toMatchObject([{ status: 'queued' }])
  await advance('idle')
  expect((await get('messages.json')).text).toBe((await inFork('messages.json')).text)
})

test('a reset workspace is as new: nothing of before is there, the same calls give the same answers', async () => {
  const { admin, get, post } = await startWorkspace()
  const first = (await post('contacts.json', { urns: ['tel:+250788123123'] })).text
  await admin('POST', '/reset')
  expect((await get('contacts.json')).body.results).toEqual([])
  expect((await post('contacts.json', { urns: ['tel:+250788123123'] })).text).toBe(first)
})

test('two workspaces see nothing of each other', async () => {
  const [one, other] = [await startWorkspace(), await startWorkspace()]
  await one.post('contacts.json', { urns: ['tel:+250788123123'] })
  expect((await other.get('contacts.json')).body.results).toEqual([])
})

test('two workspaces of the same seed, whose ids are the same, share nothing that one of them does', async () => {
  const [one, other] = [await startWorkspace(), await startWorkspace()]
  const PATHS = ['contacts.json', 'contacts.json?deleted=true', 'messages.json', 'broadcasts.json', 'channels.json']
  const heldBy = ({ get }: typeof one) => Promise.all(PATHS.map(async (path) => (await get(path)).text))
  for (const { post, advance } of [one, other]) {
    await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123', 'tel:+250788123124'] })
    await post('messages.json', { contact: 'tel:+250788123123', text: 'Hi' })
    await post('broadcasts.json', { urns: ['tel:+250788123125'], text: 'Hi' })
    await advance(0.7)
  }
  const before = await heldBy(other)
  expect(await heldBy(one)).toEqual(before)
  const { uuid } = (await one.get('contacts.json?urn=tel:+250788123123')).body.results[0]
  expect((await other.get(`contacts.json?uuid=${uuid}`)).body.results).toHaveLength(1)

  await one.post(`contacts.json?uuid=${uuid}`, { name: 'Somebody else', note: 'x', urns: ['telegram:1'] })
  await one.call('POST', `/w/${one.id}/c/ex/${one.channel}/failed`, { form: { id: '1' } })
  await one.call('POST', `/w/${one.id}/c/ex/${one.channel}/receive`, { form: { from: '0788123123', text: 'x' } })
  await one.post('broadcasts.json', { urns: ['tel:+250788123126'], text: 'Hi' })
  await one.remove('contacts.json?urn=tel:+250788123125')
  await one.advance('idle')
  expect(await heldBy(one)).not.toEqual(before)
  expect(await heldBy(other)).toEqual(before)

  const mixed = await one.call('GET', `/w/${other.id}/api/v2/contacts.json`, { headers: one.auth })
  expect([mixed.status, mixed.body]).toEqual([403, { detail: 'Invalid token' }])
})

test('what was remembered for one caller is not shown to another', async () => {
  const workspace = await startWorkspace()
  const { admin, call, get, post, auth, id, url } = workspace
  const { uuid } = (await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123'] })).body
  for (let count = 0; count < 251; count++) await post('messages.json', { contact: uuid, text: String(count) })
  const first = await get('messages.json')
  expect(first.body.next.startsWith(`${url}/api/v2/messages.json?`)).toBe(true)
  // Under another name, and below the world's prefix, the links lead to where the caller is.
  for (const base of [url.replace('127.0.0.1', 'localhost'), `${url}/w/${id}`]) {
    const { body } = await request(`${base}/api/v2/messages.json`, 'GET', { headers: auth })
    expect([body.next.startsWith(`${base}/api/v2/messages.json?`), body.results]).toEqual([true, first.body.results])
  }
  expect((await get('messages.json')).text).toBe(first.text)

  const fork = (await admin('POST', '/fork', {})).body
  const inFork = { authorization: `Token ${fork.credentials.rapidpro.token}` }
  const named = async (headers: Record<string, string>) =>
    new Set(
      (await call('GET', '/api/v2/messages.json', { headers })).body.results.map(({ contact }: any) => contact.name),
    )
  await call('POST', `/api/v2/contacts.json?uuid=${uuid}`, { headers: inFork, body: { name: 'Amina of the fork' } })
  expect([await named(inFork), await named(auth)]).toEqual([new Set(['Amina of the fork']), new Set(['Amina'])])
  await post(`contacts.json?uuid=${uuid}`, { name: null })
  expect([await named(inFork), await named(auth)]).toEqual([new Set(['Amina of the fork']), new Set([null])])
})

test('answers are what the document says of them', async () => {
  const { get, post, advance, handset, address } = await startWorkspace()
  const ajv = new Ajv2020({ strict: false, formats: fullFormats })
  await post('contacts.json', { name: 'Amina', urns: ['tel:+250788123123', 'telegram:1'] })
  await post('messages.json', { contact: 'telegram:1', text: 'Hi', quick_replies: ['Yes'] })
  await post('broadcasts.json', {
    urns: ['tel:+250788123124'],
    text: { eng: 'Hi', kin: 'Muraho' },
    quick_replies: ['Yes'],
  })
  await handset('+250788123123').writes(address, 'Muraho')
  await advance('idle')
  for (const path of [
    'workspace.json',
    'org.json',
    'channels.json',
    'contacts.json',
    'contacts.json?expand_urns=1',
    'contacts.json?deleted=1',
    'messages.json',
    'broadcasts.json',
  ]) {
    const endpoint = rapidpro.endpoints.find(
      (one) => one.method === 'get' && one.path === `/api/v2/${path.replace(/\?.*/, '')}`,
    )!
    const { body } = await get(path)
    const fits = ajv.compile(endpoint.returns!)
    fits(body)
    expect(fits.errors).toBeNull()
  }
})

test('a faulty platform answers in its own words', async () => {
  const world = await startWorld()
  await world.admin('POST', '/faults', {
    match: 'rapidpro.createMessage',
    effect: { kind: 'problem', problem: 'failed' },
  })
  const answer = await world.call('POST', '/api/v2/messages.json', {
    headers: { authorization: `Token ${world.credentials['rapidpro']!['token']}` },
    body: {},
  })
  expect([answer.status, answer.text]).toEqual([500, 'Server Error. Site administrators have been notified.'])
})
