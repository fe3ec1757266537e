import { expect, test } from 'vitest'
import { createGroup } from '../../../src/providers/rapidpro/groups/create-group.ts'
import { workspaceOf, workspaceRows } from '../../../src/providers/rapidpro/workspace/workspace.ts'
import { startWorkspace } from './start.ts'

test('a broadcast is pending, queued, started and completed, and has one message for each distinct contact', async () => {
  const { get, post, advance, handset } = await startWorkspace()
  const amina = (await post('contacts.json', { name: 'Amina', language: 'kin', urns: ['tel:+250788123123'] })).body.uuid
  const created = await post('broadcasts.json', {
    contacts: [amina],
    urns: ['tel:0788123123', 'tel:0788123124'],
    text: { eng: 'Hello @contact.name', kin: 'Muraho @contact' },
    base_language: 'eng',
  })
  expect([created.status, created.body]).toEqual([
    201,
    {
      id: 1,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'pending',
      progress: { total: -1, started: 0 },
      urns: ['tel:+250788123123', 'tel:+250788123124'],
      contacts: [{ uuid: amina, name: 'Amina' }],
      groups: [],
      text: { eng: 'Hello @contact.name', kin: 'Muraho @contact' },
      attachments: { eng: [], kin: [] },
      quick_replies: { eng: [], kin: [] },
      base_language: 'eng',
      created_on: expect.stringMatching(/Z$/),
    },
  ])
  const shown = async () => (await get('broadcasts.json?id=1')).body.results[0]
  await advance(0.5)
  expect(await shown()).toMatchObject({ status: 'queued', progress: { total: 2, started: 0 } })
  await advance(0.5)
  expect(await shown()).toMatchObject({ status: 'started', progress: { total: 2, started: 2 } })
  await advance('idle')
  expect(await shown()).toMatchObject({ status: 'completed', progress: { total: 2, started: 2 } })
  const { results } = (await get('messages.json?broadcast=1')).body
  expect(results).toMatchObject([
    { broadcast: 1, status: 'delivered', urn: 'tel:+250788123124', text: 'Hello ' },
    { broadcast: 1, status: 'delivered', contact: { uuid: amina }, text: 'Muraho Amina' },
  ])
  expect((await handset('+250788123123').messages()).length).toBe(1)
  expect((await get(`broadcasts.json?uuid=${created.body.uuid}`)).body.results).toHaveLength(1)
})

const urns = (from: number) =>
  Array.from({ length: 100 }, (_, index) => `tel:+25078800${String(from + index).padStart(4, '0')}`)

test('messages are made a hundred at a time', async () => {
  const { get, post, advance } = await startWorkspace()
  const contacts: string[] = []
  for (const urn of urns(1000).slice(0, 20)) contacts.push((await post('contacts.json', { urns: [urn] })).body.uuid)
  await post('broadcasts.json', { urns: urns(0), contacts, text: 'Hi' })
  await advance(1)
  expect((await get('broadcasts.json')).body.results[0]).toMatchObject({
    status: 'started',
    progress: { total: 120, started: 100 },
  })
  await advance('idle')
  expect((await get('broadcasts.json')).body.results[0]).toMatchObject({
    status: 'completed',
    progress: { total: 120, started: 120 },
  })
  expect((await get('messages.json?broadcast=1')).body.results).toHaveLength(120)
})

test('text alone is the text of the first language of the workspace', async () => {
  const { post } = await startWorkspace()
  const { body } = await post('broadcasts.json', { urns: ['tel:0788123123'], text: 'Hi' })
  expect(body).toMatchObject({ text: { eng: 'Hi' }, base_language: 'eng' })
})

