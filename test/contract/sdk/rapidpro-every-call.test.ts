import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { type Found, TembaClient } from '../../support/temba-client.ts'
import { type TestWorld, startWorld } from '../../support/world.ts'

// Every method that the official Python client has, as it makes the request and reads the answer, in a world with a past.

/** What the client makes of each value; it raises where it is something else. None is always good. */
const READ = {
  any: () => true,
  integer: (value: unknown) => Number.isInteger(value),
  truth: (value: unknown) => typeof value === 'boolean',
  list: (value: unknown) => Array.isArray(value),
  object: (value: unknown) => typeof value === 'object' && !Array.isArray(value),
  objects: (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'object'),
  time: (value: unknown) => !Number.isNaN(Date.parse(String(value))),
}

/** The client's types, from what it reads with more than a shrug. */
const TYPES: Readonly<Record<string, Readonly<Record<string, keyof typeof READ>>>> = {
  archives: { start_date: 'time', record_count: 'integer', size: 'integer' },
  boundaries: { level: 'integer', parent: 'object', aliases: 'list', geometry: 'object' },
  broadcasts: { contacts: 'objects', groups: 'objects', created_on: 'time' },
  campaigns: { archived: 'truth', group: 'object', created_on: 'time' },
  campaign_events: {
    campaign: 'object',
    relative_to: 'object',
    offset: 'integer',
    delivery_hour: 'integer',
    flow: 'object',
    created_on: 'time',
  },
  channels: { device: 'object', last_seen: 'time', created_on: 'time' },
  classifiers: { intents: 'list', created_on: 'time' },
  contacts: {
    urns: 'list',
    groups: 'objects',
    flow: 'object',
    created_on: 'time',
    modified_on: 'time',
    last_seen_on: 'time',
  },
  definitions: { flows: 'list', campaigns: 'list', triggers: 'list', fields: 'list', groups: 'list' },
  fields: {},
  flow_starts: {
    flow: 'object',
    groups: 'objects',
    contacts: 'objects',
    restart_participants: 'truth',
    exclude_active: 'truth',
    created_on: 'time',
    modified_on: 'time',
  },
  flows: {
    archived: 'truth',
    labels: 'objects',
    expires: 'integer',
    created_on: 'time',
    runs: 'object',
    results: 'objects',
  },
  globals: { modified_on: 'time' },
  groups: { system: 'truth', count: 'integer' },
  labels: { count: 'integer' },
  messages: {
    contact: 'object',
    channel: 'object',
    labels: 'objects',
    attachments: 'objects',
    quick_replies: 'objects',
    flow: 'object',
    created_on: 'time',
    sent_on: 'time',
    modified_on: 'time',
  },
  org: { languages: 'list' },
  resthooks: { created_on: 'time', modified_on: 'time' },
  resthook_events: { created_on: 'time' },
  resthook_subscribers: { id: 'integer', created_on: 'time' },
  runs: {
    flow: 'object',
    contact: 'object',
    start: 'object',
    responded: 'truth',
    path: 'objects',
    values: 'object',
    created_on: 'time',
    modified_on: 'time',
    exited_on: 'time',
  },
}

/** What the client raises for of an answer. */
const complaints = (endpoint: string, row: Found): string[] =>
  Object.entries(TYPES[endpoint] ?? {})
    .filter(([name, kind]) => row[name] !== undefined && row[name] !== null && !READ[kind](row[name]))
    .map(([name, kind]) => `${endpoint}: ${name} is no ${kind}`)

const stands = (endpoint: string): boolean => rapidpro.endpoints.some(({ path }) => path === `/api/v2/${endpoint}.json`)

let world: TestWorld
let client: TembaClient

beforeAll(async () => {
  world = await startWorld()
  await world.admin('PUT', '/snapshot', JSON.parse(readFileSync('fixtures/lively.json', 'utf8')))
  client = new TembaClient(world)
})

