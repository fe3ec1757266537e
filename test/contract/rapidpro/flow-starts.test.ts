import { expect, test } from 'vitest'
import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { createContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { workspaceOf, workspaceRows } from '../../../src/providers/rapidpro/workspace/workspace.ts'
import { startWorkspace } from './start.ts'

const DAY = 86_400

async function startFlows() {
  const workspace = await startWorkspace()
  const { post, get, admin, advance } = workspace
  const flows: any[] = (await admin('POST', '/rapidpro/flows', clinic)).body.flows
  const [registration, survey, missed] = flows.map(({ uuid }) => uuid as string) as [string, string, string]
  const contact = async (name: string, digit: number): Promise<string> =>
    (await post('contacts.json', { name, urns: [`tel:+25078800000${digit}`] })).body.uuid
  const amina = await contact('Amina', 1)
  const ben = await contact('Ben', 2)
  const begin = async (body: object): Promise<any> => {
    const answer = await post('flow_starts.json', body)
    if (answer.status !== 201) throw new Error(`The start was answered ${answer.status}: ${answer.text}`)
    return answer.body
  }
  const starts = async (query = ''): Promise<any[]> => (await get(`flow_starts.json?${query}`)).body.results
  const runs = async (query = ''): Promise<any[]> => (await get(`runs.json?${query}`)).body.results
  const counts = async (uuid: string): Promise<any> => (await get(`flows.json?uuid=${uuid}`)).body.results[0].runs
  const flowOf = async (uuid: string): Promise<any> => (await get(`contacts.json?uuid=${uuid}`)).body.results[0].flow
  /** Long enough for a start to be through, and for nobody to leave a flow. */
  const settle = () => advance(5)
  return Object.assign(workspace, {
    registration,
    survey,
    missed,
    amina,
    ben,
    begin,
    starts,
    runs,
    counts,
    flowOf,
    settle,
    flows,
  })
}

const NONE = { active: 0, waiting: 0, completed: 0, interrupted: 0, expired: 0, failed: 0 }
const ways = (rows: readonly any[]) => rows.map(({ contact, flow, exit_type }) => [contact.name, flow.name, exit_type])

test('by making a POST request with the contacts, groups and URNs you want to start down a flow you can trigger a flow start', async () => {
  const { registration, amina, ben, post, begin, settle, starts, runs } = await startFlows()
  const { uuid: group } = (await post('groups.json', { name: 'Farmers' })).body
  await post(`contacts.json?uuid=${ben}`, { groups: ['Farmers'] })
  const made = await begin({
    flow: registration,
    contacts: [amina],
    groups: ['farmers'],
    urns: ['tel:0788000003', 'tel:+250788000001'],
    params: { season: 'A' },
  })
  expect(made).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    flow: { uuid: registration, name: 'Registration' },
    status: 'pending',
    progress: { total: -1, started: 0 },
    groups: [{ uuid: group, name: 'Farmers' }],
    contacts: [{ uuid: amina, name: 'Amina' }],
    params: { season: 'A' },
    created_on: made.modified_on,
    modified_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
    id: 1,
    extra: { season: 'A' },
    restart_participants: true,
    exclude_active: false,
  })
  await settle()
  const [done] = await starts()
  expect(done).toEqual({
    ...made,
    status: 'completed',
    progress: { total: 3, started: 3 },
    modified_on: done.modified_on,
  })
  expect(done.modified_on > made.modified_on).toBe(true)
  const all = await runs()
  expect(all.map(({ contact, start }) => [contact.name, contact.urn, start.uuid])).toEqual([
    ['Ben', 'tel:+250788000002', made.uuid],
    [null, 'tel:+250788000003', made.uuid],
    ['Amina', 'tel:+250788000001', made.uuid],
  ])
})

test('a start is pending, queued, started by the hundred, and then completed', async () => {
  const { registration, begin, advance, starts } = await startFlows()
  await begin({
    flow: registration,
    urns: Array.from({ length: 100 }, (_, index) => `telegram:${index + 1}`),
    contacts: [],
  })
  const steps: unknown[] = []
  for (let step = 0; step < 5; step++) {
    const { status, progress } = (await starts()).find((one) => one.id === 1)
    steps.push([status, progress.total, progress.started])
    await advance(0.5)
  }
  expect(steps).toEqual([
    ['pending', -1, 0],
    ['queued', 100, 0],
    ['started', 100, 100],
    ['completed', 100, 100],
    ['completed', 100, 100],
  ])
})

