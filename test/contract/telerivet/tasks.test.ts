import { beforeEach, describe, expect, test } from 'vitest'
import { basic } from '../../support/world.ts'
import { type TestProject, startProject } from './project.ts'

let started: TestProject

beforeEach(async () => {
  started = await startProject()
})

const everybody = { filter_type: 'query_contacts', filter_params: { all: true } }
const everything = { filter_type: 'query_messages', filter_params: { all: true } }

/** A task as it was answered. */
async function create(body: object): Promise<Record<string, any>> {
  const answer = await started.post('/tasks', body)
  expect(answer.text).toContain('"status":"created"')
  return answer.body
}

/** The same once it has ended. */
async function run(body: object): Promise<Record<string, any>> {
  const { id } = await create(body)
  await started.advance('idle')
  return (await started.get(`/tasks/${id}`)).body
}

const contact = async (more: object = {}): Promise<Record<string, any>> =>
  (await started.post('/contacts', { lookup_key: 'none', ...more })).body

const send = async (more: object = {}): Promise<Record<string, any>> =>
  (await started.post('/messages/send', { to_number: '+16505550123', content: 'a', ...more })).body

/** Sends to so many numbers that nobody had. */
const sendTo = (count: number): Promise<unknown> =>
  started.post('/messages/send_batch', {
    to_numbers: Array.from({ length: count }, (_, index) => `+1650555${String(1000 + index)}`),
    content: 'a',
  })

async function storage(): Promise<string> {
  const { status, body } = await started.admin('POST', '/telerivet/storages', { name: 'Exports', bucket: 'b' })
  expect(status).toBe(201)
  return body.id
}

const fileIn = async (storage_id: string, name: string) =>
  started.admin('GET', `/telerivet/storages/${storage_id}/files/${encodeURIComponent(name)}`)

const listed = async (query: string) => (await started.get(`/tasks?${query}`)).body

/** What an export that is refused names. */
const paramOf = async (task_params: object) =>
  (await started.post('/tasks', { task_type: 'export_contacts', task_params, ...everybody })).body.error.param

const oneMessage = (id: string) => ({ filter_type: 'message_ids', filter_params: { message_ids: [id] } })

const setX = { task_type: 'update_contact_var', task_params: { variable: 'x', value: 1 } }

