import { expect, test } from 'vitest'
import { projects } from '../../src/providers/telerivet/projects/project.ts'
import { addToFile } from '../../src/providers/telerivet/storages/add-to-file.ts'
import { createStorage } from '../../src/providers/telerivet/storages/create-storage.ts'
import { startProject } from '../contract/telerivet/project.ts'
import { storedFiles } from '../../src/providers/telerivet/storages/stored-file.ts'
import { allPages } from './pages.ts'

// Sentences of docs/providers/telerivet.md that no other test has as its subject. Each stands in the page word for word:
// who changes it there is led here.

const page = allPages()
  .find(({ path }) => path === 'docs/providers/telerivet.md')!
  .text.replaceAll(/\s+/g, ' ')

const said = (sentence: string): void => expect(page).toContain(sentence)

const ANN = '+16505550101'
const PHONE = '+16505550001'

/** People by the hundred: so many contacts, and the answers of the imports that made them. */
async function importPeople({ post }: Awaited<ReturnType<typeof startProject>>, count: number, common: object = {}) {
  const people = Array.from({ length: count }, (_, index) => ({
    name: `Person ${index}`,
    phone_number: `+25078${8_000_000 + index}`,
    vars: { old: true },
  }))
  const ids: string[] = []
  for (let from = 0; from < count; from += 200) {
    const { body } = await post('/import_contacts', { contacts: people.slice(from, from + 200), ...common })
    ids.push(...body.contacts.map(({ id }: { id: string }) => id))
  }
  return ids
}

test('empty text for a recipient, route or URL is the same as leaving it out', async () => {
  said('| empty text for a recipient, route or URL | the same as leaving it out |')
  const { post } = await startProject()
  const { id } = (await post('/contacts', { phone_number: ANN })).body
  const given = { contact_id: id, to_number: '', route_id: '', status_url: '', content: 'Hello' }
  expect((await post('/messages/send', given)).body).toMatchObject({ to_number: ANN, status: 'queued' })
})

test('media_urls as data URIs are not enabled for the project', async () => {
  said('| `media_urls` as data URIs | not enabled for the project: 400 |')
  const { post } = await startProject()
  const media_urls = ['data:image/gif;base64,R0lGODlhAQABAAAAACw=']
  const answer = await post('/messages/send', { to_number: ANN, message_type: 'mms', media_urls })
  expect([answer.status, answer.body.error.param]).toEqual([400, 'media_urls[0]'])
})

const links = (count: number) => ({
  to_number: ANN,
  track_clicks: true,
  content: Array.from({ length: count }, (_, index) => `https://a.org/${index}`).join(' '),
})

const params = (length: number) => ({
  to_number: ANN,
  content: 'Hello',
  route_params: { android: { x: 'x'.repeat(length - '{"android":{"x":""}}'.length) } },
})

test('a message has up to 50 links where clicks are tracked, and so many characters of route_params', async () => {
  said('`route_params` take up to 65,536 characters of JSON')
  said('50 links where clicks are tracked')
  const { post } = await startProject()
  expect((await post('/messages/send', links(50))).body.short_urls).toHaveLength(50)
  expect((await post('/messages/send', links(51))).body.error.param).toBe('content')
  expect((await post('/messages/send', params(65_536))).status).toBe(200)
  expect((await post('/messages/send', params(65_537))).body.error.param).toBe('route_params')
})

/** Seconds. */
const CENTURY = 100 * 365 * 86_400

test('a short link lives a century at most', async () => {
  said('a short link lives a century at most')
  const { post } = await startProject()
  const send = (expiration_sec: number) =>
    post('/messages/send', {
      to_number: ANN,
      content: 'https://a.org/',
      track_clicks: true,
      short_link_params: { expiration_sec },
    })
  expect((await send(CENTURY)).status).toBe(200)
  expect((await send(CENTURY + 1)).body.error.param).toBe('short_link_params[expiration_sec]')
})