const first = async (endpoint: string, params: object = {}): Promise<Found> =>
  (await client.all(endpoint, params as Record<string, unknown>))[0]

const NOW = '2027-01-01T00:00:00.000000Z'
const PAST = '2020-01-01T00:00:00.000000Z'

/** The parameters that a method of the client has, and what it is called with; a list is asked for with each set. */
const GETS: Readonly<Record<string, readonly (Record<string, unknown> | ((row: Found) => Record<string, unknown>))[]>> =
  {
    archives: [{}, { type: 'message', period: 'daily', before: NOW, after: PAST }],
    boundaries: [{}, { geometry: true }],
    broadcasts: [{}, ({ uuid }) => ({ uuid, before: NOW, after: PAST })],
    campaigns: [{}, ({ uuid }) => ({ uuid })],
    campaign_events: [{}, ({ uuid, campaign }) => ({ uuid, campaign })],
    channels: [{}, (row) => ({ uuid: row, address: row.address })],
    classifiers: [{}, (row) => ({ uuid: row })],
    contacts: [
      {},
      { reverse: true, before: NOW, after: PAST, deleted: false },
      (row) => ({ uuid: row, urn: row.urns[0] }),
      ({ groups }) => ({ group: groups[0] }),
    ],
    fields: [{}, (row) => ({ key: row })],
    flows: [{}, (row) => ({ uuid: row, type: row.type, archived: row.archived })],
    flow_starts: [{}, (row) => ({ uuid: row })],
    globals: [{}, (row) => ({ key: row })],
    groups: [{}, (row) => ({ uuid: row }), ({ name }) => ({ name })],
    labels: [{}, (row) => ({ uuid: row }), ({ name }) => ({ name })],
    messages: [
      {},
      ({ uuid }) => ({ uuid, before: NOW, after: PAST }),
      ...['inbox', 'archived', 'sent', 'failed', 'incoming'].map((folder) => ({ folder })),
    ],
    resthooks: [{}],
    resthook_events: [{}, ({ resthook }) => ({ resthook })],
    resthook_subscribers: [{}, ({ id, resthook }) => ({ id, resthook })],
    runs: [
      {},
      ({ uuid, flow, responded }) => ({ uuid, flow, responded, before: NOW, after: PAST, reverse: true, paths: true }),
    ],
  }

describe('get_', () => {
  test.each(Object.keys(GETS).filter(stands))(
    '%s finds something, and each row is what the client takes it for',
    async (endpoint) => {
      for (const given of GETS[endpoint]!) {
        const params = typeof given === 'function' ? given(await first(endpoint)) : given
        const rows = await client.all(endpoint, params)
        expect([params, rows.length > 0]).toEqual([params, true])
        expect(rows.flatMap((row) => complaints(endpoint, row))).toEqual([])
      }
    },
  )

  test('org is one object', async () => {
    expect(complaints('org', await client.getRaw('org'))).toEqual([])
  })

  test.runIf(stands('definitions'))('definitions of flows and campaigns, named as lists', async () => {
    const flows = await client.all('flows')
    const found = await client.getRaw('definitions', { flow: flows, campaign: [], dependencies: 'none' })
    expect([complaints('definitions', found), found.flows.length]).toEqual([[], flows.length])
  })
})

test('create_, update_ and delete_ of fields, globals, groups and labels', async () => {
  const field = await client.post('fields', {}, { name: 'Cows', type: 'number' })
  expect(await client.post('fields', { key: field }, { name: 'Cattle', type: 'number' })).toMatchObject({
    key: 'cows',
    name: 'Cattle',
  })
  const global = await client.post('globals', {}, { name: 'Price', value: '12' })
  expect(await client.post('globals', { key: global }, { value: '13' })).toMatchObject({ key: 'price', value: '13' })
  for (const endpoint of ['groups', 'labels']) {
    const made = await client.post(endpoint, {}, { name: 'Python' })
    const renamed = await client.post(endpoint, { uuid: made }, { name: 'Pythons' })
    expect([renamed.uuid, renamed.name, complaints(endpoint, renamed)]).toEqual([made.uuid, 'Pythons', []])
    expect(await client.remove(endpoint, { uuid: made })).toBeNull()
    await expect(client.remove(endpoint, { uuid: made })).rejects.toThrow('TembaNoSuchObjectError')
  }
})