test.each([
  [{ urns: ['tel:0788123123'] }, { non_field_errors: ['Must provide either text or attachments.'] }],
  [{ text: 'Hi' }, { non_field_errors: ['Must provide either urns, contacts or groups.'] }],
  [{ text: 'Hi', groups: [] }, { non_field_errors: ['Must provide either urns, contacts or groups.'] }],
  [
    { text: { kin: 'Muraho' }, base_language: 'eng' },
    { non_field_errors: ['Must provide either urns, contacts or groups.'] },
  ],
  [
    { text: { kin: 'Muraho' }, base_language: 'eng', urns: ['tel:0788123123'] },
    { non_field_errors: ['No text translation provided in base language.'] },
  ],
  [{ text: {} }, { text: ['This dictionary may not be empty.'] }],
  [{ text: { base: 'Hi' } }, { text: { base: ['Not an allowed ISO 639-3 language code.'] } }],
  [{ text: { eng: 'x'.repeat(641) } }, { text: { eng: ['Ensure this field has no more than 640 characters.'] } }],
  [
    { text: 'x'.repeat(641), groups: ['123456'] },
    { text: { eng: ['Ensure this field has no more than 640 characters.'] }, groups: ['No such object: 123456'] },
  ],
  [{ text: 12 }, { text: ['Expected a dictionary of items but got type "int".'] }],
  [{ text: ' ' }, { text: { eng: ['This field may not be blank.'] } }],
  [{ text: 'a\0' }, { text: { eng: ['Null characters are not allowed.'] } }],
  [
    { text: 'Hi', base_language: 'base' },
    {
      base_language: ['Not an allowed ISO 639-3 language code.', 'Ensure this field has no more than 3 characters.'],
    },
  ],
  [{ text: 'Hi', base_language: 'xxx' }, { base_language: ['Not an allowed ISO 639-3 language code.'] }],
  [
    { attachments: Array.from({ length: 11 }, String) },
    { attachments: { eng: ['Ensure this field has no more than 10 elements.'] } },
  ],
  [{ text: 'Hi', quick_replies: [true] }, { quick_replies: { eng: { 0: ['Not a valid string.'] } } }],
  [
    { text: 'Hi', urns: ['12345'], contacts: 'x' },
    {
      urns: { 0: ['Invalid URN: 12345. Ensure phone numbers contain country codes.'] },
      contacts: ['Expected a list of items but got type "str".'],
    },
  ],
  [
    { attachments: ['image/jpeg:http://example.org/a.jpg'], urns: ['tel:0788123123'] },
    { attachments: { eng: ['No such object: image/jpeg:http://example.org/a.jpg'] } },
  ],
])('%j is refused', async (body, problem) => {
  const { get, post } = await startWorkspace()
  const answer = await post('broadcasts.json', body)
  expect([answer.status, answer.body]).toEqual([400, problem])
  expect((await get('broadcasts.json')).body.results).toEqual([])
})

test('without recipients left it is completed at once', async () => {
  const { get, post, remove, advance } = await startWorkspace()
  const { uuid } = (await post('contacts.json', { urns: ['tel:0788123123'] })).body
  await post('broadcasts.json', { contacts: [uuid], text: 'Hi' })
  await remove(`contacts.json?uuid=${uuid}`)
  await advance('idle')
  expect((await get('broadcasts.json')).body.results[0]).toMatchObject({
    status: 'completed',
    progress: { total: -1, started: 0 },
  })
})

test('a broadcast goes on in a world that is put back half-way', async () => {
  const { admin, get, post, advance } = await startWorkspace()
  await post('broadcasts.json', { urns: ['tel:0788123123'], text: 'Hi' })
  await advance(0.5)
  const snapshot = (await admin('GET', '/snapshot')).body
  await advance('idle')
  const first = (await get('messages.json')).text
  expect((await admin('PUT', '/snapshot', snapshot)).status).toBeLessThan(300)
  await advance('idle')
  expect((await get('messages.json')).text).toBe(first)
  expect((await get('broadcasts.json')).body.results[0].status).toBe('completed')
})

test('text alone may have 640 characters, however many code units they take', async () => {
  const { post } = await startWorkspace()
  const recipients = { urns: ['tel:+250788123123'] }
  expect((await post('broadcasts.json', { text: '😀'.repeat(640), ...recipients })).status).toBe(201)
  expect((await post('broadcasts.json', { text: '😀'.repeat(641), ...recipients })).body).toEqual({
    text: { eng: ['Ensure this field has no more than 640 characters.'] },
  })
})

test('a contact that is not active gets a message that fails where it is named alone, and none next to groups', async () => {
  const workspace = await startWorkspace()
  const { get, post, call, advance, id, channel, world } = workspace
  createGroup(world, { name: 'Farmers' })
  const stopped = (await post('contacts.json', { urns: ['tel:+250788123123'] })).body.uuid
  const member = (await post('contacts.json', { urns: ['tel:+250788123124'], groups: ['Farmers'] })).body.uuid
  await call('POST', `/w/${id}/c/ex/${channel}/stopped`, { form: { from: '+250788123123' } })
  const statuses = async (broadcast: number) => {
    const { body } = await get(`messages.json?broadcast=${broadcast}`)
    return body.results.map(({ contact, status }: any) => [contact.uuid, status])
  }
  const alone = (await post('broadcasts.json', { contacts: [stopped, member], text: 'x' })).body.id
  await advance('idle')
  expect(await statuses(alone)).toEqual([
    [member, 'delivered'],
    [stopped, 'failed'],
  ])
  const beside = (await post('broadcasts.json', { contacts: [stopped], groups: ['Farmers'], text: 'x' })).body.id
  await advance('idle')
  expect(await statuses(beside)).toEqual([[member, 'delivered']])
})