describe('a task', () => {
  test('represents an asynchronous task that is applied to all entities matching a filter', async () => {
    const [ann, ben] = [await contact({ name: 'Ann', vars: { city: 'Ulm' } }), await contact({ name: 'Ben' })]
    const task = await create({
      ...setX,
      filter_type: 'query_contacts',
      filter_params: { vars: { city: { prefix: 'u' } } },
      vars: { foo: 'bar', baz: 42 },
    })
    expect(task).toEqual({
      id: expect.stringMatching(/^DE[0-9a-f]{16}$/),
      task_type: 'update_contact_var',
      task_params: { variable: 'x', value: 1 },
      filter_type: 'query_contacts',
      filter_params: { vars: { city: { prefix: 'u' } } },
      time_created: 1767225600,
      time_active: null,
      time_complete: null,
      total_rows: null,
      current_row: 0,
      status: 'created',
      vars: { foo: 'bar', baz: 42 },
      table_id: null,
      user_id: expect.stringMatching(/^UR/),
      project_id: started.credentials.telerivet!.project_id,
    })
    await started.advance(1)
    expect((await started.get(`/tasks/${task.id}`)).body).toEqual({
      ...task,
      status: 'complete',
      time_active: 1767225601,
      time_complete: 1767225601,
      total_rows: 1,
      current_row: 1,
    })
    expect((await started.get(`/contacts/${ann.id}`)).body.vars).toEqual({ city: 'Ulm', x: 1 })
    expect((await started.get(`/contacts/${ben.id}`)).body.vars).toEqual({})
  })

  test('tells how many rows have been processed so far, and can be cancelled half-way', async () => {
    await sendTo(250)
    const { id } = await create({ ...setX, ...everybody })
    await started.advance(2)
    expect((await started.get(`/tasks/${id}`)).body).toMatchObject({
      status: 'active',
      total_rows: 250,
      current_row: 200,
    })
    const cancelled = (await started.post(`/tasks/${id}/cancel`)).body
    expect(cancelled).toMatchObject({ status: 'cancelled', current_row: 200, time_complete: 1767225602 })
    await started.advance('idle')
    expect((await started.get(`/tasks/${id}`)).body).toEqual(cancelled)
    expect((await started.get('/contacts?vars[x]=1&count=1')).body).toEqual({ count: 200 })
    // A second time it is cancelled already.
    expect((await started.post(`/tasks/${id}/cancel`)).body).toEqual(cancelled)
  })

  test('is not applied to what comes after it has begun, nor to what it makes itself', async () => {
    await sendTo(101)
    await started.advance('idle')
    const task = await run({ task_type: 'resend_messages', ...everything })
    expect(task).toMatchObject({ status: 'complete', total_rows: 101, current_row: 101 })
    expect((await started.get('/messages?count=1')).body).toEqual({ count: 202 })
  })

  test('is queued while another one of the project is active', async () => {
    await sendTo(150)
    const [first, second] = [await create({ ...setX, ...everybody }), await create({ ...setX, ...everybody })]
    await started.advance(1)
    const statuses = async () => (await started.get('/tasks')).body.data.map(({ status }: any) => status)
    expect(await statuses()).toEqual(['active', 'queued'])
    await started.post(`/tasks/${first.id}/cancel`)
    await started.advance(0)
    expect(await statuses()).toEqual(['cancelled', 'active'])
    await started.advance('idle')
    expect((await started.get(`/tasks/${second.id}`)).body).toMatchObject({ status: 'complete', current_row: 150 })
  })

  test('that is complete cannot be cancelled', async () => {
    const { id } = await run({ ...setX, ...everybody })
    const { status, body } = await started.post(`/tasks/${id}/cancel`)
    expect([status, body.error.code]).toEqual([400, 'not_cancellable'])
  })

  test('of another project is not found', async () => {
    const { id } = await create({ ...setX, ...everybody })
    const { api_key, organization_id } = started.credentials.telerivet!
    const headers = basic(api_key!)
    const path = `/v1/organizations/${organization_id}/projects`
    const { body } = await started.call('POST', path, { headers, body: { name: 'Second' } })
    expect((await started.call('GET', `/v1/projects/${body.id}/tasks/${id}`, { headers })).status).toBe(404)
    expect((await started.call('GET', `/v1/projects/${body.id}/tasks`, { headers })).body.data).toEqual([])
  })

  test('is listed by sort, sort_dir, page_size, offset, marker and count', async () => {
    const ids: string[] = []
    for (const value of [1, 2, 3]) {
      const task_params = { variable: 'x', value }
      ids.push((await create({ task_type: 'update_contact_var', task_params, ...everybody })).id)
    }
    const idsOf = async (query: string) => (await listed(query)).data.map(({ id }: any) => id)
    expect(await idsOf('')).toEqual(ids)
    expect(await idsOf('sort=default&sort_dir=desc')).toEqual(ids.toReversed())
    expect(await idsOf('offset=1&page_size=1')).toEqual([ids[1]])
    const { next_marker } = await listed('page_size=2')
    expect(await idsOf(`page_size=2&marker=${next_marker}`)).toEqual([ids[2]])
    expect(await listed('count=1')).toEqual({ count: 3 })
    expect((await listed('sort=name')).error.param).toBe('sort')
  })

  test('goes on in a fork as it would have gone on itself', async () => {
    await sendTo(150)
    const { id } = await create({ ...setX, ...everybody })
    await started.advance(1)
    const fork = (await started.admin('POST', '/fork', {})).body
    await started.call('POST', `/_textbed/worlds/${fork.id}/clock/advance`, { body: { until: 'idle' } })
    const { api_key, project_id } = fork.credentials.telerivet
    const path = `/v1/projects/${project_id}/tasks/${id}`
    expect((await started.call('GET', path, { headers: basic(api_key) })).body.status).toBe('complete')
    expect((await started.get(`/tasks/${id}`)).body.status).toBe('active')
  })
})

