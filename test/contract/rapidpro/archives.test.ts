import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { formatTime } from '../../../src/providers/rapidpro/dialect/times.ts'
import { endRunsOf } from '../../../src/providers/rapidpro/runs/end-run.ts'
import { runRows } from '../../../src/providers/rapidpro/runs/run.ts'
import { type Workspace, startWorkspace } from './start.ts'

/** A file that an archive's address leads to: its bytes, and its records. */
async function download(address: string) {
  const answer = await fetch(address)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const lines = answer.ok ? gunzipSync(bytes).toString('utf8').split('\n') : []
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes,
    hash: createHash('md5').update(bytes).digest('hex'),
    last: lines.pop(),
    records: lines.map((line) => JSON.parse(line) as Record<string, any>),
  }
}

const all = async ({ get }: Workspace, query = ''): Promise<Record<string, any>[]> =>
  (await get(`archives.json?${query}`)).body.results

const said = (archives: Record<string, any>[]) =>
  archives.map((one) => `${one['archive_type']} ${one['period']} ${one['start_date']} ${one['record_count']}`)

/** Two messages on the second day, one of which is answered on the third. */
async function startClinic() {
  const workspace = await startWorkspace()
  const { post, advance, handset, address } = workspace
  await advance('P1D')
  const { uuid } = (await post('contacts.json', { name: 'Amina', urns: ['tel:+250788000001'] })).body
  await post('messages.json', { contact: uuid, text: 'Muraho ⭐' })
  await advance('P1D')
  await handset('+250788000001').writes(address, 'Yego')
  return Object.assign(workspace, { uuid })
}

test('a day is archived once it is 90 days past, those without records, too', async () => {
  const workspace = await startClinic()
  const { advance } = workspace
  expect(await all(workspace)).toEqual([])
  await advance('P89D')
  expect(said(await all(workspace))).toEqual(['run daily 2026-01-01 0', 'message daily 2026-01-01 0'])
  await advance('P2D')
  const archives = await all(workspace)
  expect(said(archives)).toEqual([
    'run daily 2026-01-03 0',
    'message daily 2026-01-03 1',
    'run daily 2026-01-02 0',
    'message daily 2026-01-02 1',
    'run daily 2026-01-01 0',
    'message daily 2026-01-01 0',
  ])
  // What holds nothing has no file.
  expect(archives.map((one) => one['download_url'] === '')).toEqual([true, false, true, false, true, true])
  expect(archives.map((one) => one['type'])).toEqual(archives.map((one) => one['archive_type']))
})

test('monthly archives hide their days', async () => {
  const workspace = await startClinic()
  await workspace.advance('P117D')
  expect(said(await all(workspace, 'archive_type=message'))[0]).toBe('message daily 2026-01-29 0')
  await workspace.advance('P3D')
  expect(said(await all(workspace))).toEqual([
    'run daily 2026-02-01 0',
    'message daily 2026-02-01 0',
    'run monthly 2026-01-01 0',
    'message monthly 2026-01-01 2',
  ])
})

test('download_url leads to gzipped lines of JSON with the listed size and hash, oldest first', async () => {
  const workspace = await startClinic()
  const { advance, get, uuid, channel } = workspace
  const shown = (await get('messages.json')).body.results
  await advance('P120D')
  const [archive] = await all(workspace, 'type=message&period=monthly')
  const file = await download(archive!['download_url'])
  expect([file.status, file.type, file.last]).toEqual([200, 'application/gzip', ''])
  expect({ size: file.bytes.length, hash: file.hash }).toEqual({ size: archive!['size'], hash: archive!['hash'] })
  expect(file.records).toHaveLength(archive!['record_count'] as number)
  const [question, answer] = file.records
  expect(answer).toMatchObject({ direction: 'in', text: 'Yego' })
  expect(question).toEqual({
    uuid: shown[1].uuid,
    id: shown[1].id,
    broadcast: null,
    contact: { uuid, name: 'Amina' },
    urn: 'tel:+250788000001',
    channel: { uuid: channel, name: 'Main line' },
    flow: null,
    direction: 'out',
    type: 'text',
    status: 'delivered',
    visibility: 'visible',
    text: 'Muraho ⭐',
    attachments: [],
    labels: [],
    created_on: shown[1].created_on,
    sent_on: expect.any(String),
    modified_on: expect.any(String),
  })
})

test('the same records make the same file, however often it is asked for', async () => {
  const workspace = await startClinic()
  await workspace.advance('P100D')
  const once = await all(workspace, 'archive_type=message')
  expect(await all(workspace, 'archive_type=message')).toEqual(once)
  const address = once.find((one) => one['record_count'] > 0)!['download_url']
  expect((await download(address)).hash).toBe((await download(address)).hash)
})

test('an address holds for a day, and leads nowhere else', async () => {
  const workspace = await startClinic()
  await workspace.advance('P120D')
  const address: string = (await all(workspace, 'archive_type=message')).at(-1)!['download_url']
  expect((await download(address.replace('message_M', 'run_M'))).records).toEqual([])
  for (const wrong of [
    address.replace('M202601', 'M202602'),
    address.replace('M202601', 'D20260102'),
    address.replace('M202601', 'M209913'),
    address.replace(/media\/\w+/, 'media/somewhere'),
  ])
    expect([wrong, (await download(wrong)).status]).toEqual([wrong, 404])
  expect((await download(address.replace(/\?.*/, ''))).status).toBe(403)
  await workspace.advance('P1D')
  expect((await download(address)).status).toBe(200)
  await workspace.advance(1)
  expect((await download(address)).status).toBe(403)
  expect((await download((await all(workspace, 'archive_type=message')).at(-1)!['download_url'])).status).toBe(200)
})

