import { expect, test } from 'vitest'
import { dataRows } from '../../../src/providers/telerivet/tables/data-row.ts'
import { startProject } from './project.ts'

const named = (answer: { body: { data: { name: string }[] } }) => answer.body.data.map(({ name }) => name)

test('a new table has no rows, and shows all that it can in the web app', async () => {
  const { post, get, credentials } = await startProject()
  const { status, body } = await post('/tables', { name: 'Election Reports' })
  expect([status, body]).toEqual([
    200,
    {
      id: expect.stringMatching(/^DT[0-9a-f]{16}$/),
      name: 'Election Reports',
      num_rows: 0,
      show_add_row: true,
      show_stats: true,
      show_contact_columns: true,
      vars: {},
      project_id: credentials.telerivet!.project_id,
    },
  ])
  expect((await get(`/tables/${body.id}`)).body).toEqual(body)
})

test('gets or creates a data table by name, whatever the case, and leaves the name as it was', async () => {
  const { post, get } = await startProject()
  const { id } = (await post('/tables', { name: 'Élections' })).body
  expect((await post('/tables', { name: 'éLECTIONS' })).body).toMatchObject({ id, name: 'Élections' })
  expect((await post('/tables', { name: 'Elections' })).body.id).not.toBe(id)
  expect((await get('/tables?count=1')).body).toEqual({ count: 2 })
})

test('of two tables of one name the older is got', async () => {
  const { post } = await startProject()
  const first = (await post('/tables', { name: 'Polls' })).body.id
  const second = (await post('/tables', { name: 'Reports' })).body.id
  expect((await post(`/tables/${second}`, { name: 'polls' })).body).toMatchObject({ id: second, name: 'polls' })
  expect((await post('/tables', { name: 'POLLS' })).body.id).toBe(first)
})

test('updates writable fields, and found by its new name from then on', async () => {
  const { post, get } = await startProject()
  const { id } = (await post('/tables', { name: 'Polls' })).body
  const changes = { name: 'Poll Responses', show_add_row: false, show_stats: 0, show_contact_columns: 'false' }
  const changed = (await post(`/tables/${id}`, { ...changes, vars: { foo: 'bar', baz: 42 } })).body
  expect(changed).toMatchObject({
    name: 'Poll Responses',
    show_add_row: false,
    show_stats: false,
    show_contact_columns: false,
    vars: { foo: 'bar', baz: 42 },
  })
  expect((await post(`/tables/${id}`, { vars: { foo: null, n: true }, num_rows: 7, name: null })).body).toEqual({
    ...changed,
    vars: { baz: 42, n: true },
  })
  expect((await post('/tables', { name: 'poll responses' })).body.id).toBe(id)
  expect((await post('/tables', { name: 'Polls' })).body.id).not.toBe(id)
  expect((await get(`/tables/${id}`)).body.vars).toEqual({ baz: 42, n: true })
})

test('permanently deletes the given data table, including all its rows, and no other', async () => {
  const { post, get, delete: remove, world } = await startProject()
  const gone = (await post('/tables', { name: 'Gone' })).body.id
  const stays = (await post('/tables', { name: 'Stays' })).body.id
  for (let index = 0; index < 40; index++) await post(`/tables/${gone}/rows`, { vars: { index } })
  const row = (await post(`/tables/${stays}/rows`, {})).body.id
  expect(await remove(`/tables/${gone}`)).toMatchObject({ status: 200, body: {} })
  for (const path of ['', '/rows', '/fields', '/count_rows_by_value?variable=index'])
    expect(await get(`/tables/${gone}${path}`)).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
  expect(
    world
      .collection(dataRows)
      .all()
      .map(({ id }) => id),
  ).toEqual([row])
  expect((await post('/tables', { name: 'Gone' })).body).toMatchObject({
    num_rows: 0,
    id: expect.not.stringMatching(gone),
  })
})

test('lists tables sorted by name, either way, page by page', async () => {
  const { post, get } = await startProject()
  for (const name of ['b', 'C', 'a']) await post('/tables', { name })
  expect(named(await get('/tables'))).toEqual(['b', 'C', 'a'])
  expect(named(await get('/tables?sort_dir=desc'))).toEqual(['a', 'C', 'b'])
  const first = await get('/tables?sort=name&page_size=2')
  expect([named(first), first.body.sort, first.body.truncated]).toEqual([['a', 'b'], 'name', true])
  expect(named(await get(`/tables?sort=name&page_size=2&marker=${first.body.next_marker}`))).toEqual(['C'])
  expect(named(await get('/tables?sort=name&sort_dir=desc&offset=1'))).toEqual(['b', 'a'])
})

test('returns the number of rows for each value of a given variable', async () => {
  const { post, get } = await startProject()
  const { id } = (await post('/tables', { name: 'Poll' })).body
  for (const q1 of ['yes', 'no', 'yes', 'Yes', 1, '1', true, '__proto__', null])
    await post(`/tables/${id}/rows`, { vars: { q1, other: 'yes' } })
  await post(`/tables/${id}/rows`, {})
  const other = (await post('/tables', { name: 'Other' })).body.id
  await post(`/tables/${other}/rows`, { vars: { q1: 'yes' } })
  const { status, text } = await get(`/tables/${id}/count_rows_by_value?variable=q1`)
  expect([status, text]).toEqual([200, '{"yes":2,"no":1,"Yes":1,"1":2,"true":1,"__proto__":1}'])
  expect((await get(`/tables/${id}/count_rows_by_value?variable=constructor`)).body).toEqual({})
})

test.each(['', 'variable=', 'variable=bad-name', `variable=${'x'.repeat(33)}`, 'variable[a]=q1'])(
  'rows cannot be counted by ?%s',
  async (query) => {
    const { post, get } = await startProject()
    const { id } = (await post('/tables', { name: 'Poll' })).body
    expect(await get(`/tables/${id}/count_rows_by_value?${query}`)).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param: 'variable' } },
    })
  },
)
