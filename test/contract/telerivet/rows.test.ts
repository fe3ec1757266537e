import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const idsOf = (answer: { body: { data: { id: string }[] } }) => answer.body.data.map(({ id }) => id)

async function startTable() {
  const project = await startProject()
  const table = (await project.post('/tables', { name: 'Poll Responses' })).body.id as string
  return { ...project, table, rows: `/tables/${table}/rows` }
}

test('adds a new row to a data table, which tells how many rows it has', async () => {
  const { post, get, table, rows, credentials } = await startTable()
  const { status, body } = await post(rows, { from_number: '+16505550123', vars: { q1: 'yes', q2: 'no' } })
  expect([status, body]).toEqual([
    200,
    {
      id: expect.stringMatching(/^DR[0-9a-f]{16}$/),
      contact_id: null,
      from_number: '+16505550123',
      vars: { q1: 'yes', q2: 'no' },
      time_created: 1767225600,
      time_updated: 1767225600,
      table_id: table,
      project_id: credentials.telerivet!.project_id,
    },
  ])
  expect((await get(`${rows}/${body.id}`)).body).toEqual(body)
  expect((await get(`/tables/${table}`)).body.num_rows).toBe(1)
})

test('a row may be of nobody and hold nothing', async () => {
  const { post, rows } = await startTable()
  expect((await post(rows)).body).toMatchObject({ contact_id: null, from_number: null, vars: {} })
  expect((await post(rows, { contact_id: null, from_number: '', vars: [] })).body).toMatchObject({
    contact_id: null,
    from_number: null,
    vars: {},
  })
})

test('contact and number of a row are what was given: neither follows from the other', async () => {
  const { post, rows } = await startTable()
  const { id } = (await post('/contacts', { phone_number: '+16505550123' })).body
  expect((await post(rows, { from_number: '6505550123' })).body).toMatchObject({
    contact_id: null,
    from_number: '6505550123',
  })
  expect((await post(rows, { contact_id: id })).body).toMatchObject({ contact_id: id, from_number: null })
})

test('updates writable fields of a row: variables are merged, null takes one away, and the time moves', async () => {
  const { post, get, advance, rows } = await startTable()
  const contact_id = (await post('/contacts', { name: 'Ann' })).body.id
  const { id, time_created } = (await post(rows, { vars: { q1: 'yes', q2: 'no', n: 1 } })).body
  await advance(60)
  const changed = await post(`${rows}/${id}`, { contact_id, from_number: '+16505550123', vars: { q1: null, n: '1' } })
  expect(changed.body).toMatchObject({
    contact_id,
    from_number: '+16505550123',
    vars: { q2: 'no', n: '1' },
    time_created,
    time_updated: time_created + 60,
  })
  await advance(60)
  expect((await post(`${rows}/${id}`, { vars: { n: '1' }, time_created: 5 })).body).toEqual(changed.body)
  expect((await post(`${rows}/${id}`, { contact_id: null, from_number: null })).body).toMatchObject({
    contact_id: null,
    from_number: null,
    time_updated: time_created + 120,
  })
  expect((await get(`${rows}/${id}`)).body.vars).toEqual({ q2: 'no', n: '1' })
})

test('deletes a data row', async () => {
  const { post, get, delete: remove, table, rows } = await startTable()
  const { id } = (await post(rows, {})).body
  await post(rows, {})
  expect(await remove(`${rows}/${id}`)).toMatchObject({ status: 200, body: {} })
  expect((await get(`${rows}/${id}`)).status).toBe(404)
  expect((await remove(`${rows}/${id}`)).status).toBe(404)
  expect((await get(`/tables/${table}`)).body.num_rows).toBe(1)
})

test('a row is found in its own table only', async () => {
  const { post, get, delete: remove, rows } = await startTable()
  const other = (await post('/tables', { name: 'Other' })).body.id
  const { id } = (await post(rows, { vars: { a: 1 } })).body
  const elsewhere = `/tables/${other}/rows/${id}`
  expect(await get(elsewhere)).toMatchObject({
    status: 404,
    body: { error: { message: `There is no row "${id}".`, code: 'not_found' } },
  })
  expect((await post(elsewhere, { vars: { a: 2 } })).status).toBe(404)
  expect((await remove(elsewhere)).status).toBe(404)
  expect((await get(`${rows}/${id}`)).body.vars).toEqual({ a: 1 })
  expect(idsOf(await get(`/tables/${other}/rows`))).toEqual([])
  for (const path of ['', '/rows', `/rows/${id}`]) expect((await get(`/tables/DTnone${path}`)).status).toBe(404)
  expect((await post('/tables/DTnone/rows', {})).status).toBe(404)
})

test('queries data rows associated with a contact in any data table', async () => {
  const { post, get, rows } = await startTable()
  const other = (await post('/tables', { name: 'Other' })).body.id
  const ann = (await post('/contacts', { name: 'Ann' })).body.id
  const ben = (await post('/contacts', { name: 'Ben' })).body.id
  const made: string[] = []
  for (const path of [rows, `/tables/${other}/rows`, rows])
    made.push((await post(path, { contact_id: ann })).body.id as string)
  await post(rows, { contact_id: ben })
  expect(idsOf(await get(`/contacts/${ann}/rows`))).toEqual(made)
  expect(idsOf(await get(`/contacts/${ann}/rows?sort_dir=desc&page_size=1&offset=1`))).toEqual([made[1]])
  expect((await get(`/contacts/${ben}/rows?count=true`)).body).toEqual({ count: 1 })
  expect((await get('/contacts/CTnone/rows')).status).toBe(404)
})

test('the rows of a deleted contact stay, and belong to nobody', async () => {
  const { post, get, delete: remove, rows, advance } = await startTable()
  const contact_id = (await post('/contacts', { name: 'Ann' })).body.id
  const row = (await post(rows, { contact_id, from_number: '+16505550123', vars: { a: 1 } })).body
  await advance(60)
  await remove(`/contacts/${contact_id}`)
  expect((await get(`${rows}/${row.id}`)).body).toEqual({ ...row, contact_id: null })
  expect(idsOf(await get(`${rows}?contact_id=${contact_id}`))).toEqual([])
})

test('a row may not be of a contact that the project does not have', async () => {
  const { post, get, rows, credentials, call } = await startTable()
  const { organization_id, api_key } = credentials.telerivet!
  const headers = { authorization: `Basic ${Buffer.from(`${api_key}:`).toString('base64')}` }
  const other = await call('POST', `/v1/organizations/${organization_id}/projects`, {
    headers,
    body: { name: 'Other' },
  })
  const theirs = await call('POST', `/v1/projects/${other.body.id}/contacts`, { headers, body: { name: 'Ann' } })
  const { id } = (await post(rows, {})).body
  for (const path of [rows, `${rows}/${id}`])
    for (const contact_id of ['CTnone', theirs.body.id])
      expect(await post(path, { contact_id, vars: { a: 1 } })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_param', param: 'contact_id' } },
      })
  expect((await get(rows)).body.data).toMatchObject([{ id, contact_id: null, vars: {} }])
})

test('up to 100 variables are supported per row', async () => {
  const { post, get, rows } = await startTable()
  const hundred = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`v${index}`, index]))
  const { id } = (await post(rows, { vars: hundred })).body
  expect(await post(`${rows}/${id}`, { from_number: '+16505550123', vars: { more: 1 } })).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param: 'vars' } },
  })
  expect((await get(`${rows}/${id}`)).body).toMatchObject({ from_number: null, vars: hundred })
  expect((await post(`${rows}/${id}`, { vars: { v0: null, more: 1 } })).status).toBe(200)
})
