import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startWorkspace } from './start.ts'

const written = readFileSync(new URL('../../../fixtures/exports/clinic-flows.json', import.meta.url), 'utf8')

/** An export as the service writes it, to be changed by a test as it likes. */
const clinic = () => JSON.parse(written) as Record<string, any>

async function startFlows() {
  const started = await startWorkspace()
  const pages = (method: string, path = '', body?: unknown) => started.admin(method, `/rapidpro/flows${path}`, body)
  const take = async (body: object = clinic()): Promise<any[]> => {
    const answer = await pages('POST', '', body)
    if (answer.status !== 201) throw new Error(`The export was answered ${answer.status}: ${answer.text}`)
    return answer.body.flows
  }
  const listed = async (query = ''): Promise<any[]> => (await started.get(`flows.json?${query}`)).body.results
  return Object.assign(started, { pages, take, listed })
}

const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name)

test('a GET returns the list of flows, in the order of last created', async () => {
  const { take, listed } = await startFlows()
  await take()
  const flows = await listed()
  expect(names(flows)).toEqual(['Missed visit', 'Visit survey', 'Registration'])
  expect(flows[2]).toEqual({
    uuid: expect.any(String),
    name: 'Registration',
    type: 'message',
    archived: false,
    labels: [],
    expires: 10_080,
    runs: { active: 0, waiting: 0, completed: 0, interrupted: 0, expired: 0, failed: 0 },
    results: [
      { key: 'name', name: 'Name', categories: ['Has Text', 'Other'], node_uuids: [expect.any(String)] },
      {
        key: 'visit_date',
        name: 'Visit date',
        categories: ['Date', 'Other', 'No Response'],
        node_uuids: [expect.any(String)],
      },
      { key: 'registered', name: 'Registered', categories: ['Success', 'Failure'], node_uuids: [expect.any(String)] },
    ],
    parent_refs: [],
    created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
    modified_on: expect.any(String),
  })
  expect(flows.map(({ type, expires, parent_refs }) => [type, expires, parent_refs])).toEqual([
    ['background', 0, []],
    ['message', 1440, ['name']],
    ['message', 10_080, []],
  ])
})

test('all uuids in a definition are replaced by new ones, wherever they stand', async () => {
  const { take } = await startFlows()
  const [registration, survey] = await take()
  const given = clinic()['flows'][0]
  const actions: any[] = registration.definition.nodes.flatMap((node: any) => node.actions)
  expect(actions.find(({ type }) => type === 'enter_flow').flow).toEqual({ uuid: survey.uuid, name: 'Visit survey' })
  const kept = JSON.stringify(registration.definition)
  const foreign = new Set(clinic()['groups'].map((group: any) => group.uuid))
  const uuids = JSON.stringify(given).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)!
  expect(uuids.filter((uuid) => !foreign.has(uuid) && kept.includes(uuid))).toEqual([])
  // The parts are still tied to one another: a translation to its action, a category to its exit.
  expect(Object.keys(registration.definition.localization.kin)).toContain(
    registration.definition.nodes[0].actions[0].uuid,
  )
  expect(registration.definition.nodes[1].router.categories[0].exit_uuid).toBe(
    registration.definition.nodes[1].exits[0].uuid,
  )
  expect(registration.results[0].node_uuids).toEqual([registration.definition.nodes[1].uuid])
})

test('what is imported again is overwritten and taken out of the archive: by uuid, else by name and type', async () => {
  const { take, pages, listed } = await startFlows()
  const [registration] = await take()
  await pages('POST', `/${registration.uuid}`, { archived: true })
  const changed = clinic()
  changed['flows'] = [{ ...changed['flows'][0], uuid: '11111111-2222-4333-8444-555555555555', name: 'REGISTRATION' }]
  changed['flows'][0].nodes = []
  const [again] = await take(changed)
  expect(again).toMatchObject({ uuid: registration.uuid, name: 'Registration', archived: false, results: [] })
  expect(again.definition).toMatchObject({ revision: 2, name: 'Registration', nodes: [] })
  const byUuid = {
    version: 13,
    flows: [{ ...again.definition, name: 'Something else', nodes: clinic()['flows'][2].nodes }],
  }
  expect(await take(byUuid)).toMatchObject([{ uuid: registration.uuid, definition: { revision: 3 } }])
  expect(await listed()).toHaveLength(3)
})