describe('tasks for contacts', () => {
  test('update_contact_var deletes a variable where value is null', async () => {
    const { id } = await contact({ name: 'Ann', vars: { x: 1, y: true } })
    await run({ task_type: 'update_contact_var', task_params: { variable: 'x', value: null }, ...everybody })
    expect((await started.get(`/contacts/${id}`)).body.vars).toEqual({ y: true })
  })

  test('set_conversation_status and set_send_blocked change what they name', async () => {
    const { id } = await contact({ name: 'Ann' })
    const ids = { filter_type: 'contact_ids', filter_params: { contact_ids: [id, id] } }
    const task_params = { conversation_status: 'handled' }
    expect(await run({ task_type: 'set_conversation_status', task_params, ...ids })).toMatchObject({ total_rows: 1 })
    await run({ task_type: 'set_send_blocked', task_params: { send_blocked: true }, ...ids })
    expect((await started.get(`/contacts/${id}`)).body).toMatchObject({
      conversation_status: 'handled',
      send_blocked: true,
    })
    await run({ task_type: 'set_send_blocked', task_params: { send_blocked: '0' }, ...ids })
    expect((await started.get(`/contacts/${id}`)).body.send_blocked).toBe(false)
  })

  test('add_group_members and remove_group_members move them', async () => {
    const [ann, ben] = [await contact({ name: 'Ann' }), await contact({ name: 'Ben' })]
    const { body: group } = await started.post('/groups', { name: 'Members' })
    await started.post(`/groups/${group.id}`, { add_time_variable: 'joined' })
    const task_params = { group_id: group.id }
    await run({ task_type: 'add_group_members', task_params, ...everybody })
    const shown = async ({ id }: any) => (await started.get(`/contacts/${id}`)).body
    expect(await shown(ann)).toMatchObject({ group_ids: [group.id], vars: { joined: 1767225601 } })
    const annAlone = { filter_type: 'query_contacts', filter_params: { group_id: group.id, name: 'ann' } }
    await run({ task_type: 'remove_group_members', task_params, ...annAlone })
    expect([(await shown(ann)).group_ids, (await shown(ben)).group_ids]).toEqual([[], [group.id]])
  })

  test('nobody is added to a dynamic group, and messages are not found by one', async () => {
    const { body } = await started.admin('POST', '/telerivet/dynamic-groups', { name: 'A', filter: { name: 'ann' } })
    const add = { task_type: 'add_group_members', task_params: { group_id: body.id }, ...everybody }
    expect((await started.post('/tasks', add)).body.error.param).toBe('task_params[group_id]')
    const found = { ...setX, filter_type: 'query_messages', filter_params: { group_id: body.id } }
    expect((await started.post('/tasks', found)).body.error.param).toBe('filter_params[group_id]')
  })

  test('a group that is deleted half-way makes the task fail', async () => {
    await sendTo(150)
    const { body: group } = await started.post('/groups', { name: 'Members' })
    const { id } = await create({ task_type: 'add_group_members', task_params: { group_id: group.id }, ...everybody })
    await started.advance(1)
    await started.delete(`/groups/${group.id}`)
    await started.advance('idle')
    expect((await started.get(`/tasks/${id}`)).body).toMatchObject({ status: 'failed', current_row: 100 })
  })

  test('delete_contacts deletes them, and their messages stay', async () => {
    await sendTo(120)
    expect(await run({ task_type: 'delete_contacts', ...everybody })).toMatchObject({
      current_row: 120,
      total_rows: 120,
    })
    expect((await started.get('/contacts?count=1')).body).toEqual({ count: 0 })
    expect((await started.get('/messages?contact_id[exists]=0&count=1')).body).toEqual({ count: 120 })
  })

  test('can also be applied when the filter returns messages or data rows that are associated with a contact', async () => {
    const { id: message, contact_id } = await send()
    const by = { filter_type: 'message_ids', filter_params: { message_ids: [message] } }
    await run({ task_type: 'update_contact_var', task_params: { variable: 'x', value: 'm' }, ...by })
    const { id: table_id } = (await started.post('/tables', { name: 'T' })).body
    await started.post(`/tables/${table_id}/rows`, { contact_id, vars: { a: 1 } })
    await started.post(`/tables/${table_id}/rows`, { from_number: '+16505550124' })
    const rows = { filter_type: 'query_rows', filter_params: { all: true }, table_id }
    const task = await run({ task_type: 'update_contact_var', task_params: { variable: 'y', value: 'r' }, ...rows })
    expect(task).toMatchObject({ status: 'complete', total_rows: 2, table_id })
    expect((await started.get(`/contacts/${contact_id}`)).body.vars).toEqual({ x: 'm', y: 'r' })
  })
})

