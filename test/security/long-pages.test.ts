import { expect, test, vi } from 'vitest'
import { deliveries } from '../../src/core/network/delivery.ts'
import type { Row } from '../../src/core/store/row.ts'
import { LONGEST_PAGE } from '../../src/http/one-page.ts'
import { adminOf } from '../../src/admin/index.ts'
import { rapidpro } from '../../src/providers/rapidpro/index.ts'
import { broadcasts } from '../../src/providers/rapidpro/broadcasts/broadcast.ts'
import { telerivet } from '../../src/providers/telerivet/index.ts'
import { contacts } from '../../src/providers/telerivet/contacts/contact.ts'
import { messages } from '../../src/providers/telerivet/messages/message.ts'
import { dataRows } from '../../src/providers/telerivet/tables/data-row.ts'
import { credentialsOf, startBare } from '../support/bare-simulator.ts'

// Whatever a platform accepts it can also show: a page is cut where its text would keep everybody waiting, or be longer
// than any text can be, and the next page goes on from there.

const JSON_TYPE = { 'content-type': 'application/json' }
// They read and check megabytes of text.
vi.setConfig({ testTimeout: 30_000 })

/** What takes most room in JSON: six characters for one. */
const controls = (count: number): string => '\u0001'.repeat(count)

function startTelerivet() {
  const bare = startBare([telerivet])
  const headers = credentialsOf(telerivet, bare.world)
  const project = `/v1/projects/${bare.world.credentials.telerivet!.project_id}`
  const post = (path: string, body: object) =>
    bare.call({
      method: 'POST',
      path: project + path,
      headers: { ...headers, ...JSON_TYPE },
      body: JSON.stringify(body),
    })
  const idOf = async (answer: ReturnType<typeof post>): Promise<string> => JSON.parse((await answer).body!).id
  const get = async (path: string, query: string) => {
    const { status, body } = await bare.call({ method: 'GET', path: project + path, query, headers })
    return { status, length: body!.length, ...JSON.parse(body!) }
  }
  return { ...bare, post, get, idOf }
}

/** Rows like one that was made through the API, so many that it would take long to make them so. */
function like<R extends Row>(row: R, count: number, idOf: (index: number) => string): (R & { sequence: 0 })[] {
  return Array.from({ length: count }, (_, index) => ({ ...row, id: idOf(index), sequence: 0 as const }))
}

const vars = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`v${index}`, controls(4096)]))

test('500 contacts with the longest variables are listed on as many pages as it takes', async () => {
  const { world, post, get, idOf } = startTelerivet()
  const rows = world.collection(contacts)
  const ann = rows.get(await idOf(post('/contacts', { name: 'Ann', vars })))!
  for (const row of like(ann, 499, (index) => `CT${String(index).padStart(16, '0')}`)) rows.insert(row)

  const first = await get('/contacts', 'page_size=500')
  expect(first).toMatchObject({ status: 200, truncated: true, next_marker: expect.any(String) })
  expect(first.length).toBeLessThan(LONGEST_PAGE + 1000)
  expect(await get('/contacts', 'count=1')).toMatchObject({ count: rows.all().length })
})

test.each(['', 'sort=name&', 'sort_dir=desc&'])(
  'going from page to page of long texts (%s) shows each contact once',
  async (order) => {
    const { world, post, get, idOf } = startTelerivet()
    const rows = world.collection(contacts)
    const ann = rows.get(await idOf(post('/contacts', { name: 'Ann', vars })))!
    rows.delete(rows.all().at(0)!)
    for (const row of like(ann, 9, (index) => `CT${String(index).padStart(16, '0')}`))
      rows.insert({ ...row, name: `Ben ${row.id}` })
    const shown: string[] = []
    let marker = ''
    do {
      const page = await get('/contacts', `${order}page_size=500&offset=0&marker=${marker}`)
      expect(page.data.length).toBe(Math.min(3, rows.all().length - shown.length))
      shown.push(...page.data.map(({ id }: { id: string }) => id))
      marker = page.next_marker
    } while (marker)
    const all = Array.from(rows.all(), ({ id }) => id)
    expect(shown).toEqual(order === 'sort_dir=desc&' ? all.toReversed() : all)
  },
)

test('an object that is longer than a page has one of its own', async () => {
  const { world, post, get, idOf } = startTelerivet()
  const rows = world.collection(messages)
  const sent = rows.get(await idOf(post('/messages/send', { to_number: '+16505550123', content: 'a' })))!
  for (const row of like(sent, 2, (index) => `SM${String(index).padStart(16, '0')}`)) rows.insert(row)
  rows.update(sent, { content: 'b'.repeat(LONGEST_PAGE) })
  const page = await get('/messages', 'direction=outgoing')
  expect(page).toMatchObject({ status: 200, truncated: true, data: [{ id: sent.id }] })
  expect((await get('/messages', `direction=outgoing&marker=${page.next_marker}`)).data).toHaveLength(2)
})

