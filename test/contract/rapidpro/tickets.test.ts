import { expect, test } from 'vitest'
import { changeContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { startWorkspace } from './start.ts'

async function startDesk() {
  const started = await startWorkspace()
  const { post, get, admin } = started
  const pages = (method: string, path: string, body?: unknown) => admin(method, `/rapidpro/${path}`, body)
  const contact = async (name: string): Promise<string> => (await post('contacts.json', { name })).body.uuid
  const open = async (asked: object): Promise<Record<string, any>> => {
    const { status, body } = await pages('POST', 'tickets', asked)
    expect([status, body.error]).toEqual([201, undefined])
    return body
  }
  const act = async (tickets: string[], action: string, more: object = {}) => {
    const { status, body } = await post('ticket_actions.json', { tickets, action, ...more })
    return [status, body]
  }
  const ticket = async (uuid: string) => (await get(`tickets.json?uuid=${uuid}`)).body.results[0]
  const listed = async (query = ''): Promise<string[]> =>
    (await get(`tickets.json?${query}`)).body.results.map((one: any) => one.contact.name)
  const counts = async (name = 'General') =>
    (await get('topics.json')).body.results.find((topic: any) => topic.name === name).counts
  return Object.assign(started, { pages, contact, open, act, ticket, listed, counts })
}

const DONE = [204, undefined]

test('a GET lists the tickets opened on the account', async () => {
  const { get, contact, open, credentials, pages } = await startDesk()
  const amina = await contact('Amina')
  await pages('POST', 'users', { email: 'kim@example.org', first_name: 'Kim', last_name: 'Otieno', role: 'agent' })
  const made = await open({ contact: amina, assignee: 'kim@example.org' })
  const { body } = await get('tickets.json')
  const general = (await get('topics.json')).body.results[0].uuid
  expect(body).toEqual({
    next: null,
    previous: null,
    results: [
      {
        uuid: made['uuid'],
        contact: { uuid: amina, name: 'Amina' },
        status: 'open',
        topic: { uuid: general, name: 'General' },
        body: null,
        assignee: { email: 'kim@example.org', name: 'Kim Otieno' },
        opened_on: made['opened_on'],
        opened_by: { email: credentials['rapidpro']!['login'], name: 'Alex Mugisha' },
        opened_in: null,
        modified_on: made['opened_on'],
        closed_on: null,
      },
    ],
  })
})

test('tickets are filtered by uuid, by its older name and by contact, the one changed last comes first', async () => {
  const { get, contact, open, act, listed } = await startDesk()
  const [amina, ben] = [await contact('Amina'), await contact('Ben')]
  const [first, second] = [await open({ contact: amina }), await open({ contact: ben })]
  expect(await listed()).toEqual(['Ben', 'Amina'])
  expect(await listed('reverse=true')).toEqual(['Amina', 'Ben'])
  await act([first['uuid']], 'close')
  expect(await listed()).toEqual(['Amina', 'Ben'])
  expect(await listed(`uuid=${second['uuid']}`)).toEqual(['Ben'])
  expect(await listed(`ticket=${second['uuid'].toUpperCase()}`)).toEqual(['Ben'])
  expect(await listed(`contact=${amina}`)).toEqual(['Amina'])
  expect(await listed(`contact=${amina}&uuid=${second['uuid']}`)).toEqual([])
  expect(await listed('contact=nobody')).toEqual([])
  expect((await get('tickets.json?uuid=x')).body).toEqual({ detail: 'Value for uuid must be a valid UUID' })
  expect((await get('tickets.json?ticket=x')).status).toBe(400)
})

test('a contact has one open ticket at a time', async () => {
  const { pages, contact, open, act } = await startDesk()
  const amina = await contact('Amina')
  const first = await open({ contact: amina })
  const twice = await pages('POST', 'tickets', { contact: amina })
  expect([twice.status, twice.body.error.message]).toEqual([409, expect.stringContaining(`"${first['uuid']}"`)])
  await act([first['uuid']], 'close')
  const second = await open({ contact: amina })
  // Neither of two closed ones is opened again while another is open, and of both together only one.
  expect(await act([first['uuid']], 'reopen')).toEqual(DONE)
  const statuses = async () => (await pages('GET', 'tickets')).body.tickets.map(({ status }: any) => status as string)
  expect(await statuses()).toEqual(['closed', 'open'])
  await act([second['uuid']], 'close')
  await act([second['uuid'], first['uuid']], 'reopen')
  expect(await statuses()).toEqual(['closed', 'open'])
})

test('close sets closed_on and modified_on, and reopen clears closed_on', async () => {
  const { contact, open, act, ticket, advance } = await startDesk()
  const { uuid, opened_on } = await open({ contact: await contact('Amina') })
  await advance('PT1H')
  expect(await act([uuid], 'close')).toEqual(DONE)
  const closed = await ticket(uuid)
  expect(closed).toMatchObject({ status: 'closed', opened_on })
  expect(closed.closed_on).toMatch(/^2026-01-01T01:00:00/)
  expect(closed.modified_on).toBe(closed.closed_on)
  await advance('PT1H')
  // Closing what is closed changes nothing.
  await act([uuid], 'close')
  expect(await ticket(uuid)).toEqual(closed)
  await act([uuid], 'reopen')
  const open2 = await ticket(uuid)
  expect(open2).toMatchObject({ status: 'open', closed_on: null })
  expect(open2.modified_on).toMatch(/^2026-01-01T02:00:00/)
})

test('assign takes an address whatever the case, and null takes the ticket from everybody', async () => {
  const { contact, open, act, ticket, pages, advance } = await startDesk()
  await pages('POST', 'users', { email: 'Kim@example.org', role: 'agent' })
  const { uuid, modified_on } = await open({ contact: await contact('Amina') })
  await advance(60)
  await act([uuid], 'assign', { assignee: null })
  expect(await ticket(uuid)).toMatchObject({ assignee: null, modified_on })
  expect(await act([uuid], 'assign', { assignee: 'kim@EXAMPLE.org' })).toEqual(DONE)
  const assigned = await ticket(uuid)
  expect(assigned.assignee).toEqual({ email: 'Kim@example.org', name: '' })
  expect(assigned.modified_on).not.toBe(modified_on)
  await act([uuid], 'assign', { assignee: '' })
  expect((await ticket(uuid)).assignee).toBeNull()
})

test('tickets are assigned to nobody who is a viewer or may not log in', async () => {
  const { contact, open, act, pages } = await startDesk()
  await pages('POST', 'users', { email: 'viewer@example.org', role: 'viewer' })
  const { body: gone } = await pages('POST', 'users', { email: 'gone@example.org' })
  await pages('POST', `users/${gone.uuid}`, { is_active: false })
  const { uuid } = await open({ contact: await contact('Amina') })
  for (const assignee of ['viewer@example.org', 'gone@example.org'])
    expect(await act([uuid], 'assign', { assignee })).toEqual([400, { assignee: [`No such object: ${assignee}`] }])
})

test('tickets and topics are named by their uuids, however these are written', async () => {
  const { post, contact, open, act, ticket } = await startDesk()
  const { uuid: topic } = (await post('topics.json', { name: 'Side effects' })).body
  const { uuid } = await open({ contact: await contact('Amina') })
  const written = uuid.replaceAll('-', '').toUpperCase()
  expect(await act([written, uuid], 'change_topic', { topic: topic.toUpperCase() })).toEqual(DONE)
  expect((await ticket(written)).topic).toEqual({ uuid: topic, name: 'Side effects' })
  expect(await act(['x'], 'close')).toEqual([400, { tickets: ['No such object: x'] }])
})

test('a note is kept with who wrote it, and leaves modified_on alone', async () => {
  const { contact, open, act, ticket, pages, credentials, advance } = await startDesk()
  const { uuid, modified_on } = await open({ contact: await contact('Amina'), note: 'Asked for a nurse.' })
  await advance(60)
  expect(await act([uuid], 'add_note', { note: ' Called back. ' })).toEqual(DONE)
  expect((await ticket(uuid)).modified_on).toBe(modified_on)
  const by = { email: credentials['rapidpro']!['login'], name: 'Alex Mugisha' }
  expect((await pages('GET', `tickets/${uuid}`)).body.notes).toMatchObject([
    { text: 'Asked for a nurse.', created_by: by },
    { text: 'Called back.', created_by: by },
  ])
})

test('topics count their open and closed tickets', async () => {
  const { post, remove, contact, open, act, ticket, counts } = await startDesk()
  const { uuid: effects } = (await post('topics.json', { name: 'Side effects' })).body
  const [amina, ben] = [await contact('Amina'), await contact('Ben')]
  const first = await open({ contact: amina })
  const second = await open({ contact: ben, topic: 'side effects' })
  expect([await counts(), await counts('Side effects')]).toEqual([
    { open: 1, closed: 0 },
    { open: 1, closed: 0 },
  ])
  const all = [first['uuid'], second['uuid']]
  expect(await act(all, 'change_topic', { topic: effects })).toEqual(DONE)
  expect((await ticket(first['uuid'])).topic).toEqual({ uuid: effects, name: 'Side effects' })
  // The second was of that topic already.
  expect((await ticket(second['uuid'])).modified_on).toBe(second['modified_on'])
  await act([...all, ...all], 'close')
  expect([await counts(), await counts('Side effects')]).toEqual([
    { open: 0, closed: 0 },
    { open: 0, closed: 2 },
  ])
  await act([first['uuid']], 'reopen')
  expect(await counts('Side effects')).toEqual({ open: 1, closed: 1 })
  // A contact that is deleted takes its tickets along.
  await remove(`contacts.json?uuid=${amina}`)
  expect(await counts('Side effects')).toEqual({ open: 0, closed: 1 })
})

test('the group Open Tickets holds the active contacts that have one', async () => {
  const { get, post, contact, open, act, world, advance } = await startDesk()
  const [amina, ben] = [await contact('Amina'), await contact('Ben')]
  const members = async () =>
    (await get('contacts.json?group=Open Tickets')).body.results.map(({ name }: any) => name as string)
  const count = async () => (await get('groups.json?name=open tickets')).body.results[0].count
  const { uuid } = await open({ contact: amina })
  await advance(60)
  const second = await open({ contact: ben })
  expect([await members(), await count()]).toEqual([['Ben', 'Amina'], 2])
  // Joining the group moved the contact's modified_on.
  expect((await get(`contacts.json?uuid=${ben}`)).body.results[0].modified_on).toMatch(/^2026-01-01T00:01:00/)
  await act([second['uuid']], 'close')
  expect(await members()).toEqual(['Amina'])
  // A group that is chosen by hand takes nobody out of it.
  await post(`contacts.json?uuid=${amina}`, { groups: [] })
  expect(await members()).toEqual(['Amina'])
  changeContact(world, contactRows(world).get(amina)!, { status: 'blocked' })
  expect([await members(), await count()]).toEqual([[], 0])
  changeContact(world, contactRows(world).get(amina)!, { status: 'active' })
  expect(await members()).toEqual(['Amina'])
  await act([uuid], 'close')
  expect(await members()).toEqual([])
  await act([uuid, second['uuid']], 'reopen')
  expect((await members()).toSorted()).toEqual(['Amina', 'Ben'])
})

test('an action on a hundred tickets changes all of them or, where one is unknown, none', async () => {
  const { contact, open, act, counts } = await startDesk()
  const all: string[] = []
  for (let at = 0; at < 100; at++) all.push((await open({ contact: await contact(`Contact ${at}`) }))['uuid'])
  const unknown = '5ff1b2c3-0d4e-4f5a-8b6c-7d8e9f0a1b2c'
  expect(await act([...all.slice(1), unknown], 'close')).toEqual([400, { tickets: [`No such object: ${unknown}`] }])
  expect(await counts()).toEqual({ open: 100, closed: 0 })
  expect(await act(all, 'close')).toEqual(DONE)
  expect(await counts()).toEqual({ open: 0, closed: 100 })
})

test.each([
  [{ contact: 'tel:+250788000009' }, 'There is no contact "tel:+250788000009"'],
  [{ contact: '{Amina}', topic: 'Nothing' }, 'There is no topic "Nothing"'],
  [{ contact: '{Amina}', assignee: 'nobody@example.org' }, 'There is no user "nobody@example.org"'],
  [{ contact: '{Amina}', opened_by: 'nobody@example.org' }, 'There is no user "nobody@example.org"'],
])('the web pages refuse a ticket %j', async (asked, message) => {
  const { pages, contact, listed } = await startDesk()
  const amina = await contact('Amina')
  const { status, body } = await pages('POST', 'tickets', {
    ...asked,
    contact: asked.contact.replace('{Amina}', amina),
  })
  expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
  expect(await listed()).toEqual([])
})