test('a broadcast to a group goes to its members and to nobody else', async () => {
  const { get, post, advance, world } = await startWorkspace()
  const [farmers] = ['Farmers', 'Youth'].map((name) => createGroup(world, { name }))
  await post('contacts.json', { urns: ['tel:+250788123123'], groups: ['Farmers'] })
  await post('contacts.json', { urns: ['tel:+250788123124'], groups: ['Youth'] })
  await post('contacts.json', { urns: ['tel:+250788123125'] })
  const { body } = await post('broadcasts.json', { groups: ['farmers'], text: 'Hi' })
  expect(body.groups).toEqual([{ uuid: farmers!.id, name: 'Farmers' }])
  await advance('idle')
  const sent = (await get('messages.json?broadcast=1')).body.results
  expect(sent.map(({ urn }: { urn: string }) => urn)).toEqual(['tel:+250788123123'])
})

test('in an anonymous workspace a broadcast and its texts give no address away', async () => {
  const { get, post, advance, world } = await startWorkspace()
  workspaceRows(world).update(workspaceOf(world), { anon: true })
  const text = '@contact|@contact.urn|@urns.tel|@urns.telegram|@contact.urns.0'
  const { body } = await post('broadcasts.json', { urns: ['tel:+250788123123'], text })
  expect(body.urns).toBeNull()
  await advance('idle')
  const [message] = (await get('messages.json')).body.results
  expect([message.urn, message.text]).toEqual([null, '1|tel:********|tel:********||tel:********'])
  const [contact] = (await get('contacts.json?expand_urns=true')).body.results
  expect(contact.urns).toMatchObject([{ scheme: 'tel', path: '********', display: null }])
})

test('one message goes to each contact, however often it is named: by URN, by itself and by its groups', async () => {
  const { get, post, advance } = await startWorkspace()
  for (const name of ['Farmers', 'Youth']) await post('groups.json', { name })
  const { uuid } = (await post('contacts.json', { urns: ['tel:+250788000001'], groups: ['Farmers', 'Youth'] })).body
  await post('contacts.json', { urns: ['tel:+250788000002'], groups: ['Youth'] })
  const { body } = await post('broadcasts.json', {
    urns: ['tel:0788 000 001', 'tel:+250788000003'],
    contacts: [uuid, 'tel:+250788000001'],
    groups: ['farmers', 'Youth'],
    text: 'Hi',
  })
  expect(body.groups.map(({ name }: { name: string }) => name)).toEqual(['Farmers', 'Youth'])
  await advance('idle')
  const messages = (await get(`messages.json?broadcast=${body.id}`)).body.results
  expect(messages.map(({ urn }: { urn: string }) => urn).toSorted()).toEqual([
    'tel:+250788000001',
    'tel:+250788000002',
    'tel:+250788000003',
  ])
  expect((await get('broadcasts.json')).body.results[0].progress).toEqual({ total: 3, started: 3 })
})

test('a base language needs a text in it, and attachments in it where there are any', async () => {
  const { post, upload } = await startWorkspace()
  const { uuid } = (await upload('x', 'a.png', 'image/png')).body
  const refusal = async (content: object) =>
    (await post('broadcasts.json', { urns: ['tel:+250788000001'], base_language: 'eng', ...content })).body
  const noText = { non_field_errors: ['No text translation provided in base language.'] }
  expect(await refusal({ attachments: { eng: [uuid] } })).toEqual(noText)
  expect(await refusal({ text: { kin: 'Muraho' }, attachments: { eng: [uuid] } })).toEqual(noText)
  expect(await refusal({ text: 'Hi', attachments: { kin: [uuid] } })).toEqual({
    non_field_errors: ['No attachment translations provided in base language.'],
  })
  expect((await refusal({ text: 'Hi', attachments: [uuid] })).base_language).toBe('eng')
})

test('each contact gets the translation in its own language, else in the base language', async () => {
  const { get, post, advance } = await startWorkspace()
  const LANGUAGES = { 'tel:+250788000001': 'kin', 'tel:+250788000002': 'fra', 'tel:+250788000003': 'eng' }
  for (const [urn, language] of Object.entries(LANGUAGES)) await post('contacts.json', { urns: [urn], language })
  await post('broadcasts.json', {
    urns: Object.keys(LANGUAGES),
    text: { eng: 'Hello', kin: 'Muraho' },
    base_language: 'kin',
  })
  await advance('idle')
  const messages = (await get('messages.json')).body.results
  expect(Object.fromEntries(messages.map(({ urn, text }: Record<string, string>) => [urn, text]))).toEqual({
    'tel:+250788000001': 'Muraho',
    'tel:+250788000002': 'Muraho',
    'tel:+250788000003': 'Hello',
  })
})