describe('tasks for data rows', () => {
  test('update_row_var and delete_rows are of one table alone', async () => {
    const table = async (name: string): Promise<string> => (await started.post('/tables', { name })).body.id
    const [table_id, other] = [await table('A'), await table('B')]
    const row = async (of: string, n: number) => (await started.post(`/tables/${of}/rows`, { vars: { n } })).body.id
    const [one, two] = [await row(table_id, 1), await row(table_id, 2)]
    const elsewhere = await row(other, 1)
    const low = { filter_type: 'query_rows', filter_params: { vars: { n: 1 } }, table_id }
    await run({ task_type: 'update_row_var', task_params: { variable: 'done', value: true }, ...low })
    expect((await started.get(`/tables/${table_id}/rows/${one}`)).body.vars).toEqual({ n: 1, done: true })
    expect((await started.get(`/tables/${other}/rows/${elsewhere}`)).body.vars).toEqual({ n: 1 })
    await run({ task_type: 'delete_rows', filter_type: 'row_ids', filter_params: { row_ids: [two] }, table_id })
    expect((await started.get(`/tables/${table_id}/rows`)).body.data.map(({ id }: any) => id)).toEqual([one])
    const wrong = {
      task_type: 'delete_rows',
      filter_type: 'row_ids',
      filter_params: { row_ids: [elsewhere] },
      table_id,
    }
    expect((await started.post('/tasks', wrong)).body.error.param).toBe('filter_params[row_ids][0]')
  })
})