test('a run waits at the first node until something ends it, and the contact names its flow', async () => {
  const { registration, amina, flows, begin, settle, runs, counts, flowOf } = await startFlows()
  expect(await flowOf(amina)).toBeNull()
  const start = await begin({ flow: registration, contacts: [amina] })
  await settle()
  const [run] = await runs()
  expect(run).toEqual({
    id: 1,
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    flow: { uuid: registration, name: 'Registration' },
    contact: { uuid: amina, name: 'Amina', urn: 'tel:+250788000001', urn_display: '0788 000 001' },
    start: { uuid: start.uuid },
    responded: false,
    path: [{ node: flows[0].definition.nodes[0].uuid, time: run.created_on }],
    values: {},
    created_on: expect.any(String),
    modified_on: run.created_on,
    exited_on: null,
    exit_type: null,
  })
  expect(await runs('paths=0')).toEqual([{ ...run, path: null }])
  expect(await counts(registration)).toEqual({ ...NONE, waiting: 1 })
  expect(await flowOf(amina)).toEqual({ uuid: registration, name: 'Registration' })
})

test('responded turns true at the first reply, which moves modified_on', async () => {
  const { registration, amina, ben, address, begin, settle, runs, handset } = await startFlows()
  await begin({ flow: registration, contacts: [amina, ben] })
  await settle()
  await handset('+250788000001').writes(address, 'Amina')
  const [first, second] = await runs()
  expect([first.contact.name, first.responded, second.responded]).toEqual(['Amina', true, false])
  expect(first.modified_on > first.created_on).toBe(true)
  await handset('+250788000001').writes(address, 'Again')
  expect((await runs('responded=1')).map(({ modified_on }) => modified_on)).toEqual([first.modified_on])
  expect(await runs('responded=0')).toHaveLength(2)
})

test('a message flow first interrupts whatever the contact had; a background flow leaves it alone and is through at once', async () => {
  const { registration, survey, missed, amina, begin, settle, runs, counts, flowOf } = await startFlows()
  for (const flow of [registration, survey, missed]) {
    await begin({ flow, contacts: [amina] })
    await settle()
  }
  expect(ways(await runs())).toEqual([
    ['Amina', 'Missed visit', 'completed'],
    ['Amina', 'Visit survey', null],
    ['Amina', 'Registration', 'interrupted'],
  ])
  const [through, , interrupted] = await runs()
  expect([through.exited_on, interrupted.exited_on]).toEqual([through.created_on, interrupted.modified_on])
  expect(await counts(registration)).toEqual({ ...NONE, interrupted: 1 })
  expect(await counts(missed)).toEqual({ ...NONE, completed: 1 })
  expect(await flowOf(amina)).toEqual({ uuid: survey, name: 'Visit survey' })
})

test('who does not answer leaves a flow after its time, and an advance until idle does not wait for that', async () => {
  const { registration, amina, begin, settle, runs, counts, flowOf, advance } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  const { now } = await advance('idle')
  expect([now, (await runs())[0].exit_type]).toEqual(['2026-01-01T00:00:05.000Z', null])
  await advance(7 * DAY - 10)
  expect(await counts(registration)).toEqual({ ...NONE, waiting: 1 })
  await advance(10)
  const [run] = await runs()
  expect([run.exit_type, run.exited_on]).toEqual(['expired', '2026-01-08T00:00:01.000001Z'])
  expect(await counts(registration)).toEqual({ ...NONE, expired: 1 })
  expect(await flowOf(amina)).toBeNull()
})

test('a run that was interrupted does not expire besides', async () => {
  const { registration, survey, amina, begin, settle, runs, advance } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  await begin({ flow: survey, contacts: [amina] })
  await advance(8 * DAY)
  expect(ways(await runs())).toEqual([
    ['Amina', 'Visit survey', 'expired'],
    ['Amina', 'Registration', 'interrupted'],
  ])
})

test('restart_participants: false leaves out who had a run in the flow in the last 90 days', async () => {
  const { registration, amina, ben, begin, settle, runs, advance } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  await begin({ flow: registration, contacts: [amina, ben], restart_participants: false })
  await settle()
  expect(ways(await runs())).toEqual([
    ['Ben', 'Registration', null],
    ['Amina', 'Registration', null],
  ])
  await advance(91 * DAY)
  await begin({ flow: registration, contacts: [amina], restart_participants: false })
  await settle()
  expect(await runs()).toHaveLength(3)
})

test('exclude_active: true leaves out who is in any flow', async () => {
  const { registration, survey, amina, ben, begin, settle, runs, starts } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  await begin({ flow: survey, contacts: [amina, ben], exclude_active: true })
  await settle()
  expect(ways(await runs())).toEqual([
    ['Ben', 'Visit survey', null],
    ['Amina', 'Registration', null],
  ])
  expect((await starts())[0].progress).toEqual({ total: 1, started: 1 })
  await begin({ flow: survey, contacts: [amina, ben], exclude_active: true })
  await settle()
  expect((await starts())[0]).toMatchObject({ status: 'completed', progress: { total: 0, started: 0 } })
})

test('an archived flow can be started, and the start fails', async () => {
  const { registration, amina, admin, begin, settle, starts, runs } = await startFlows()
  await admin('POST', `/rapidpro/flows/${registration}`, { archived: true })
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  expect(await starts()).toMatchObject([{ status: 'failed', progress: { total: -1, started: 0 } }])
  expect(await runs()).toEqual([])
})

