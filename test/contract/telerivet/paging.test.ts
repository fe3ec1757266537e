import { expect, test } from 'vitest'
import { startProject } from './project.ts'

const names = (answer: { body: { data: { name: string }[] } }) => answer.body.data.map(({ name }) => name)

async function contactsNamed(...given: string[]) {
  const project = await startProject()
  const ids: string[] = []
  for (const name of given) ids.push((await project.post('/contacts', { name, lookup_key: 'none' })).body.id as string)
  return { ...project, ids }
}

test('a list has all five keys, defaults included', async () => {
  const { get } = await contactsNamed('Ann')
  expect((await get('/contacts')).body).toEqual({
    data: [expect.objectContaining({ name: 'Ann' })],
    truncated: false,
    next_marker: null,
    sort: 'default',
    sort_dir: 'asc',
  })
})

test('truncated says that the page is full, even if nothing follows', async () => {
  const { get } = await contactsNamed('Ann', 'Ben')
  const first = await get('/contacts?page_size=2')
  expect(first.body).toMatchObject({ truncated: true, next_marker: expect.any(String) })
  const second = await get(`/contacts?page_size=2&marker=${first.body.next_marker}`)
  expect(second.body).toMatchObject({ data: [], truncated: false, next_marker: null })
})

test('a marker survives the deletion of the object that it names, and takes no offset again', async () => {
  const { get, ids, ...project } = await contactsNamed('Ann', 'Ben', 'Carl', 'Dora', 'Eve')
  const first = await get('/contacts?page_size=2&offset=1')
  expect(names(first)).toEqual(['Ben', 'Carl'])
  await project.delete(`/contacts/${ids[2]}`)
  await project.delete(`/contacts/${ids[0]}`)
  expect(names(await get(`/contacts?page_size=2&offset=1&marker=${first.body.next_marker}`))).toEqual(['Dora', 'Eve'])
})

test('the way back from a page that has become empty shows all that is left before it', async () => {
  const { get, ids, post, ...project } = await contactsNamed('Ann', 'Ben', 'Carl', 'Dora')
  const { next_marker } = (await get('/contacts?page_size=2')).body
  const last = `/contacts?page_size=2&marker=${next_marker}`
  expect(names(await get(last))).toEqual(['Carl', 'Dora'])
  await project.delete(`/contacts/${ids[2]}`)
  await project.delete(`/contacts/${ids[3]}`)
  expect((await get(last)).body).toMatchObject({ data: [], truncated: false, next_marker: null })
  // The marker stands behind Ben, who is not shown again, and whose place is kept when he goes.
  expect(names(await get(`${last}&sort_dir=desc`))).toEqual(['Ann'])
  await project.delete(`/contacts/${ids[1]}`)
  expect(names(await get(`${last}&sort_dir=desc`))).toEqual(['Ann'])
  await post('/contacts', { name: 'Eve' })
  expect(names(await get(last))).toEqual(['Eve'])
  await project.delete(`/contacts/${ids[0]}`)
  expect((await get(`${last}&sort_dir=desc`)).body).toMatchObject({ data: [], truncated: false, next_marker: null })
})

test.each(['name', 'phone_number'])(
  'a page sorted by %s goes on where its last row was, among equals too',
  async (sort) => {
    const { get, ids, ...project } = await contactsNamed('Ann', 'Ann', 'Ann', 'Ann')
    const first = (await get(`/contacts?page_size=2&sort=${sort}`)).body
    expect(first.data.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 2))
    await project.delete(`/contacts/${ids[1]}`)
    await project.delete(`/contacts/${ids[2]}`)
    const next = (await get(`/contacts?page_size=2&sort=${sort}&marker=${first.next_marker}`)).body
    expect(next.data.map(({ id }: { id: string }) => id)).toEqual([ids[3]])
  },
)

test('a marker of another list or another sort is refused', async () => {
  const { get, post } = await contactsNamed('Ann', 'Ben')
  await post('/messages/send', { to_number: '+16505550123', content: 'a' })
  const { next_marker } = (await get('/contacts?page_size=1')).body
  for (const path of [`/messages?marker=${next_marker}`, `/contacts?sort=name&marker=${next_marker}`])
    expect(await get(path)).toMatchObject({ status: 400, body: { error: { param: 'marker' } } })
})

test('rows that come while one pages are seen at the end, once', async () => {
  const { get, post } = await contactsNamed('Ann', 'Ben', 'Carl')
  const first = await get('/contacts?page_size=2')
  await post('/contacts', { name: 'Abe' })
  const second = await get(`/contacts?page_size=2&marker=${first.body.next_marker}`)
  expect(names(second)).toEqual(['Carl', 'Abe'])
})

test.each([
  ['sort=name', ['ann', 'Ben', 'ben', 'Carl']],
  ['sort=name&sort_dir=desc', ['Carl', 'ben', 'Ben', 'ann']],
  ['sort_dir=desc', ['ben', 'ann', 'Carl', 'Ben']],
])('%s walks every contact once, one by one', async (search, order) => {
  const { get } = await contactsNamed('Ben', 'Carl', 'ann', 'ben')
  const walked: string[] = []
  let page = await get(`/contacts?page_size=1&${search}`)
  while (page.body.data.length > 0) {
    walked.push(...names(page))
    page = await get(`/contacts?page_size=1&${search}&marker=${page.body.next_marker}`)
  }
  expect(walked).toEqual(order)
})

test('count=1 answers the number alone, whatever the page', async () => {
  const { get } = await contactsNamed('Ann', 'Ben', 'Carl')
  expect((await get('/contacts?count=1&page_size=1&offset=2')).body).toEqual({ count: 3 })
  expect((await get('/contacts?count=true&name[prefix]=b')).body).toEqual({ count: 1 })
})

test('a page_size above the maximum is taken for the maximum', async () => {
  const { get, world, credentials } = await startProject()
  const { createContact } = await import('../../../src/providers/telerivet/contacts/create-contact.ts')
  const { projects } = await import('../../../src/providers/telerivet/projects/project.ts')
  const project = world.collection(projects).get(credentials.telerivet!.project_id!)!
  for (let index = 0; index < 501; index++) createContact(world, project, `n${index}`, null)
  expect((await get('/contacts?page_size=10000')).body.data).toHaveLength(500)
  expect((await get('/contacts')).body.data).toHaveLength(50)
})

test.each([
  'page_size=0',
  'page_size=-1',
  'page_size=ten',
  'page_size=1.5',
  'offset=-1',
  'marker=nonsense',
  'marker=W10',
  'sort=age',
  'sort_dir=up',
  'count=maybe',
])('%s is refused', async (search) => {
  const { get } = await startProject()
  expect(await get(`/contacts?${search}`)).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_param', param: search.split('=')[0] } },
  })
})
