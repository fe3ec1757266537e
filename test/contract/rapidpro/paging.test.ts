import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { type Workspace, startWorkspace } from './start.ts'

/** Follows a link as a client does, in any world. */
const follow = ({ call, auth, url }: Workspace, link: string) => call('GET', link.slice(url.length), { headers: auth })

function fill({ world }: Workspace, count: number): void {
  for (let made = 0; made < count; made++) createContact(world, { name: String(made) })
}

const names = (answer: { body: { results: { name: string }[] } }) => answer.body.results.map(({ name }) => Number(name))
const countDown = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index)

test('lists come in pages of 250 with absolute links to their neighbours and no count', async () => {
  const workspace = await startWorkspace()
  fill(workspace, 520)
  const first = await workspace.get('contacts.json?reverse=&after=2020-01-01')
  expect(Object.keys(first.body)).toEqual(['next', 'previous', 'results'])
  expect([names(first), first.body.previous]).toEqual([countDown(519, 270), null])
  expect(first.body.next).toMatch(
    new RegExp(`^${workspace.url}/api/v2/contacts\\.json\\?after=2020-01-01&cursor=[^&]+&reverse=$`),
  )
  const second = await follow(workspace, first.body.next)
  expect(names(second)).toEqual(countDown(269, 20))
  const third = await follow(workspace, second.body.next)
  expect([names(third), third.body.next]).toEqual([countDown(19, 0), null])
  const back = await follow(workspace, third.body.previous)
  expect(names(back)).toEqual(names(second))
  const top = await follow(workspace, back.body.previous)
  expect([names(top), top.body.previous]).toEqual([names(first), null])
  expect(names(await follow(workspace, top.body.next))).toEqual(names(second))
})

test('new rows at the top do not shift later pages, and rows deleted meanwhile neither repeat nor skip others', async () => {
  const workspace = await startWorkspace()
  const { get, post, remove } = workspace
  fill(workspace, 300)
  const first = await get('contacts.json')
  await post('contacts.json', { name: '1000' })
  await remove(`contacts.json?uuid=${first.body.results.at(-1).uuid}`)
  const second = await follow(workspace, first.body.next)
  expect(names(second)).toEqual(countDown(49, 0))
  expect(names(await follow(workspace, second.body.previous))).toEqual([1000, ...countDown(299, 51)])
})

test('reverse=true turns the list round, and its links with it', async () => {
  const workspace = await startWorkspace()
  fill(workspace, 260)
  const first = await workspace.get('contacts.json?reverse=true')
  expect(names(first)).toEqual(countDown(249, 0).toReversed())
  const second = await follow(workspace, first.body.next)
  expect([names(second), second.body.next]).toEqual([countDown(259, 250).toReversed(), null])
  expect(names(await follow(workspace, second.body.previous))).toEqual(names(first))
})

test.each([
  ['newest first', '', (rows: number[]) => rows],
  ['oldest first', '?reverse=true', (rows: number[]) => rows.toReversed()],
])('from a page that is empty by now the way back leads to all that came before: %s', async (_name, query, inOrder) => {
  const workspace = await startWorkspace()
  const { get, remove } = workspace
  fill(workspace, 252)
  const all = inOrder(countDown(251, 0))
  const first = await get(`contacts.json${query}`)
  expect(names(first)).toEqual(all.slice(0, 250))
  const rest = await follow(workspace, first.body.next)
  expect(names(rest)).toEqual(all.slice(250))
  for (const { uuid } of rest.body.results) await remove(`contacts.json?uuid=${uuid}`)
  const empty = await follow(workspace, first.body.next)
  expect([names(empty), empty.body.next]).toEqual([[], null])
  const back = await follow(workspace, empty.body.previous)
  expect(names(back)).toEqual(all.slice(0, 250))
  expect(back.body.previous).toBeNull()
})

test('from an empty page before the first the way on leads to what is there', async () => {
  const workspace = await startWorkspace()
  const { get, remove } = workspace
  fill(workspace, 252)
  const first = await get('contacts.json')
  const second = await follow(workspace, first.body.next)
  for (const { uuid } of first.body.results) await remove(`contacts.json?uuid=${uuid}`)
  const empty = await follow(workspace, second.body.previous)
  expect([names(empty), empty.body.previous]).toEqual([[], null])
  expect(names(await follow(workspace, empty.body.next))).toEqual([1, 0])
})

const urns = (from: number) => Array.from({ length: 100 }, (_, index) => `tel:+25078800${from + index}`)

