import { expect, test } from 'vitest'
import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { startWorkspace } from './start.ts'

async function startExports() {
  const workspace = await startWorkspace()
  const { get, admin } = workspace
  const take = async (body: object): Promise<any[]> => (await admin('POST', '/rapidpro/flows', body)).body.flows
  const flows = await take(clinic)
  const definitions = async (query = ''): Promise<any> => (await get(`definitions.json?${query}`)).body
  const uuid = (name: string): string => flows.find((flow) => flow.name === name).uuid
  const listed = async (path: string): Promise<any[]> => (await get(path)).body.results
  return Object.assign(workspace, { take, flows, definitions, uuid, listed })
}

let uuids = 0
/** A uuid that nothing has yet. */
const fresh = (): string => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`

/** An event of a campaign without what is new at each place. */
const shown = ({ uuid, flow, ...event }: any) => ({ ...event, isNamed: uuid.length === 36, flow: flow?.name })

const sorted = (words: readonly string[]): string[] => words.toSorted((a, b) => (a < b ? -1 : 1))

/** The same for all uuids. */
const plain = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'uuid')

const names = (rows: readonly any[]): string[] => sorted(rows.map(({ name }) => name))

test('an import makes the fields, groups, labels, campaigns and triggers that are missing', async () => {
  const { listed } = await startExports()
  expect(sorted((await listed('fields.json')).map(({ key, name, type }) => `${key} ${name} ${type}`))).toEqual([
    'last_mark Last Mark number',
    'visit_date Visit Date datetime',
  ])
  expect(names((await listed('groups.json')).filter(({ system }) => !system))).toEqual(['Patients', 'Unhappy patients'])
  expect(await listed('campaigns.json')).toMatchObject([{ name: 'Visit reminders', group: { name: 'Patients' } }])
  expect(await listed('campaign_events.json')).toMatchObject([
    { offset: 1, unit: 'weeks', delivery_hour: -1, flow: { name: 'Missed visit' }, message: null },
    {
      offset: -1,
      unit: 'days',
      delivery_hour: 9,
      flow: null,
      message: { eng: expect.any(String), kin: expect.any(String) },
    },
  ])
})

test('groups that are here by name are used, fields that a flow names are of text, and a campaign of that name gets new events', async () => {
  const { take, listed } = await startExports()
  const before = await listed('campaigns.json')
  const [flow] = clinic.flows
  const node = {
    ...flow!.nodes[0]!,
    actions: [
      { uuid: fresh(), type: 'set_contact_field', field: { key: 'shoe_size', name: 'Shoe Size' }, value: '44' },
      { uuid: fresh(), type: 'add_contact_groups', groups: [{ uuid: fresh(), name: 'PATIENTS' }] },
      { uuid: fresh(), type: 'add_input_labels', labels: [{ uuid: fresh(), name: 'Shoes' }] },
    ],
    exits: [{ uuid: fresh(), destination_uuid: null }],
  }
  const campaign = { ...clinic.campaigns[0]!, events: clinic.campaigns[0]!.events.slice(0, 1) }
  const [made] = await take({
    version: '13',
    flows: [{ ...flow, name: 'Shoes', uuid: fresh(), nodes: [node] }],
    campaigns: [campaign],
  })
  expect(await listed('fields.json?key=shoe_size')).toMatchObject([{ name: 'Shoe Size', type: 'text' }])
  const [group] = await listed('groups.json?name=patients')
  expect(made.definition.nodes[0].actions[1].groups).toEqual([{ uuid: group.uuid, name: 'PATIENTS' }])
  expect(await listed('labels.json')).toMatchObject([
    { name: 'Shoes', uuid: made.definition.nodes[0].actions[2].labels[0].uuid },
  ])
  expect(await listed('campaigns.json')).toEqual(before)
  expect(await listed('campaign_events.json')).toHaveLength(1)
})

test('an export that would make more groups than there may be is refused whole', async () => {
  const { post, admin, world } = await startExports()
  for (let made = 0; made < 240; made++) await post('groups.json', { name: `Group ${made}` })
  const rows = JSON.stringify(world.toJSON().rows)
  const groups = Array.from({ length: 20 }, (_, index) => ({ uuid: fresh(), name: `More ${index}`, query: null }))
  const { status, body } = await admin('POST', '/rapidpro/flows', { version: '13', groups })
  expect([status, body.error.message]).toEqual([
    400,
    expect.stringMatching(/^With this export the workspace would have 26\d groups; 250 are the most\.$/),
  ])
  expect(JSON.stringify(world.toJSON().rows)).toBe(rows)
})

test('definitions are an export, as the service writes it: with all that depends on what was asked for', async () => {
  const { definitions, uuid, flows, url } = await startExports()
  const all = await definitions(`flow=${uuid('Registration')}`)
  expect(all).toMatchObject({ version: '13', site: url })
  expect(names(all.flows)).toEqual(['Missed visit', 'Registration', 'Visit survey'])
  expect(all.flows[0]).toEqual(flows[0].definition)
  expect(all.fields).toEqual(clinic.fields)
  expect(names(all.groups)).toEqual(['Patients', 'Unhappy patients'])
  expect(all.triggers.map(({ trigger_type, keywords, flow }: any) => [trigger_type, keywords, flow.name])).toEqual([
    ['K', ['join', 'injira'], 'Registration'],
    ['C', undefined, 'Visit survey'],
  ])
  const [campaign] = all.campaigns
  expect(campaign).toMatchObject({ name: 'Visit reminders', group: { name: 'Patients', query: null } })
  expect(campaign.events.map(shown)).toEqual(clinic.campaigns[0]!.events.map(shown))
})

test('dependencies=flows brings flows and triggers along, dependencies=none nothing', async () => {
  const { definitions, uuid } = await startExports()
  const some = await definitions(`flow=${uuid('Registration')}&dependencies=flows`)
  expect([names(some.flows), some.campaigns, some.triggers.length, some.fields, some.groups]).toEqual([
    ['Registration', 'Visit survey'],
    [],
    2,
    [],
    [],
  ])
  const none = await definitions(`flow=${uuid('Registration')}&flow=${uuid('Missed visit')}&dependencies=none`)
  expect([names(none.flows), none.campaigns, none.triggers]).toEqual([['Missed visit', 'Registration'], [], []])
  expect(await definitions()).toMatchObject({ flows: [], campaigns: [], triggers: [], fields: [], groups: [] })
  expect(await definitions('flow=abc&campaign=abc')).toMatchObject({ flows: [], campaigns: [] })
})

test('a campaign brings the flows of its events along', async () => {
  const { definitions, listed } = await startExports()
  const [{ uuid }] = await listed('campaigns.json')
  const { campaigns, flows } = await definitions(`campaign=${uuid}&dependencies=flows`)
  expect([names(campaigns), names(flows)]).toEqual([['Visit reminders'], ['Missed visit']])
})

test('what was exported can be taken in elsewhere, and comes out of there the same but for its uuids', async () => {
  const { definitions, uuid } = await startExports()
  const out = await definitions(`flow=${uuid('Registration')}`)
  const other = await startWorkspace()
  const flows: any[] = (await other.admin('POST', '/rapidpro/flows', out)).body.flows
  const registration = flows.find(({ name }) => name === 'Registration')
  const again = (await other.get(`definitions.json?flow=${registration.uuid}`)).body
  for (const part of ['campaigns', 'triggers', 'fields', 'groups']) expect(plain(again[part])).toBe(plain(out[part]))
  expect(plain(again.flows).replaceAll(/"revision":\d+/g, '')).toBe(plain(out.flows).replaceAll(/"revision":\d+/g, ''))
})

test('strangers are refused before anything else', async () => {
  const { call } = await startExports()
  expect((await call('PUT', '/api/v2/definitions.json')).status).toBe(403)
})