test.each(['archived', 'deleted'])('who is in a flow that is %s leaves it', async (how) => {
  const { registration, amina, ben, admin, begin, settle, runs, flowOf } = await startFlows()
  await begin({ flow: registration, contacts: [amina, ben] })
  await settle()
  if (how === 'archived') await admin('POST', `/rapidpro/flows/${registration}`, { archived: true })
  else await admin('DELETE', `/rapidpro/flows/${registration}`)
  await settle()
  expect(ways(await runs())).toEqual([
    ['Ben', 'Registration', 'interrupted'],
    ['Amina', 'Registration', 'interrupted'],
  ])
  expect(await flowOf(amina)).toBeNull()
  expect(await runs(`flow=${registration}`)).toHaveLength(how === 'archived' ? 2 : 0)
})

test('somebody who interrupts a contact ends what it is in', async () => {
  const { registration, amina, post, begin, settle, runs, flowOf } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  expect((await post('contact_actions.json', { contacts: [amina], action: 'interrupt' })).status).toBe(204)
  expect(ways(await runs())).toEqual([['Amina', 'Registration', 'interrupted']])
  expect(await flowOf(amina)).toBeNull()
})

test('a deleted contact takes its runs with it, and counts no more', async () => {
  const { registration, amina, ben, remove, begin, settle, runs, counts, world } = await startFlows()
  await begin({ flow: registration, contacts: [amina, ben] })
  await settle()
  await remove(`contacts.json?uuid=${amina}`)
  expect(ways(await runs())).toEqual([['Ben', 'Registration', null]])
  expect(await counts(registration)).toEqual({ ...NONE, waiting: 1 })
  expect(world.clock.pending().filter(({ kind }) => kind === 'rapidpro.run-expiry')).toHaveLength(1)
})

test('uuid, id and contact find a run; a run is found by what both say', async () => {
  const { registration, survey, amina, ben, begin, settle, runs } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await begin({ flow: survey, contacts: [ben] })
  await settle()
  const [second, first] = await runs()
  expect(await runs(`uuid=${first.uuid.toUpperCase()}`)).toEqual([first])
  expect(await runs(`id=${second.id}`)).toEqual([second])
  expect(await runs(`id=${second.id}&uuid=${first.uuid}`)).toEqual([])
  expect(await runs(`contact=${ben}`)).toEqual([second])
  expect(await runs('contact=x')).toEqual([])
  expect(await runs(`flow=${survey}`)).toEqual([second])
  expect(await runs('reverse=true')).toEqual([first, second])
})

test('params are rewritten: plain keys, lists by index, nothing as empty text, long texts cut', async () => {
  const { registration, amina, begin } = await startFlows()
  const params = { 'a b-c': [1, { 'x.y': null }], long: 'x'.repeat(700), on: true, big: 12.5 }
  expect((await begin({ flow: registration, contacts: [amina], params, extra: { old: 1 } })).params).toEqual({
    a_b_c: { 0: 1, 1: { x_y: '' } },
    long: 'x'.repeat(640),
    on: true,
    big: 12.5,
  })
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]))
  const made = await begin({ flow: registration, contacts: [amina], extra: many })
  expect([Object.keys(made.params).length, made.extra]).toEqual([256, made.params])
})

test('a form can carry a start, its params as JSON', async () => {
  const { registration, amina, call, auth } = await startFlows()
  const form: [string, string][] = [
    ['flow', registration],
    ['contacts', amina],
    ['params', '{"a": 1}'],
    ['exclude_active', 'yes'],
  ]
  const { status, body } = await call('POST', '/api/v2/flow_starts.json', { headers: auth, form })
  expect([status, body.params, body.exclude_active, body.contacts.length]).toEqual([201, { a: 1 }, true, 1])
})

test('in anonymous workspaces runs hide the address', async () => {
  const { registration, amina, begin, settle, runs, world } = await startFlows()
  await begin({ flow: registration, contacts: [amina] })
  await settle()
  workspaceRows(world).update(workspaceOf(world), { anon: true })
  expect((await runs())[0].contact).toEqual({
    uuid: amina,
    name: 'Amina',
    urn: 'tel:********',
    urn_display: null,
    anon_display: '0000000001',
  })
})

test(
  'ten thousand contacts of a group are started, counted and interrupted within one advance each',
  { timeout: 120_000 },
  async () => {
    const { registration, world, post, begin, advance, counts, starts, admin } = await startFlows()
    const { uuid } = (await post('groups.json', { name: 'Many' })).body
    for (let index = 0; index < 10_000; index++) createContact(world, { groups: [uuid] })
    await begin({ flow: registration, groups: ['Many'] })
    await advance(120)
    expect(await starts()).toMatchObject([{ status: 'completed', progress: { total: 10_000, started: 10_000 } }])
    expect(await counts(registration)).toEqual({ ...NONE, waiting: 10_000 })
    await admin('POST', `/rapidpro/flows/${registration}`, { archived: true })
    await advance(120)
    expect(await counts(registration)).toEqual({ ...NONE, interrupted: 10_000 })
  },
)