test('create_contact, update_contact and delete_contact, by object and by URN', async () => {
  const group = await client.post('groups', {}, { name: 'Cooks' })
  const made = await client.post(
    'contacts',
    {},
    { name: 'Amina', language: 'kin', urns: ['tel:+250788777001'], fields: {}, groups: [group] },
  )
  expect([complaints('contacts', made), made.groups]).toEqual([[], [{ uuid: group.uuid, name: 'Cooks' }]])
  const changes = { name: 'Amina K.', fields: { village: 'Kabuye' }, groups: [] }
  const changed = await client.post('contacts', { uuid: made }, changes)
  expect(changed).toMatchObject({ name: 'Amina K.', fields: { village: 'Kabuye' }, groups: [] })
  expect(await client.post('contacts', { urn: 'tel:+250788777001' }, { name: 'A.' })).toMatchObject({ uuid: made.uuid })
  expect(await client.remove('contacts', { urn: 'tel:+250788777001' })).toBeNull()
})

test('create_message with answers to choose from, and create_broadcast to everything that there is', async () => {
  const contact = await client.post('contacts', {}, { urns: ['tel:+250788777002'] })
  const group = await client.post('groups', {}, { name: 'Readers' })
  const quick_replies = [{ text: 'Yes' }, { text: 'No', extra: 'never' }]
  const message = await client.post('messages', {}, { contact, text: 'Coming?', attachments: [], quick_replies })
  expect([complaints('messages', message), message.quick_replies]).toMatchObject([[], quick_replies])
  const recipients = { urns: ['tel:+250788777003'], contacts: [contact], groups: [group] }
  const broadcast = await client.post('broadcasts', {}, { text: 'Hello @contact', ...recipients })
  expect([complaints('broadcasts', broadcast), broadcast.groups]).toEqual([[], [{ uuid: group.uuid, name: 'Readers' }]])
  await world.advance(10)
  expect(await client.all('broadcasts', { uuid: broadcast })).toMatchObject([{ status: 'completed' }])
})

test('bulk_label_messages, bulk_unlabel_, bulk_archive_, bulk_restore_ and bulk_delete_messages, named by uuid', async () => {
  const messages = (await client.all('messages', { folder: 'inbox' })).slice(0, 3)
  const label = await client.post('labels', {}, { name: 'Handled' })
  const act = (action: string, given: object = {}) => client.post('message_actions', {}, { messages, action, ...given })
  const shown = async () => (await client.all('messages', { uuid: messages[0] }))[0]
  expect(await act('label', { label })).toBeNull()
  expect(await act('label', { label_name: 'Fresh' })).toBeNull()
  const names = async () => (await shown()).labels.map(({ name }: Found) => name)
  expect(await names()).toEqual(expect.arrayContaining(['Handled', 'Fresh']))
  expect(await first('labels', { name: 'Fresh' })).toMatchObject({ count: 3 })
  await act('unlabel', { label })
  await act('unlabel', { label_name: 'Fresh' })
  expect(await names()).not.toEqual(expect.arrayContaining(['Fresh']))
  await act('archive')
  expect((await shown()).visibility).toBe('archived')
  await act('restore')
  expect((await shown()).visibility).toBe('visible')
  await act('delete')
  expect(await shown()).toBeUndefined()
  expect((await act('archive')).failures).toHaveLength(3)
})