describe('tasks for messages', () => {
  test('cancel_messages cancels what is queued, and passes over the rest', async () => {
    await send()
    await started.advance('idle')
    await started.post(`/phones/${started.phone}`, { send_paused: true })
    await send()
    const task = await run({ task_type: 'cancel_messages', ...everything })
    expect(task).toMatchObject({ status: 'complete', total_rows: 2, current_row: 2 })
    const { data } = (await started.get('/messages')).body
    expect(data.map(({ status }: any) => status)).toEqual(['delivered', 'cancelled'])
  })

  test('resend_messages sends by the new route, or by the original one where route_id is null', async () => {
    const { body: second } = await started.admin('POST', '/telerivet/phones', { phone_number: '+16505550002' })
    await send({ to_number: '+15005550011' })
    await started.advance('idle')
    const failed = { filter_type: 'query_messages', filter_params: { status: 'failed' } }
    await run({ task_type: 'resend_messages', task_params: { route_id: second.id }, ...failed })
    const [message] = (await started.get('/messages')).body.data
    expect(message).toMatchObject({ phone_id: second.id, send_attempts: 2 })
    await run({ task_type: 'resend_messages', task_params: { route_id: null }, ...failed })
    expect((await started.get(`/messages/${message.id}`)).body).toMatchObject({ phone_id: second.id, send_attempts: 3 })
  })

  test('add_label and remove_label put it on them and take it off', async () => {
    const [one, two] = [await send(), await send({ content: 'b' })]
    const { body: label } = await started.post('/labels', { name: 'Important' })
    const task_params = { label_id: label.id }
    await run({ task_type: 'add_label', task_params, ...everything })
    const labelled = { filter_type: 'query_messages', filter_params: { label_id: label.id, status: 'delivered' } }
    await run({ task_type: 'remove_label', task_params, ...oneMessage(one.id) })
    expect((await started.get(`/labels/${label.id}/messages`)).body.data.map(({ id }: any) => id)).toEqual([two.id])
    expect(await run({ task_type: 'remove_label', task_params, ...labelled })).toMatchObject({ total_rows: 1 })
    expect((await started.get(`/messages/${two.id}`)).body.label_ids).toEqual([])
  })

  test('update_message_var and delete_messages do what they say', async () => {
    const [one, two] = [await send(), await send({ content: 'b' })]
    await run({ task_type: 'update_message_var', task_params: { variable: 'x', value: 'y' }, ...oneMessage(one.id) })
    expect((await started.get(`/messages/${one.id}`)).body.vars).toEqual({ x: 'y' })
    await run({ task_type: 'delete_messages', ...oneMessage(two.id) })
    expect((await started.get(`/messages/${two.id}`)).status).toBe(404)
  })
})

describe('exporting data to CSV', () => {
  test('column_ids: IDs of columns to save in the CSV file', async () => {
    await contact({ name: 'Ann "A", B', phone_number: '+16505550101', vars: { city: 'Ulm' } })
    await contact({ name: 'Ben\nC' })
    const storage_id = await storage()
    const column_ids = ['name', 'vars.city', 'group_ids', 'send_blocked', 'phone_number']
    const task_params = { storage_id, filename: 'a/people.csv', column_ids }
    const { id } = await create({ task_type: 'export_contacts', task_params, ...everybody })
    expect((await fileIn(storage_id, 'a/people.csv')).status).toBe(404)
    await started.advance('idle')
    expect((await started.get(`/tasks/${id}`)).body.status).toBe('complete')
    const answer = await fileIn(storage_id, 'a/people.csv')
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.text).toBe(
      'name,vars.city,group_ids,send_blocked,phone_number\r\n' +
        '"Ann ""A"", B",Ulm,,false,+16505550101\r\n' +
        '"Ben\nC",,,false,\r\n',
    )
    const { files } = (await started.admin('GET', `/telerivet/storages/${storage_id}/files`)).body
    expect(files).toEqual([
      { name: 'a/people.csv', size: Buffer.byteLength(answer.text), time: '2026-01-01T00:00:01.000Z' },
    ])
  })

  test('if column_ids is not provided, all default columns will be saved', async () => {
    await send({ vars: { b: 1 } })
    await send({ vars: { a: 'é' } })
    const storage_id = await storage()
    await run({ task_type: 'export_messages', task_params: { storage_id, filename: 'm.csv' }, ...everything })
    const [head, ...lines] = (await fileIn(storage_id, 'm.csv')).text.trimEnd().split('\r\n')
    const names = head!.split(',')
    expect(names.slice(0, 3)).toEqual(['id', 'direction', 'status'])
    expect(names.slice(-3)).toEqual(['project_id', 'vars.a', 'vars.b'])
    expect(lines.map((line) => line.split(',').slice(-2))).toEqual([
      ['', '1'],
      ['é', ''],
    ])
  })

  test('a message or row can be saved with what is known of its contact', async () => {
    const { contact_id } = await send()
    await started.post(`/contacts/${contact_id}`, { name: 'Ann', vars: { city: 'Ulm' } })
    const storage_id = await storage()
    const column_ids = ['content', 'contact.name', 'contact.vars.city']
    await run({
      task_type: 'export_messages',
      task_params: { storage_id, filename: 'm.csv', column_ids },
      ...everything,
    })
    expect((await fileIn(storage_id, 'm.csv')).text).toBe('content,contact.name,contact.vars.city\r\na,Ann,Ulm\r\n')
  })

  test('what is exported to the same path later takes its place, and what is cancelled leaves it', async () => {
    await sendTo(150)
    const storage_id = await storage()
    const by = (column: string) => ({
      task_type: 'export_contacts',
      task_params: { storage_id, filename: 'x.csv', column_ids: [column] },
      ...everybody,
    })
    await run(by('name'))
    const { id } = await create(by('id'))
    await started.advance(1)
    await started.post(`/tasks/${id}/cancel`)
    const first = (await fileIn(storage_id, 'x.csv')).text
    expect(first.split('\r\n')).toHaveLength(152)
    expect(first).toMatch(/^name\r\n/)
    await run(by('id'))
    expect((await fileIn(storage_id, 'x.csv')).text).toMatch(/^id\r\nCT/)
    expect((await started.admin('GET', `/telerivet/storages/${storage_id}/files`)).body.files).toHaveLength(1)
  })

  test('an export whose storage is deleted half-way has failed', async () => {
    await sendTo(150)
    const storage_id = await storage()
    const { id } = await create({
      task_type: 'export_contacts',
      task_params: { storage_id, filename: 'x' },
      ...everybody,
    })
    await started.advance(1)
    expect((await started.admin('DELETE', `/telerivet/storages/${storage_id}`)).status).toBe(204)
    await started.advance('idle')
    expect((await started.get(`/tasks/${id}`)).body).toMatchObject({ status: 'failed', current_row: 100 })
  })

  test('a file that is not there is refused with the names of those that are', async () => {
    const storage_id = await storage()
    expect((await fileIn(storage_id, 'x.csv')).body.error.message).toContain('Nothing lies there yet.')
    await run({ task_type: 'export_contacts', task_params: { storage_id, filename: 'y.csv' }, ...everybody })
    const { status, body } = await fileIn(storage_id, 'x.csv')
    expect([status, body.error.message]).toEqual([404, expect.stringContaining('Did you mean "y.csv"?')])
  })
})

