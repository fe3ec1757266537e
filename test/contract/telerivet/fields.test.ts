import { describe, expect, test } from 'vitest'
import { LONGEST_PAGE } from '../../../src/http/one-page.ts'
import { customFields } from '../../../src/providers/telerivet/fields/custom-field.ts'
import { startProject } from './project.ts'

/** The three lists of fields: where each is, and how a variable comes to be written there. */
const LISTS: { fields: string; path: (project: Project) => Promise<string>; write: Write }[] = [
  {
    fields: 'contact_fields',
    path: async () => '/contact_fields',
    write: ({ post }, vars) => post('/contacts', { name: 'Ann', vars }),
  },
  {
    fields: 'message_fields',
    path: async () => '/message_fields',
    write: ({ post }, vars) => post('/messages/send', { to_number: '+16505550123', content: 'a', vars }),
  },
  {
    fields: 'fields of a table',
    path: async ({ post }) => `/tables/${(await post('/tables', { name: 'Poll' })).body.id}/fields`,
    async write({ post }, vars) {
      const { id } = (await post('/tables', { name: 'Poll' })).body
      return post(`/tables/${id}/rows`, { vars })
    },
  },
]

type Project = Awaited<ReturnType<typeof startProject>>
type Write = (project: Project, vars: Record<string, unknown>) => Promise<{ status: number }>

const variables = (answer: { body: { variable: string }[] }) => answer.body.map(({ variable }) => variable)

describe.each(LISTS)('$fields', ({ path, write }) => {
  test('gets a list of all fields, which are automatically created for what is written', async () => {
    const project = await startProject()
    const fields = await path(project)
    expect((await project.get(fields)).body).toEqual([])
    await write(project, { q1: 'yes', age: 7 })
    await write(project, { age: 8, q1: 'no', last: true })
    expect((await project.get(fields)).body).toEqual(
      ['q1', 'age', 'last'].map((variable, order) => ({
        name: variable,
        variable,
        type: 'text',
        order,
        readonly: false,
        lookup_key: false,
      })),
    )
  })

  test('allows customizing how a field is displayed, and changes no value', async () => {
    const project = await startProject()
    const fields = await path(project)
    await write(project, { q1: 'yes', q2: 'no', q3: 'yes' })
    const { status, body } = await project.post(`${fields}/q1`, { name: 'Question 1', type: 'number', order: 2 })
    expect([status, body]).toEqual([
      200,
      { name: 'Question 1', variable: 'q1', type: 'number', order: 2, readonly: false, lookup_key: false },
    ])
    // Of two that are to be at one place the older goes first.
    expect(variables(await project.get(fields))).toEqual(['q2', 'q1', 'q3'])
    await write(project, { q1: 'maybe' })
    expect((await project.get(fields)).body[1]).toEqual(body)
    expect((await project.post(`${fields}/q1`, {})).body).toEqual(body)
  })

  test('a variable that nobody has written yet has a field once its metadata is set', async () => {
    const project = await startProject()
    const fields = await path(project)
    expect((await project.post(`${fields}/new_1`)).body).toMatchObject({ name: 'new_1', variable: 'new_1', order: 0 })
    await write(project, { q1: 'yes' })
    expect(variables(await project.get(fields))).toEqual(['new_1', 'q1'])
  })

  test('items are required if the type is select, and stay when something else is set', async () => {
    const project = await startProject()
    const fields = await path(project)
    for (const body of [{ type: 'select' }, { type: 'select', items: [] }])
      expect(await project.post(`${fields}/q1`, body)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_param', param: 'items' } },
      })
    expect((await project.get(fields)).body).toEqual([])
    const items = [
      { value: 'y', label: 'Yes' },
      { value: 'n', label: 'No' },
    ]
    expect((await project.post(`${fields}/q1`, { type: 'select', items })).body).toMatchObject({
      type: 'select',
      items,
    })
    expect((await project.post(`${fields}/q1`, { name: 'Question' })).body).toMatchObject({ type: 'select', items })
    expect((await project.post(`${fields}/q1`, { items: [] })).status).toBe(400)
    expect((await project.post(`${fields}/q1`, { type: 'radio', items: [] })).body).toMatchObject({ items: [] })
  })

  test.each([
    ['name', 'x'.repeat(65)],
    ['name', ''],
    ['name', {}],
    ['type', 'colour'],
    ['type', 5],
    ['order', 'first'],
    ['order', 1.5],
    ['items', 'a'],
    ['items', Array.from({ length: 101 }, () => ({ value: 'a', label: 'A' }))],
    ['items[0][label]', [{ value: 'a' }], 'items'],
    ['items[1][value]', [{ value: 'a', label: 'A' }, { label: 'B' }], 'items'],
    ['items[0][value]', [{ value: 'x'.repeat(257), label: 'A' }], 'items'],
    ['items[0][label]', [{ value: 'a', label: '' }], 'items'],
  ])('%s cannot be %j', async (param, value, name = param) => {
    const project = await startProject()
    const fields = await path(project)
    await write(project, { q1: 'yes' })
    const before = (await project.get(fields)).body
    expect(await project.post(`${fields}/q1`, { order: 9, [name]: value })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_param', param } },
    })
    expect((await project.get(fields)).body).toEqual(before)
  })

  test.each(['bad-name', '%20', 'x'.repeat(33), '__proto__', 'a%2Fb'])(
    '%s is not the name of a variable',
    async (name) => {
      const project = await startProject()
      const fields = await path(project)
      expect(await project.post(`${fields}/${name}`, { name: 'A' })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid_param', param: 'variable' } },
      })
      expect((await project.get(fields)).body).toEqual([])
    },
  )

  test('up to 64 characters name a field, and up to 100 items of 256 are chosen from', async () => {
    const project = await startProject()
    const fields = await path(project)
    const items = Array.from({ length: 100 }, () => ({ value: 'v'.repeat(256), label: 'l'.repeat(256) }))
    const given = { name: 'n'.repeat(64), type: 'select', items }
    expect((await project.post(`${fields}/${'x'.repeat(32)}`, given)).body).toMatchObject(given)
  })

  test('a field stays when nothing has its variable any more', async () => {
    const project = await startProject()
    const fields = await path(project)
    await write(project, { q1: 'yes' })
    const { post, get, delete: remove } = project
    for (const list of ['/contacts', '/messages', '/tables']) {
      for (const { id } of (await get(list)).body.data as { id: string }[]) {
        if (list !== '/tables') await remove(`${list}/${id}`)
        else
          for (const row of (await get(`${list}/${id}/rows`)).body.data as { id: string }[])
            await post(`${list}/${id}/rows/${row.id}`, { vars: { q1: null } })
      }
    }
    expect(variables(await get(fields))).toEqual(['q1'])
  })

  test('as many fields are listed as one page holds', async () => {
    const project = await startProject()
    const fields = await path(project)
    const items = Array.from({ length: 100 }, () => ({ value: '\u0001'.repeat(256), label: '\u0001'.repeat(256) }))
    for (let index = 0; index < 30; index++) await project.post(`${fields}/v${index}`, { items })
    const { status, text, body } = await project.get(fields)
    expect(status).toBe(200)
    expect(text.length).toBeLessThan(LONGEST_PAGE + 1000)
    expect(body.length).toBeGreaterThan(20)
  })
})