test.runIf(stands('contact_actions'))('bulk_add_contacts and all else that is done to many contacts', async () => {
  const contact = await client.post('contacts', {}, { name: 'Ben', urns: ['tel:+250788777004'] })
  const group = await client.post('groups', {}, { name: 'Bulk' })
  await world.handset('+250788777004').writes(world.credentials['rapidpro']!['address']!, 'Hi')
  const contacts = [contact, 'tel:+250788777004']
  const act = (action: string, given: object = {}) => client.post('contact_actions', {}, { contacts, action, ...given })
  const shown = () => first('contacts', { uuid: contact })
  expect(await act('add', { group })).toBeNull()
  expect((await shown()).groups).toMatchObject([{ name: 'Bulk' }])
  await act('remove', { group })
  expect((await shown()).groups).toEqual([])
  await act('block')
  expect((await shown()).status).toBe('blocked')
  await act('unblock')
  expect((await shown()).status).toBe('active')
  expect(await act('interrupt')).toBeNull()
  await act('archive_messages')
  const archived = await client.all('messages', { folder: 'archived' })
  expect(archived.map(({ text }) => text)).toContain('Hi')
  await act('delete')
  expect(await shown()).toBeUndefined()
})

test.runIf(stands('flow_starts'))('create_flow_start, of everybody who can be named', async () => {
  const flow = await first('flows', { type: 'message', archived: false })
  const contact = await client.post('contacts', {}, { urns: ['tel:+250788777005'] })
  const group = await client.post('groups', {}, { name: 'Started' })
  const start = await client.post(
    'flow_starts',
    {},
    {
      flow,
      urns: ['tel:+250788777006'],
      contacts: [contact],
      groups: [group],
      restart_participants: true,
      exclude_active: false,
      params: { visits: 2 },
    },
  )
  expect([complaints('flow_starts', start), start.params]).toEqual([[], { visits: 2 }])
  await world.advance(10)
  expect(await client.all('flow_starts', { uuid: start })).toMatchObject([{ status: 'completed' }])
  const runs = await client.all('runs', { flow, after: start.created_on, paths: true })
  expect([runs.length, runs.flatMap((run) => complaints('runs', run))]).toEqual([2, []])
})

test.runIf(stands('resthook_subscribers'))('create_resthook_subscriber and delete_resthook_subscriber', async () => {
  const { resthook } = await first('resthooks')
  const target_url = 'http://127.0.0.1:9/hook'
  const subscriber = await client.post('resthook_subscribers', {}, { resthook, target_url })
  expect([complaints('resthook_subscribers', subscriber), subscriber]).toMatchObject([[], { resthook, target_url }])
  expect(await client.remove('resthook_subscribers', { id: subscriber })).toBeNull()
  expect(await client.all('resthook_subscribers', { id: subscriber })).toEqual([])
})

test.runIf(stands('campaigns'))('create_campaign, update_campaign, and their events', async () => {
  const group = await client.post('groups', {}, { name: 'Planters' })
  const flow = await first('flows', { type: 'message', archived: false })
  await client.post('fields', {}, { name: 'Planted', type: 'datetime' })
  const made = await client.post('campaigns', {}, { name: 'Planting', group })
  const campaign = await client.post('campaigns', { uuid: made }, { name: 'Planting season', group })
  expect([complaints('campaigns', campaign), campaign.name]).toEqual([[], 'Planting season'])
  const when = { relative_to: 'planted', offset: 2, unit: 'days', delivery_hour: 10 }
  for (const what of [{ message: 'Time to water' }, { flow }]) {
    const event = await client.post('campaign_events', {}, { campaign, ...when, ...what })
    expect(complaints('campaign_events', event)).toEqual([])
    // The client does not say whose event it is, which the platform asks for.
    await expect(client.post('campaign_events', { uuid: event }, { ...when, ...what })).rejects.toThrow(
      'TembaBadRequestError {"campaign":["This field is required."]}',
    )
    expect(await client.remove('campaign_events', { uuid: event })).toBeNull()
  }
  expect(await client.all('campaign_events', { campaign })).toEqual([])
})
