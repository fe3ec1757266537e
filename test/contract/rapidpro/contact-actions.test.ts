import { expect, test } from 'vitest'
import { type Workspace, startWorkspace } from './start.ts'

/** A workspace with a group and two contacts, one of whom is in it and has written. */
async function startWithTwo() {
  const workspace = await startWorkspace()
  const { post, handset, address, advance } = workspace
  await post('groups.json', { name: 'Reporters' })
  const ann = (await post('contacts.json', { urns: ['tel:+250788123123'], groups: ['Reporters'] })).body.uuid as string
  const ben = (await post('contacts.json', { urns: ['tel:+250788123124'] })).body.uuid as string
  await handset('+250788123123').writes(address, 'Muraho')
  await advance('PT1M')
  const act = async (action: string, given: object = {}) => {
    const { status, body } = await post('contact_actions.json', { contacts: [ann, ben], action, ...given })
    return [status, body] as const
  }
  return { ...workspace, ann, ben, act }
}

const DONE = [204, undefined]

async function show({ get }: Pick<Workspace, 'get'>, uuid: string) {
  const [contact] = (await get(`contacts.json?uuid=${uuid}`)).body.results
  return { status: contact.status, groups: contact.groups.map(({ name }: any) => name), moved: contact.modified_on }
}

test('add - add the contacts to the given group, by UUID or by name; remove - remove them from it', async () => {
  const { act, get, ann, ben } = await startWithTwo()
  const before = await show({ get }, ann)
  expect(await act('add', { group: 'REPORTERS' })).toEqual(DONE)
  // Whoever is in it already stays as they were.
  expect(await show({ get }, ann)).toEqual(before)
  expect((await show({ get }, ben)).groups).toEqual(['Reporters'])
  const [{ uuid, count }] = (await get('groups.json?name=Reporters')).body.results
  expect(count).toBe(2)
  expect(await act('remove', { group: uuid })).toEqual(DONE)
  expect((await get('groups.json?name=Reporters')).body.results[0].count).toBe(0)
})

test('block - block the contacts, who leave every group; unblock - they are active again, and in none', async () => {
  const { act, get, post, ann, ben } = await startWithTwo()
  expect(await act('block')).toEqual(DONE)
  for (const uuid of [ann, ben]) expect(await show({ get }, uuid)).toMatchObject({ status: 'blocked', groups: [] })
  expect((await post('messages.json', { contact: ann, text: 'Hi' })).body.status).toBe('failed')
  expect(await act('unblock')).toEqual(DONE)
  for (const uuid of [ann, ben]) expect(await show({ get }, uuid)).toMatchObject({ status: 'active', groups: [] })
  expect((await post('messages.json', { contact: ann, text: 'Hi' })).body.status).toBe('queued')
})

test('delete - permanently delete the contacts', async () => {
  const { act, get, ann, ben } = await startWithTwo()
  expect(await act('delete')).toEqual(DONE)
  expect((await get('contacts.json')).body.results).toEqual([])
  expect((await get('messages.json')).body.results).toEqual([])
  const deleted = (await get('contacts.json?deleted=true')).body.results.map(({ uuid }: any) => uuid)
  expect(deleted.toSorted()).toEqual([ann, ben].toSorted())
  // They cannot be named any more.
  expect((await act('block'))[1]).toEqual({ contacts: [`No such object: ${ann}`] })
})

test.each(['archive_messages', 'archive'])(
  '%s hides what the contacts have written, and nothing else',
  async (action) => {
    const { act, get, post, ann } = await startWithTwo()
    await post('messages.json', { contact: ann, text: 'Hi' })
    expect(await act(action)).toEqual(DONE)
    const shown = (await get('messages.json')).body.results.map(({ text, visibility }: any) => [text, visibility])
    expect(shown).toEqual([
      ['Hi', 'visible'],
      ['Muraho', 'archived'],
    ])
    expect(await show({ get }, ann)).toMatchObject({ status: 'active', groups: ['Reporters'] })
  },
)

test('contacts are named by UUID or URN, however it is written, and each counts once', async () => {
  const { post, get, ann } = await startWithTwo()
  const contacts = [ann, 'tel:0788123123', 'tel:+250788123123', 'tel:+250788123124']
  expect((await post('contact_actions.json', { contacts, action: 'block' })).status).toBe(204)
  expect((await get('contacts.json')).body.results.map(({ status }: any) => status)).toEqual(['blocked', 'blocked'])
})

test('one bad contact stops the whole request', async () => {
  const { post, get, ann } = await startWithTwo()
  const before = (await get('contacts.json')).text
  const bad = { contacts: [ann, 'tel:+250788999999'], action: 'block' }
  expect((await post('contact_actions.json', bad)).body).toEqual({ contacts: ['No such object: tel:+250788999999'] })
  expect((await get('contacts.json')).text).toBe(before)
})

test('nobody who is not active is added, and those who are in the way are named', async () => {
  const { act, get, post, ann, ben } = await startWithTwo()
  await post('contact_actions.json', { contacts: [ann], action: 'block' })
  expect(await act('add', { group: 'Reporters' })).toEqual([
    400,
    { non_field_errors: [`Non-active contacts cannot be added to groups: ${ann}`] },
  ])
  expect((await show({ get }, ben)).groups).toEqual([])
  // Removal is fine.
  expect(await act('remove', { group: 'Reporters' })).toEqual(DONE)
})

test('interrupt leaves a contact as it was, and is written down', async () => {
  const { act, get, ann, admin } = await startWithTwo()
  const before = await show({ get }, ann)
  expect(await act('interrupt')).toEqual(DONE)
  expect(await show({ get }, ann)).toEqual(before)
  const { body } = await admin('GET', '/journal?type=rapidpro.contact.interrupted')
  expect(body.entries.map(({ contact }: any) => contact)).toContain(ann)
})

test('a hundred contacts are the most that one request names', async () => {
  const { post, get } = await startWorkspace()
  const contacts = Array.from({ length: 101 }, (_, index) => `telegram:${index}`)
  for (const urn of contacts) await post('contacts.json', { urns: [urn] })
  expect((await post('contact_actions.json', { contacts, action: 'block' })).status).toBe(400)
  expect((await post('contact_actions.json', { contacts: contacts.slice(1), action: 'block' })).status).toBe(204)
  const { results } = (await get('contacts.json')).body
  expect(results.filter(({ status }: any) => status === 'blocked')).toHaveLength(100)
})