test('the fields of contacts, of messages and of each table are lists of their own', async () => {
  const { post, get } = await startProject()
  await post('/contacts', { name: 'Ann', vars: { of_contact: 1 } })
  await post('/messages/send', { to_number: '+16505550123', content: 'a', vars: { of_message: 1 } })
  const [one, two] = [(await post('/tables', { name: '1' })).body.id, (await post('/tables', { name: '2' })).body.id]
  await post(`/tables/${one}/rows`, { vars: { of_one: 1 } })
  await post(`/tables/${two}/rows`, { vars: { of_two: 1 } })
  expect(variables(await get('/contact_fields'))).toEqual(['of_contact'])
  expect(variables(await get('/message_fields'))).toEqual(['of_message'])
  expect(variables(await get(`/tables/${one}/fields`))).toEqual(['of_one'])
  expect(variables(await get(`/tables/${two}/fields`))).toEqual(['of_two'])
  expect((await get('/tables/DTnone/fields')).status).toBe(404)
  expect((await post('/tables/DTnone/fields/a', {})).status).toBe(404)
})

test('message fields come of messages that are sent, received and changed', async () => {
  const { post, get, phone } = await startProject()
  const { id } = (await post('/messages/send', { to_number: '+16505550123', content: 'a', vars: { sent: 1 } })).body
  const from_number = '+16505550123'
  await post('/messages/receive', { phone_id: phone, from_number, content: 'b', vars: { received: 1 } })
  await post('/messages/send_batch', { to_numbers: [from_number], content: 'c', vars: { batch: 1 } })
  await post(`/messages/${id}`, { vars: { changed: 1, sent: null, never: null }, starred: true })
  expect(variables(await get('/message_fields'))).toEqual(['sent', 'received', 'batch', 'changed'])
})

test('contact fields come of contacts that are made and changed, and of rows that are changed those of their table', async () => {
  const { post, get } = await startProject()
  const { id } = (await post('/contacts', { name: 'Ann', vars: { made: 1 } })).body
  await post('/contacts', { name: 'Ann', vars: { found: 1 } })
  await post(`/contacts/${id}`, { vars: { changed: 1, gone: null } })
  expect(variables(await get('/contact_fields'))).toEqual(['made', 'found', 'changed'])
  const table = (await post('/tables', { name: 'Poll' })).body.id
  const row = (await post(`/tables/${table}/rows`, {})).body.id
  await post(`/tables/${table}/rows/${row}`, { vars: { q1: 'yes' } })
  expect(variables(await get(`/tables/${table}/fields`))).toEqual(['q1'])
})

test('a list may say of its fields what only it has', async () => {
  const { post, get } = await startProject()
  const table = `/tables/${(await post('/tables', { name: 'Poll' })).body.id}/fields`
  const all = { readonly: true, lookup_key: 1, hide_values: true, show_on_conversation: 'true' }
  const own = { readonly: true, lookup_key: true }
  expect((await post('/contact_fields/a', all)).body).toEqual(
    expect.objectContaining({ ...own, show_on_conversation: true }),
  )
  expect((await get('/contact_fields')).body[0]).not.toHaveProperty('hide_values')
  expect((await post('/message_fields/a', all)).body).toMatchObject({
    readonly: false,
    lookup_key: false,
    hide_values: true,
  })
  expect((await get('/message_fields')).body[0]).not.toHaveProperty('show_on_conversation')
  expect((await post(`${table}/a`, all)).body).toMatchObject(own)
  const [field] = (await get(table)).body
  expect([field.hide_values, field.show_on_conversation]).toEqual([undefined, undefined])
})

test('the fields of a table are gone with it: another of its name begins without any', async () => {
  const { post, get, delete: remove, world } = await startProject()
  const first = (await post('/tables', { name: 'Poll' })).body.id
  await post(`/tables/${first}/rows`, { vars: { q1: 'yes' } })
  await remove(`/tables/${first}`)
  expect(world.collection(customFields).size).toBe(0)
  const second = (await post('/tables', { name: 'Poll' })).body.id
  expect((await get(`/tables/${second}/fields`)).body).toEqual([])
})
