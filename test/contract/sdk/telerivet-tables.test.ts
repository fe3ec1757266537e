import telerivet from 'telerivet'
import { expect, test } from 'vitest'
import { watched } from '../../support/watched.ts'
import { startWorld } from '../../support/world.ts'

// Every call that the official client has for data tables, their rows, and custom fields.

/** The client has no types of its own. */
// oxlint-disable-next-line typescript/no-explicit-any
type Client = any

/** The client answers by callback. */
const ask = (call: (callback: (error: Error | null, answer: Client) => void) => void): Promise<Client> =>
  new Promise((resolve, reject) => call((error, answer) => (error ? reject(error) : resolve(answer))))

/** How the client is made inside. */
const PLUMBING = new Set(['_base', 'getClassName', 'getBaseApiPath', 'setData'])
const untried = ({ untried: names }: { untried: () => string[] }, of = /./): string[] =>
  names().filter((name) => of.test(name) && !PLUMBING.has(name))

async function startClient() {
  const { credentials, url } = await startWorld()
  const { api_key, project_id } = credentials['telerivet']!
  return watched<Client>(new telerivet.API(api_key, `${url}/v1`).initProjectById(project_id))
}

test('data tables', async () => {
  const project = await startClient()
  const table = watched(await ask((done) => project.it.getOrCreateDataTable('Election Reports', done)))
  table.it.name = 'Poll Responses'
  table.it.show_stats = false
  table.it.vars.baz = 42
  await ask((done) => table.it.save(done))
  expect(await ask((done) => project.it.getDataTableById(table.it.id, done))).toMatchObject({ name: 'Poll Responses' })
  const same = project.it.initDataTableById(table.it.id)
  await ask((done) => same.load(done))
  expect([same.show_stats, same.vars.baz, same.num_rows]).toEqual([false, 42, 0])

  const made = { from_number: '+16505550123', vars: { q1: 'yes', q2: 'no' } }
  const row = watched(await ask((done) => table.it.createRow(made, done)))
  await ask((done) => table.it.createRow({ vars: { q1: 'no' } }, done))
  row.it.vars.q1 = 'maybe'
  row.it.vars.q2 = null
  row.it.from_number = '+16505550124'
  await ask((done) => row.it.save(done))
  const sameRow = table.it.initRowById(row.it.id)
  await ask((done) => sameRow.load(done))
  expect([sameRow.vars, sameRow.from_number]).toEqual([{ q1: 'maybe' }, '+16505550124'])
  expect((await ask((done) => table.it.getRowById(row.it.id, done))).vars.q1).toBe('maybe')
  expect(await ask((done) => table.it.queryRows({ vars: { q1: { prefix: 'MA' } } }).all(done))).toHaveLength(1)
  expect(await ask((done) => table.it.queryRows().count(done))).toBe(2)
  expect(await ask((done) => table.it.countRowsByValue('q1', done))).toEqual({ maybe: 1, no: 1 })

  const metadata = { name: 'Question 1', type: 'number', order: 2 }
  await ask((done) => table.it.setFieldMetadata('q1', metadata, done))
  expect(await ask((done) => table.it.getFields(done))).toMatchObject([
    { variable: 'q2' },
    { variable: 'q1', ...metadata },
  ])

  await ask((done) => row.it.delete(done))
  expect(await ask((done) => project.it.queryDataTables({ name: { prefix: 'poll' } }).all(done))).toMatchObject([
    { id: table.it.id, num_rows: 1 },
  ])
  await ask((done) => table.it.delete(done))
  await expect(ask((done) => project.it.getDataTableById(table.it.id, done))).rejects.toMatchObject({
    code: 'not_found',
  })
  expect([untried(table), untried(row), untried(project, /DataTable/)]).toEqual([[], [], []])
})

test('the rows of a contact', async () => {
  const project = await startClient()
  const contact = watched(await ask((done) => project.it.getOrCreateContact({ name: 'Ann' }, done)))
  const table = await ask((done) => project.it.getOrCreateDataTable('Polls', done))
  const row = await ask((done) => table.createRow({ contact_id: contact.it.id, vars: { q1: 'yes' } }, done))
  expect(await ask((done) => contact.it.queryDataRows().all(done))).toMatchObject([{ id: row.id, table_id: table.id }])
  row.contact_id = null
  await ask((done) => row.save(done))
  // What is null the client sends, because it was changed.
  expect(await ask((done) => contact.it.queryDataRows().count(done))).toBe(0)
  expect(untried(contact, /DataRow/)).toEqual([])
})

test('custom fields of contacts and of messages', async () => {
  const project = await startClient()
  await ask((done) => project.it.getOrCreateContact({ name: 'Ann', vars: { age: 7 } }, done))
  const sent = { to_number: '+16505550123', content: 'Hi', vars: { intent: 'greet' } }
  await ask((done) => project.it.sendMessage(sent, done))
  const age = { name: 'Age', type: 'number', order: 2 }
  expect(await ask((done) => project.it.setContactFieldMetadata('age', age, done))).toMatchObject(age)
  const intent = { name: 'Intent', type: 'text', hide_values: true }
  expect(await ask((done) => project.it.setMessageFieldMetadata('intent', intent, done))).toMatchObject(intent)
  expect(await ask((done) => project.it.getContactFields(done))).toMatchObject([{ variable: 'age', ...age }])
  expect(await ask((done) => project.it.getMessageFields(done))).toMatchObject([{ variable: 'intent', ...intent }])
  expect(untried(project, /Field/)).toEqual([])
})