test('a flow whose name a flow of another type has gets a number', async () => {
  const { take } = await startFlows()
  await take()
  const [voice] = await take({
    version: '13',
    flows: [{ ...clinic()['flows'][2], uuid: clinic()['groups'][0].uuid, type: 'voice', expire_after_minutes: 7 }],
  })
  expect([voice.name, voice.type, voice.expires]).toEqual(['Missed visit 2', 'voice', 5])
})

const one = (change: (flow: any) => unknown) => {
  const body = clinic()
  change(body['flows'][1])
  return body
}

test.each([
  [{ flows: [] }, '"version" is missing.'],
  [{ version: '11.12', flows: [] }, '"version" has to be 13, not "11.12". Import an older export into the service'],
  [{ version: '13', flow: [] }, '"flow" is not known here. Did you mean "flows"'],
  [{ version: '13', flows: {} }, '"flows" has to be a list, not {}.'],
  [{ version: '13', flows: [1] }, '"flows.0" has to be an object, not 1.'],
  // More is wrong than is told of.
  [{ version: '13', flows: Array.from({ length: 30 }, () => ({})) }, '"flows.0.uuid"'],
  [{ version: '13', flows: Array.from({ length: 501 }, () => ({})) }, '"flows" has 501 items; 500 are the most.'],
  [{ version: '13', flows: [{ action_sets: [] }] }, '"flows.0" is a flow of before specification 12'],
  [one((flow) => (flow.uuid = 'x')), '"flows.1.uuid" has to be a uuid in lower case, not "x".'],
  [one((flow) => delete flow.name), '"flows.1.name" has to be text, not nothing.'],
  [one((flow) => (flow.type = 'message')), '"flows.1.type" is not known: "message". Did you mean "messaging"'],
  [one((flow) => (flow.spec_version = '11.0')), '"flows.1.spec_version" has to be 13.x or 14.x.'],
  [one((flow) => (flow.language = 'english')), '"flows.1.language" has 7 characters'],
  [one((flow) => (flow.localization = { kin: { x: 1 } })), '"flows.1.localization.kin.x" has to be an object, not 1.'],
  [
    one((flow) => (flow.nodes[1].uuid = flow.nodes[0].uuid)),
    '"flows.1.nodes.1.uuid" is the uuid of another node, too.',
  ],
  [one((flow) => (flow.nodes[0].exits = [])), '"flows.1.nodes.0.exits" has to have an exit at least.'],
  [
    one((flow) => (flow.nodes[0].exits[0].destination_uuid = flow.uuid)),
    '"flows.1.nodes.0.exits.0.destination_uuid" has to be the uuid of a node of this flow, not',
  ],
  [
    one((flow) => (flow.nodes[0].actions[0].type = 'send_sms')),
    '"flows.1.nodes.0.actions.0.type" is not known: "send_sms". Did you mean "send_msg"',
  ],
  [one((flow) => (flow.nodes[1].router.type = 'x')), '"flows.1.nodes.1.router.type" is not known: "x".'],
  [
    one((flow) => (flow.nodes[1].router.cases[0].category_uuid = flow.uuid)),
    '"flows.1.nodes.1.router.cases.0.category_uuid" has to be the uuid of a category of this router',
  ],
  [
    one((flow) => (flow.nodes[1].router.cases[0].type = 'has_word')),
    '"flows.1.nodes.1.router.cases.0.type" is not known: "has_word".',
  ],
  [
    one((flow) => (flow.nodes[1].router.cases[0].arguments = [1])),
    '"flows.1.nodes.1.router.cases.0.arguments.0" has to be text.',
  ],
  [
    one((flow) => (flow.nodes[1].router.categories[0].exit_uuid = 'x')),
    '"flows.1.nodes.1.router.categories.0.exit_uuid" has to be the uuid of an exit of this node, not "x".',
  ],
  [
    one((flow) => (flow.nodes[1].router.wait.timeout.seconds = 0)),
    '"flows.1.nodes.1.router.wait.timeout.seconds" has to be a whole number between 1 and',
  ],
  [
    one((flow) => (flow.type = 'messaging_background')),
    '"flows.1.nodes.1.router.wait" is not possible: a background flow waits for nothing.',
  ],
  [
    one((flow) => (flow.uuid = clinic()['flows'][0].uuid)),
    '"flows.1" is a flow of the uuid, or of the name and type, of flow 0, too.',
  ],
  [
    one((flow) => (flow['_ui'] = JSON.parse('['.repeat(70) + ']'.repeat(70)))),
    '"flows" is nested more than 64 levels deep.',
  ],
])('an export that is not whole is refused with the place, and nothing is changed: %#', async (body, message) => {
  const { pages, world } = await startFlows()
  const before = JSON.stringify(world.toJSON().rows)
  const answer = await pages('POST', '', body)
  expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(message)])
  expect(JSON.stringify(world.toJSON().rows)).toBe(before)
})