describe('what is wrong with a task is told, and nothing is changed', () => {
  const fields = { ...setX, ...everybody }
  const many = Array.from({ length: 101 }, () => 'CT0000000000000000')
  const variables = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`v${index}`, 1]))
  const vars = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`v${index}`, 1]))

  test.each<[string, object]>([
    ['task_type', { ...fields, task_type: undefined }],
    ['task_type', { ...fields, task_type: 'update' }],
    ['task_params', { ...fields, task_params: 'x' }],
    ['task_params[variable]', { ...fields, task_params: {} }],
    ['task_params[variable]', { ...fields, task_params: { variable: 'a b', value: 1 } }],
    ['task_params[value]', { ...fields, task_params: { variable: 'x' } }],
    ['task_params[value]', { ...fields, task_params: { variable: 'x', value: [] } }],
    ['task_params[value]', { ...fields, task_params: { variable: 'x', value: 'é'.repeat(2049) } }],
    ['task_params[send_blocked]', { ...everybody, task_type: 'set_send_blocked', task_params: { send_blocked: 2 } }],
    ['task_params[conversation_status]', { ...everybody, task_type: 'set_conversation_status' }],
    [
      'task_params[conversation_status]',
      { ...everybody, task_type: 'set_conversation_status', task_params: { conversation_status: 'open' } },
    ],
    ['task_params[group_id]', { ...everybody, task_type: 'add_group_members' }],
    ['task_params[group_id]', { ...everybody, task_type: 'remove_group_members', task_params: { group_id: 'CG0' } }],
    ['task_params[label_id]', { ...everything, task_type: 'add_label', task_params: { label_id: 'LB0' } }],
    ['task_params[label_id]', { ...everything, task_type: 'remove_label' }],
    ['task_params[route_id]', { ...everything, task_type: 'resend_messages', task_params: { route_id: 'PN0' } }],
    ['task_params[service_id]', { ...everything, task_type: 'apply_service_to_messages' }],
    [
      'task_params[variables]',
      { ...everybody, task_type: 'apply_service_to_contacts', task_params: { service_id: 'SV0', variables } },
    ],
    ['task_params[storage_id]', { ...everybody, task_type: 'export_contacts', task_params: { filename: 'x' } }],
    [
      'task_params[storage_id]',
      { ...everybody, task_type: 'export_contacts', task_params: { filename: 'x', storage_id: 'ST0' } },
    ],
    ['filter_type', { ...setX, filter_params: { all: true } }],
    ['filter_type', { ...setX, filter_params: { all: true }, filter_type: 'contacts' }],
    ['filter_type', { ...everybody, task_type: 'delete_messages' }],
    ['filter_type', { ...everything, task_type: 'export_contacts', task_params: { filename: 'x', storage_id: 'x' } }],
    ['filter_params', { ...setX, filter_type: 'query_contacts' }],
    ['filter_params', { ...setX, filter_type: 'query_contacts', filter_params: {} }],
    ['filter_params', { ...setX, filter_type: 'query_contacts', filter_params: { all: false } }],
    ['filter_params', { ...setX, filter_type: 'query_contacts', filter_params: { nmae: 'Ann' } }],
    ['filter_params[all]', { ...setX, filter_type: 'query_contacts', filter_params: { all: 'yes' } }],
    ['filter_params[name][min]', { ...setX, filter_type: 'query_contacts', filter_params: { name: { min: 1 } } }],
    ['filter_params[vars][a b]', { ...setX, filter_type: 'query_contacts', filter_params: { vars: { 'a b': 1 } } }],
    ['filter_params[status]', { ...setX, filter_type: 'query_messages', filter_params: { status: 'gone' } }],
    ['filter_params[contact_ids]', { ...setX, filter_type: 'contact_ids', filter_params: {} }],
    ['filter_params[contact_ids]', { ...setX, filter_type: 'contact_ids', filter_params: { contact_ids: many } }],
    ['filter_params[contact_ids][0]', { ...setX, filter_type: 'contact_ids', filter_params: { contact_ids: ['x'] } }],
    ['filter_params[message_ids][0]', { ...setX, filter_type: 'message_ids', filter_params: { message_ids: ['x'] } }],
    ['table_id', { task_type: 'delete_rows', filter_type: 'query_rows', filter_params: { all: true } }],
    ['table_id', { task_type: 'delete_rows', filter_type: 'query_rows', filter_params: { all: true }, table_id: 'x' }],
    ['vars', { ...fields, vars }],
    ['vars[a]', { ...fields, vars: { a: {} } }],
  ])('%s of %j', async (param, body) => {
    const before = JSON.stringify(started.world.toJSON().rows)
    const { status, body: answer } = await started.post('/tasks', body)
    expect([status, answer.error.code, answer.error.param]).toEqual([400, 'invalid_param', param])
    expect(JSON.stringify(started.world.toJSON().rows)).toBe(before)
  })

  test('a column that exports do not have, and a path that no address could name', async () => {
    const storage_id = await storage()
    expect(await paramOf({ storage_id, filename: 'x', column_ids: ['name', 'nmae'] })).toBe(
      'task_params[column_ids][1]',
    )
    expect(await paramOf({ storage_id, filename: 'x', column_ids: ['contact.name'] })).toBe(
      'task_params[column_ids][0]',
    )
    expect(await paramOf({ storage_id, filename: 'é'.repeat(200) })).toBe('task_params[filename]')
    expect(await paramOf({ storage_id, filename: ' ' })).toBe('task_params[filename]')
  })
})