test('the rows of a table are counted by as many of the longest values as one page holds', async () => {
  const { world, post, get, idOf } = startTelerivet()
  const table = await idOf(post('/tables', { name: 'Long' }))
  const rows = world.collection(dataRows)
  const row = rows.get(await idOf(post(`/tables/${table}/rows`, { vars: { v: controls(4096) } })))!
  for (const [index, one] of like(row, 400, (place) => `DR${String(place).padStart(16, '0')}`).entries())
    rows.insert({ ...one, vars: { v: controls(4000) + index } })
  const { length, status, ...counts } = await get(`/tables/${table}/count_rows_by_value`, 'variable=v')
  expect(status).toBe(200)
  expect(length).toBeLessThan(LONGEST_PAGE + 1000)
  expect(Object.keys(counts).length).toBeGreaterThan(300)
})

const idsOf = ({ results }: any): number[] => results.map(({ id }: { id: number }) => id)

test('broadcasts in ten languages with the longest replies are listed on as many pages as it takes, there and back', async () => {
  const { world, call } = startBare([rapidpro])
  const headers = credentialsOf(rapidpro, world)
  const path = '/api/v2/broadcasts.json'
  const made = { urns: ['tel:+250788123123'], text: { eng: 'a' } }
  await call({ method: 'POST', path, headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(made) })
  const rows = world.collection(broadcasts)
  const one = rows.all().at(0)!
  const languages = ['aaa', 'aab', 'aac', 'aad', 'aae', 'aaf', 'aag', 'aah', 'aai', 'aak']
  const reply = { type: 'text' as const, text: controls(64), extra: controls(1000) }
  const text = Object.fromEntries(languages.map((code) => [code, controls(640)]))
  const quick_replies = Object.fromEntries(languages.map((code) => [code, Array.from({ length: 10 }, () => reply)]))
  const highest = Number(one.id)
  for (const row of like(one, 59, (index) => String(highest + 1 + index)))
    rows.insert({ ...row, text, quick_replies, base_language: 'aaa' })

  const get = async (url: string) => {
    const { status, body } = await call({ method: 'GET', path, query: url.split('?')[1] ?? '', headers })
    expect(status).toBe(200)
    expect(body!.length).toBeLessThan(LONGEST_PAGE + 1000)
    return JSON.parse(body!)
  }
  const pages: any[] = [await get(path)]
  while (pages.at(-1).next) pages.push(await get(pages.at(-1).next))
  expect(pages.length).toBeGreaterThan(4)
  expect(pages.flatMap(idsOf)).toEqual(Array.from(rows.all(), ({ id }) => Number(id)).toReversed())
  const back: any[] = [pages.at(-1)]
  while (back[0].previous) back.unshift(await get(back[0].previous))
  expect(back.flatMap(idsOf)).toEqual(pages.flatMap(idsOf))
})

test('the latest of 2,000 of the longest texts on a handset are shown, and the journal from any place on', async () => {
  const { simulator, world, call, post } = startTelerivet()
  const headers = credentialsOf(adminOf(simulator), world)
  await post('/messages/send', { to_number: '+16505550123', content: 'a' })
  await world.clock.runUntilIdle()
  const rows = world.collection(deliveries)
  const delivery = { ...rows.all().at(0)!, text: controls(65_536) }
  for (const row of like(delivery, 2000, (index) => `D${index + 2}`)) rows.insert(row)
  const get = async (path: string, query = '') => {
    const { status, body } = await call({ method: 'GET', path: `/_textbed/worlds/default${path}`, query, headers })
    expect(status).toBe(200)
    expect(body!.length).toBeLessThan(LONGEST_PAGE + 1000)
    return JSON.parse(body!)
  }
  const seen = (await get('/handsets/+16505550123/messages')).messages
  expect(seen).toHaveLength(20)
  expect(seen.every(({ text }: { text: string }) => text.length === 65_536)).toBe(true)

  const first = world.journal.next
  for (let written = 0; written < 50; written++) world.write('+16505550123', '+16505550001', controls(60_000))
  const shown: number[] = []
  for (let after = first - 1; after < world.journal.next - 1; after = shown.at(-1)!)
    shown.push(...(await get('/journal', `after=${after}&limit=10000`)).entries.map(({ id }: { id: number }) => id))
  expect(shown).toEqual(Array.from({ length: world.journal.next - first }, (_, index) => first + index))
})