test('the person who is called gets the content as a text, which the message does not show', async () => {
  said('the person gets the content as a text; the message shows none, but the voice that was asked for')
  const { post, advance, handset } = await startProject()
  const given = { to_number: ANN, message_type: 'call', content: 'The market opens at 8.', tts_lang: 'fr-FR' }
  expect((await post('/messages/send', given)).body).toMatchObject({ content: null, tts_lang: 'fr-FR' })
  await advance(5)
  expect((await handset(ANN).messages()).map(({ text }) => text)).toEqual(['The market opens at 8.'])
})

test('whoever clicks names the world by prefix or header', async () => {
  said("with the world's prefix (`/w/{world}/rvt.me/…`) or its header; the answer is a 302")
  const { post, call, id } = await startProject()
  const given = { to_number: ANN, content: 'https://a.org/', track_clicks: true }
  const [{ short_url }] = (await post('/messages/send', given)).body.short_urls
  const path = short_url.replace('https:/', '')
  for (const answer of [
    await call('GET', `/w/${id}${path}`),
    await call('GET', path, { headers: { 'x-textbed-world': id } }),
  ])
    expect([answer.status, answer.headers['location']]).toEqual([302, 'https://a.org/'])
})

test('a time of joining is not noted of a contact that holds 100 variables', async () => {
  said('not noted of a contact that holds 100 variables')
  const { post, put, get } = await startProject()
  const { id: group } = (await post('/groups', { name: 'Members' })).body
  await post(`/groups/${group}`, { add_time_variable: 'joined' })
  const vars = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`v${index}`, index]))
  const { id } = (await post('/contacts', { name: 'Ann', vars })).body
  expect((await put(`/groups/${group}/contacts/${id}`)).status).toBe(200)
  expect((await get(`/contacts/${id}`)).body).toMatchObject({ group_ids: [group], vars })
})

test('a filter by an unknown label finds nothing', async () => {
  said('| a filter by an unknown group or label | finds nothing |')
  const { post, get } = await startProject()
  await post('/messages/send', { to_number: ANN, content: 'Hello' })
  expect((await get('/messages?label_id=LB0123456789abcdef')).body.data).toEqual([])
})

test('messages of a broadcast are made as the clock goes: 500 at once, and the next 500 a second later', async () => {
  said('500 at once, and the next 500 a second later')
  const project = await startProject()
  const { post, get, advance } = project
  const { id: group } = (await post('/groups', { name: 'All' })).body
  await importPeople(project, 600, { add_group_ids: [group] })
  const { id } = (await post('/send_broadcast', { group_id: group, content: 'Hello' })).body
  const now = async () => (await get(`/broadcasts/${id}`)).body
  await advance(0)
  expect(await now()).toMatchObject({ status: 'queuing', message_count: 500, estimated_count: 600 })
  await advance(1)
  expect(await now()).toMatchObject({ status: 'sending', message_count: 600 })
  await advance(5)
  expect(await now()).toMatchObject({ status: 'complete', message_count: 600 })
})

test('what is a reply is looked for among the latest 100 messages of the conversation', async () => {
  said('looked for among the latest 100 messages of the conversation')
  const { post, get, advance, handset } = await startProject()
  const { id } = (await post('/send_broadcast', { to_numbers: [ANN], content: 'Hello' })).body
  await advance(5)
  for (let count = 0; count < 105; count++) await handset(ANN).writes(PHONE, `Yes ${count}`)
  expect((await get(`/broadcasts/${id}`)).body.reply_count).toBe(99)
})

test('the content of what send_multi made is that of the first message; nothing more goes into what is cancelled', async () => {
  said('| `content` of what `send_multi` made | that of the first message |')
  said('| `broadcast_id` of a cancelled one | 400 on `broadcast_id` |')
  const { post, get } = await startProject()
  const messages = ['First', 'Second'].map((content, index) => ({ content, to_number: `+1650555010${index}` }))
  const { broadcast_id } = (await post('/send_multi', { messages, title: 'Two', broadcast_title: 'Two' })).body
  expect((await get(`/broadcasts/${broadcast_id}`)).body.content).toBe('First')
  await post(`/broadcasts/${broadcast_id}/cancel`)
  expect((await post('/send_multi', { messages, broadcast_id })).body.error.param).toBe('broadcast_id')
})