test('from an empty page of messages the way back leads to the row that the page stood on', async () => {
  const workspace = await startWorkspace()
  const { get, post, advance } = workspace
  for (const from of [1000, 1100, 1200]) await post('broadcasts.json', { urns: urns(from), text: 'x' })
  await advance('idle')
  for (const list of ['messages.json?folder=sent', 'messages.json?', 'contacts.json?']) {
    const first = await get(list)
    const last = first.body.results.at(-1)
    const beyondAll = new URL(first.body.next)
    const cursor = new URLSearchParams(atob(beyondAll.searchParams.get('cursor')!))
    cursor.set('o', '0')
    if (cursor.has('p')) cursor.set('p', '2000-01-01T00:00:00.000001Z')
    beyondAll.searchParams.set('cursor', btoa(cursor.toString()))
    const empty = await follow(workspace, beyondAll.href)
    expect([empty.body.results, empty.body.next]).toEqual([[], null])
    const back = await follow(workspace, empty.body.previous)
    expect([back.body.results.length, typeof back.body.previous]).toEqual([250, 'string'])
    beyondAll.searchParams.set('cursor', btoa('o=999999999999999&r=1'))
    const above = await follow(workspace, beyondAll.href)
    expect((await follow(workspace, above.body.next ?? above.body.previous)).status).toBe(200)
    const again = await follow(workspace, back.body.previous)
    expect(again.body.results.length + back.body.results.length).toBe(300)
    expect(back.body.results.some((row: any) => (row.id ?? row.uuid) === (last.id ?? last.uuid))).toBe(true)
  }
})

test('walking visits every row exactly once even where hundreds share a moment', async () => {
  const workspace = await startWorkspace()
  const contacts = contactRows(workspace.world)
  fill(workspace, 1)
  const like = contacts.all().at(0)!
  for (let made = 1; made < 600; made++) {
    contacts.insert({ ...like, id: workspace.world.random.uuid('rapidpro.contact'), sequence: 0, name: String(made) })
  }
  const seen: number[] = []
  let page = await workspace.get('contacts.json')
  for (;;) {
    seen.push(...names(page))
    if (!page.body.next) break
    page = await follow(workspace, page.body.next)
  }
  expect(seen).toEqual(countDown(599, 0))
})

test('messages are walked in any folder while others come and go', async () => {
  const workspace = await startWorkspace()
  const { post, get, advance } = workspace
  for (let made = 0; made < 3; made++)
    await post('broadcasts.json', {
      urns: Array.from({ length: 100 }, (_, index) => `tel:+25078${made}00${String(index).padStart(4, '0')}`),
      text: 'x',
    })
  await advance('idle')
  const first = await get('messages.json?folder=sent')
  const second = await follow(workspace, first.body.next)
  const ids = [...first.body.results, ...second.body.results].map(({ id }: { id: number }) => id)
  expect([ids.length, new Set(ids).size, second.body.next]).toEqual([300, 300, null])
})

test.each(['x', 'abc', 'w6k='])('the cursor %s does not decode', async (cursor) => {
  const { get } = await startWorkspace()
  const answer = await get(`contacts.json?cursor=${cursor}`)
  expect([answer.status, answer.body]).toEqual([404, { detail: 'Invalid cursor' }])
})

test('a cursor that decodes to nothing gives the first page', async () => {
  const { get } = await startWorkspace()
  expect((await get('contacts.json?cursor=%%%')).status).toBe(200)
})

test('no cursor, whatever it holds, makes the server fail', async () => {
  const { get } = await startWorkspace()
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc
          .record({ o: fc.string(), p: fc.string(), r: fc.string() })
          .map((parts) => Buffer.from(new URLSearchParams(parts).toString()).toString('base64')),
      ),
      async (cursor) => {
        const answer = await get(`messages.json?cursor=${encodeURIComponent(cursor)}`)
        expect([200, 404]).toContain(answer.status)
      },
    ),
    { numRuns: 60 },
  )
})

test.each(rapidpro.endpoints.filter(({ query }) => query?.reverse).map(({ path }) => path.replace('/api/v2/', '')))(
  '%s comes the other way round where that is asked for',
  async (path) => {
    const { get, admin } = await startWorkspace()
    await admin('PUT', '/snapshot', JSON.parse(readFileSync('fixtures/lively.json', 'utf8')))
    const rows = async (query: string) => (await get(`${path}?${query}`)).body.results
    const [down, up] = [await rows(''), await rows('reverse=true')]
    expect([down.length > 0, up]).toEqual([true, down.toReversed()])
  },
)

test('the lists that are in the order of the last change can be turned round, and no others', () => {
  const turned = rapidpro.endpoints.filter(({ query }) => query?.reverse).map(({ path }) => path)
  expect(turned.toSorted()).toEqual(
    ['contacts', 'flow_starts', 'globals', 'resthooks', 'runs', 'tickets'].map((name) => `/api/v2/${name}.json`),
  )
})