test('archives are filtered by type, period, and by days before and after, both included', async () => {
  const workspace = await startClinic()
  await workspace.advance('P122D')
  expect(said(await all(workspace, 'archive_type=run'))).toEqual([
    'run daily 2026-02-03 0',
    'run daily 2026-02-02 0',
    'run daily 2026-02-01 0',
    'run monthly 2026-01-01 0',
  ])
  expect(await all(workspace, 'archive_type=message&type=run')).toEqual([])
  expect(await all(workspace, 'archive_type=ivr')).toEqual([])
  expect(said(await all(workspace, 'type=message&period=monthly'))).toEqual(['message monthly 2026-01-01 2'])
  expect(await all(workspace, 'period=yearly')).toHaveLength(8)
  const days = async (query: string) => (await all(workspace, `type=run&${query}`)).map((one) => one['start_date'])
  expect(await days('before=2026-02-02')).toEqual(['2026-02-02', '2026-02-01', '2026-01-01'])
  expect(await days('after=2026-02-02T23:00:00Z')).toEqual(['2026-02-03', '2026-02-02'])
  expect(await days('after=2026-02-01&before=2026-02-01T00:00:00Z')).toEqual(['2026-02-01'])
  expect(await days('after=yesterday')).toEqual([])
})

test('pages are asked for by limit and offset, and say how many there are', async () => {
  const workspace = await startClinic()
  const { advance, get, url } = workspace
  await advance('P122D')
  const page = async (query: string) => {
    const { body } = await get(`archives.json?${query}`)
    return { ...body, results: said(body.results) }
  }
  const address = `${url}/api/v2/archives.json`
  expect(await page('type=run&limit=2')).toEqual({
    count: 4,
    next: `${address}?limit=2&offset=2&type=run`,
    previous: null,
    results: ['run daily 2026-02-03 0', 'run daily 2026-02-02 0'],
  })
  expect(await page('type=run&limit=2&offset=2')).toEqual({
    count: 4,
    next: null,
    previous: `${address}?limit=2&type=run`,
    results: ['run daily 2026-02-01 0', 'run monthly 2026-01-01 0'],
  })
  expect(await page('type=run&limit=1&offset=3')).toMatchObject({ previous: `${address}?limit=1&offset=2&type=run` })
  expect(await page('type=run&offset=9')).toMatchObject({ count: 4, next: null, results: [] })
  for (const nonsense of ['limit=0', 'limit=-1', 'limit=x', 'offset=-1', 'limit=', 'offset=x'])
    expect(await page(`type=run&${nonsense}`)).toMatchObject({ count: 4, next: null, previous: null })
})

test('what is hidden or gone is not in an archive', async () => {
  const workspace = await startClinic()
  const { advance, get, post, remove, admin, uuid, credentials } = workspace
  await admin('POST', `/rapidpro/workspaces/${credentials['rapidpro']!['workspace']}`, { anon: true })
  await advance('P120D')
  const monthly = async () => (await all(workspace, 'type=message')).at(-1)!
  const { records } = await download((await monthly())['download_url'])
  expect(records.map(({ urn }) => urn)).toEqual([null, null])
  const incoming = records[1]!['id']
  await post('message_actions.json', { messages: [incoming], action: 'archive' })
  expect((await download((await monthly())['download_url'])).records[1]).toMatchObject({ visibility: 'archived' })
  await post('message_actions.json', { messages: [incoming], action: 'delete' })
  expect(await monthly()).toMatchObject({ record_count: 1 })
  await remove(`contacts.json?uuid=${uuid}`)
  expect((await get('messages.json')).body.results).toEqual([])
  expect(await monthly()).toMatchObject({ record_count: 0, download_url: '' })
})

test('a run lies in the archive of the day on which it last went on, with what was answered', async () => {
  const workspace = await startClinic()
  const { admin, post, advance, world, uuid } = workspace
  const flows: any[] = (await admin('POST', '/rapidpro/flows', clinic)).body.flows
  const flow = flows.find(({ name }) => name === 'Registration')
  await post('flow_starts.json', { flow: flow.uuid, contacts: [uuid] })
  await advance(60)
  const run = runRows(world).all().at(-1)!
  const answer = { name: 'Age', value: '30', category: 'Has Number', node: run.path[0]!.node, time: run.created_on }
  runRows(world).update(run, { responded: true, values: { age: { ...answer, input: 'thirty' } } })
  await advance('P2D')
  endRunsOf(world, uuid, 'interrupted')
  await advance('P120D')
  const [archive] = await all(workspace, 'type=run&period=monthly')
  const file = await download(archive!['download_url'])
  expect([file.bytes.length, file.hash]).toEqual([archive!['size'], archive!['hash']])
  const step = { node: run.path[0]!.node, time: formatTime(run.created_on) }
  expect(file.records).toEqual([
    {
      id: 1,
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      flow: { uuid: flow.uuid, name: 'Registration' },
      contact: { uuid, name: 'Amina' },
      responded: true,
      path: [step],
      values: { age: { ...answer, input: 'thirty', time: step.time } },
      created_on: step.time,
      modified_on: expect.stringMatching(/^2026-01-05T/),
      exited_on: expect.stringMatching(/^2026-01-05T/),
      exit_type: 'interrupted',
    },
  ])
  // Of the days, it is in the one of its end and in no other.
  expect(said(await all(workspace, 'type=run')).filter((one) => !one.endsWith(' 0'))).toEqual([
    'run monthly 2026-01-01 1',
  ])
})