test('what a filter no longer finds when its turn comes is left alone', async () => {
  said('what the filter no longer finds when its turn comes is left alone')
  const project = await startProject()
  const { post, get, advance } = project
  const ids = await importPeople(project, 120)
  const task = await post('/tasks', {
    task_type: 'update_contact_var',
    task_params: { variable: 'done', value: true },
    filter_type: 'query_contacts',
    filter_params: { vars: { old: 'true' } },
  })
  await advance(1)
  await post(`/contacts/${ids.at(-1)}`, { vars: { old: false } })
  await advance(5)
  expect((await get(`/tasks/${task.body.id}`)).body).toMatchObject({ status: 'complete', total_rows: 120 })
  expect((await get('/contacts?vars[done]=1&count=1')).body.count).toBe(119)
  expect((await get(`/contacts/${ids.at(-1)}`)).body.vars).toEqual({ old: false })
})

test('an ID that is there twice counts once', async () => {
  said('one that is there twice counts once')
  const { post, get, advance } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann' })).body
  const task = await post('/tasks', {
    task_type: 'set_send_blocked',
    task_params: { send_blocked: true },
    filter_type: 'contact_ids',
    filter_params: { contact_ids: [id, id] },
  })
  await advance(2)
  expect((await get(`/tasks/${task.body.id}`)).body).toMatchObject({
    status: 'complete',
    total_rows: 1,
    current_row: 1,
  })
})

test('a file of exports has true and false, lists with commas, and nothing for null', async () => {
  said('times in UNIX seconds, true and false, lists with commas, nothing for null')
  const { post, admin, advance } = await startProject()
  const groups = [(await post('/groups', { name: 'A' })).body.id, (await post('/groups', { name: 'B' })).body.id]
  await post('/contacts', { name: 'Ann, "the" first', add_group_ids: groups, vars: { member: true } })
  const { id } = (await admin('POST', '/telerivet/storages', {})).body
  const column_ids = ['name', 'phone_number', 'send_blocked', 'group_ids', 'vars.member', 'time_created']
  await post('/tasks', {
    task_type: 'export_contacts',
    task_params: { storage_id: id, filename: 'people.csv', column_ids },
    filter_type: 'query_contacts',
    filter_params: { all: true },
  })
  await advance(2)
  expect((await admin('GET', `/telerivet/storages/${id}/files/people.csv`)).text).toBe(
    `${column_ids.join(',')}\r\n"Ann, ""the"" first",,false,"${groups.join(',')}",true,1767225600\r\n`,
  )
})

test('a file of a storage has at most 100 MB', async () => {
  said('at most 100 MB')
  const { world } = await startProject()
  const [project] = world.collection(projects).all()
  const storage_id = createStorage(world, project!, { name: 'Exports', bucket: 'exports' }).id
  const destination = { storage_id, filename: 'long.csv', task_id: 'DE0123456789abcdef' }
  expect(addToFile(world, destination, 'x'.repeat(100_000_000))).toBe(true)
  expect(addToFile(world, destination, 'x')).toBe(false)
  world.collection(storedFiles).clear()
})

test('api_requests_day counts the calls of a day', async () => {
  said('`api_requests_day` as far as the journal goes back (10,000 entries)')
  const { get, call, credentials, advance } = await startProject()
  const { organization_id, api_key } = credentials.telerivet!
  const usage = async () =>
    (await call('GET', `/v1/organizations/${organization_id}/usage/api_requests_day?api_key=${api_key}`)).body as number
  const before = await usage()
  await get('/contacts')
  await get('/contacts')
  expect(await usage()).toBe(before + 3)
  await advance('P1D')
  expect(await usage()).toBeLessThanOrEqual(1)
})
