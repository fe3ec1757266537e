import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const to_number = '+16505550123'

async function startLabels() {
  const project = await startProject()
  const { post, get } = project
  const named = async (name: string): Promise<string> => (await post('/labels', { name })).body.id
  const sent = async (more: object = {}): Promise<string> =>
    (await post('/messages/send', { to_number, content: 'a', ...more })).body.id
  const labelsOf = async (message: string): Promise<string[]> => (await get(`/messages/${message}`)).body.label_ids
  return Object.assign(project, { named, sent, labelsOf })
}

test('gets or creates a label by name, whatever the case', async () => {
  const { post, get, credentials } = await startLabels()
  const { body } = await post('/labels', { name: 'Important' })
  expect(body).toEqual({
    id: expect.stringMatching(/^LB[0-9a-f]{16}$/),
    name: 'Important',
    time_created: 1767225600,
    vars: {},
    project_id: credentials.telerivet!.project_id,
  })
  expect((await post('/labels', { name: 'IMPORTANT' })).body).toEqual(body)
  expect((await get(`/labels/${body.id}`)).body).toEqual(body)
  expect((await get('/labels?count=1')).body).toEqual({ count: 1 })
})

test('updates the name and the variables of a label', async () => {
  const { post, get, named } = await startLabels()
  const id = await named('Important')
  expect((await post(`/labels/${id}`, { name: 'Urgent', vars: { a: 1, b: 2 } })).body).toMatchObject({ name: 'Urgent' })
  expect((await post(`/labels/${id}`, { vars: { b: null } })).body).toMatchObject({ name: 'Urgent', vars: { a: 1 } })
  expect(await named('urgent')).toBe(id)
  const other = await named('Important')
  expect(other).not.toBe(id)
  expect(await post(`/labels/${other}`, { name: 'URGENT' })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param: 'name' } },
  })
  expect((await get(`/labels/${other}`)).body.name).toBe('Important')
  expect((await post(`/labels/${id}`, { name: 'URGENT' })).body.name).toBe('URGENT')
})

test('label_ids: labels to add to a message that is sent or received, each once', async () => {
  const { post, get, named, sent, labelsOf, phone } = await startLabels()
  const [one, two] = [await named('One'), await named('Two')]
  const message = await sent({ label_ids: [two, one, two] })
  expect(await labelsOf(message)).toEqual([two, one])
  const arrived = { from_number: to_number, content: 'b', phone_id: phone, label_ids: [one] }
  expect((await post('/messages/receive', arrived)).body.label_ids).toEqual([one])
  const batch = { to_numbers: [to_number, '+16505550124'], content: 'c', label_ids: [two] }
  await post('/messages/send_batch', batch)
  expect((await get(`/messages?label_id=${one.toLowerCase()}`)).body.data).toHaveLength(2)
  expect((await get(`/messages?label_id=${two}&count=1`)).body).toEqual({ count: 3 })
})

test.each([
  [['LB0123456789abcdef'], 'label_ids[0]'],
  ['LB0123456789abcdef', 'label_ids'],
  [Array.from({ length: 6 }, () => 'LB0'), 'label_ids'],
])('label_ids %j are refused, and nothing is sent', async (label_ids, param) => {
  const { post, get, phone } = await startLabels()
  const refused = { status: 400, body: { error: { code: 'invalid_param', param } } }
  expect(await post('/messages/send', { to_number, content: 'a', label_ids })).toMatchObject(refused)
  const arrived = { from_number: to_number, content: 'b', phone_id: phone, label_ids }
  expect(await post('/messages/receive', arrived)).toMatchObject(refused)
  expect((await get('/messages?count=1')).body).toEqual({ count: 0 })
  expect((await get('/contacts?count=1')).body).toEqual({ count: 0 })
})

test('a label is added to a message and removed from it, and once is as good as twice', async () => {
  const { put, get, delete: remove, advance, named, sent, labelsOf } = await startLabels()
  const [one, two] = [await named('One'), await named('Two')]
  const message = await sent()
  const { time_updated } = (await get(`/messages/${message}`)).body
  await advance(60)
  for (const label of [one, two, one])
    expect(await put(`/labels/${label}/messages/${message}`)).toMatchObject({ status: 200, body: {} })
  expect(await labelsOf(message)).toEqual([one, two])
  expect((await get(`/messages/${message}`)).body.time_updated).toBe(time_updated + 60)
  expect((await get(`/labels/${one}/messages`)).body.data).toMatchObject([{ id: message }])
  for (const label of [one, one])
    expect(await remove(`/labels/${label}/messages/${message}`)).toMatchObject({ status: 200, body: {} })
  expect(await labelsOf(message)).toEqual([two])
  expect((await get(`/labels/${one}/messages?count=1`)).body).toEqual({ count: 0 })
})

test.each([
  ['/labels/LB0123456789abcdef/messages/{message}', 'There is no label "LB0123456789abcdef".'],
  ['/labels/{label}/messages/SM0123456789abcdef', 'There is no message "SM0123456789abcdef".'],
])('%s is not found', async (path, message) => {
  const { put, delete: remove, named, sent } = await startLabels()
  const there = path.replace('{label}', await named('One')).replace('{message}', await sent())
  for (const call of [put, remove])
    expect(await call(there)).toMatchObject({ status: 404, body: { error: { code: 'not_found', message } } })
})

test('deletes the given label (note: no messages are deleted)', async () => {
  const { get, delete: remove, named, sent, labelsOf } = await startLabels()
  const [one, two] = [await named('One'), await named('Two')]
  const messages = [await sent({ label_ids: [one, two] }), await sent({ label_ids: [one] }), await sent()]
  expect(await remove(`/labels/${one}`)).toMatchObject({ status: 200, body: {} })
  expect(await Promise.all(messages.map(labelsOf))).toEqual([[two], [], []])
  expect((await get(`/labels/${one}`)).status).toBe(404)
  expect((await get(`/labels/${one}/messages`)).status).toBe(404)
  expect((await get(`/messages?label_id=${one}&count=1`)).body).toEqual({ count: 0 })
  expect((await get('/labels')).body.data).toMatchObject([{ id: two }])
})

test('labels are sorted by name, and shown page by page', async () => {
  const { get, named } = await startLabels()
  for (const name of ['b', 'C', 'a']) await named(name)
  const names = async (search: string) => {
    const { body } = await get(`/labels?${search}`)
    return [body.data.map(({ name }: { name: string }) => name), body.next_marker]
  }
  expect((await names('sort=name'))[0]).toEqual(['a', 'b', 'C'])
  const [first, marker] = await names('sort=name&sort_dir=desc&page_size=2')
  expect(first).toEqual(['C', 'b'])
  expect((await names(`sort=name&sort_dir=desc&page_size=2&marker=${marker}`))[0]).toEqual(['a'])
  expect((await names('offset=1'))[0]).toEqual(['C', 'a'])
})

test('a message that changes its status keeps its labels', async () => {
  const { get, advance, named, sent } = await startLabels()
  const label = await named('One')
  const message = await sent({ label_ids: [label] })
  await advance('idle')
  expect((await get(`/labels/${label}/messages?status=delivered`)).body.data).toMatchObject([{ id: message }])
})