test('an export of more than 4 MiB is refused before it is read', async () => {
  const { admin, call, id } = await startFlows()
  const body = clinic()
  body['flows'][0]['_ui'] = { notes: 'x'.repeat(4 * 1024 * 1024) }
  const answer = await call('POST', `/_textbed/worlds/${id}/rapidpro/flows`, { body })
  expect([answer.status, answer.body.error.message]).toEqual([413, 'The body is larger than 4194304 bytes.'])
  expect((await admin('GET', '/rapidpro/flows')).body.flows).toEqual([])
})

test('a flow is renamed, labelled, archived and restored on its page, which moves its modified_on', async () => {
  const { take, pages, listed } = await startFlows()
  const [{ uuid, modified_on }] = await take()
  const { body } = await pages('POST', `/${uuid}`, {
    name: 'Intake',
    labels: ['Forms', 'forms'],
    expires: 60,
    archived: true,
  })
  expect(body).toMatchObject({ name: 'Intake', labels: [{ name: 'Forms' }], expires: 60, archived: true })
  expect(body.definition).toMatchObject({ name: 'Intake', expire_after_minutes: 60 })
  expect(body.modified_on > modified_on).toBe(true)
  expect(names(await listed('archived=1'))).toEqual(['Intake'])
  expect((await pages('POST', `/${uuid}`, { archived: false })).body.labels).toEqual(body.labels)
  expect(await listed('archived=true')).toEqual([])
})

test.each([
  [{ name: 'visit SURVEY' }, 409, 'There is a flow "Visit survey" already. Choose another name.'],
  [{ name: ' ' }, 400, '"name" has to match'],
  [{ expires: 7 }, 400, 'No message flow can expire after 7 minutes.'],
  [{ labels: [''] }, 400, '"labels.0" is empty'],
  [{ type: 'voice' }, 400, '"type" is not known here.'],
])('a flow cannot become %j', async (asked, status, message) => {
  const { take, pages } = await startFlows()
  const [{ uuid }] = await take()
  const before = (await pages('GET', `/${uuid}`)).text
  const answer = await pages('POST', `/${uuid}`, asked)
  expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(message)])
  expect((await pages('GET', `/${uuid}`)).text).toBe(before)
})

test('a deleted flow is listed nowhere, and its name is free', async () => {
  const { take, pages, get, listed } = await startFlows()
  const [{ uuid }] = await take()
  expect((await pages('DELETE', `/${uuid}`)).status).toBe(204)
  expect((await pages('GET', `/${uuid}`)).status).toBe(404)
  expect((await get(`flows.json?uuid=${uuid}`)).body.results).toEqual([])
  expect(names(await listed())).toEqual(['Missed visit', 'Visit survey'])
  const [again] = await take()
  expect([again.name, again.uuid === uuid]).toEqual(['Registration', false])
})

test('flows travel in snapshots and forks', async () => {
  const { take, admin, call } = await startFlows()
  await take()
  const { body: snapshot } = await admin('GET', '/snapshot')
  expect((await admin('PUT', '/snapshot', snapshot)).status).toBe(200)
  const fork = (await admin('POST', '/fork')).body
  const headers = { authorization: `Token ${fork.credentials.rapidpro.token}` }
  expect((await call('GET', '/api/v2/flows.json', { headers })).body.results).toHaveLength(3)
})
