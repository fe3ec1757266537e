import { expect, test } from 'vitest'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { queriedContact } from '../../../src/providers/rapidpro/contacts/queried-contact.ts'
import { settingOf } from '../../../src/providers/rapidpro/contacts/query-setting.ts'
import { groupRows } from '../../../src/providers/rapidpro/groups/group.ts'
import { matcher } from '../../../src/providers/rapidpro/queries/matcher.ts'
import type { Query } from '../../../src/providers/rapidpro/queries/query.ts'
import { understand } from '../../../src/providers/rapidpro/queries/understand.ts'
import { type Workspace, startWorkspace } from './start.ts'

interface Clinic extends Workspace {
  /** Makes a group with a query; answers its uuid once it is ready. */
  group: (name: string, query: string) => Promise<string>
  /** Names of the groups that a contact is in. */
  groupsOf: (uuid: string) => Promise<string[]>
  contact: (body?: object) => Promise<string>
}

async function startClinic(): Promise<Clinic> {
  const workspace = await startWorkspace()
  const { get, post, admin, advance } = workspace
  for (const [name, type] of [
    ['Age', 'number'],
    ['Due', 'datetime'],
    ['Village', 'text'],
  ])
    await post('fields.json', { name, type })
  return {
    ...workspace,
    async group(name, query) {
      const { status, body } = await admin('POST', '/rapidpro/groups', { name, query })
      expect([status, body.status]).toEqual([201, 'initializing'])
      await advance('PT2S')
      return body.uuid
    },
    groupsOf: async (uuid) =>
      (await get(`contacts.json?uuid=${uuid}`)).body.results[0].groups.map(({ name }: { name: string }) => name),
    contact: async (body = {}) => (await post('contacts.json', body)).body.uuid,
  }
}

const named = ({ body }: { body: any }): string[] => body.results.map(({ name }: { name: string }) => name)

test('a group with a query shows its normal form, is hidden until it is asked, and has the contacts that it means', async () => {
  const { admin, advance, get, contact, groupsOf } = await startClinic()
  const [young, old] = [await contact({ fields: { age: '12' } }), await contact({ fields: { age: '40' } })]
  const query = 'AGE >= "18" or village = Kabuye'
  const made = await admin('POST', '/rapidpro/groups', { name: 'Grown up', query })
  expect([made.status, made.body]).toMatchObject([
    201,
    { query: 'fields.age >= 18 OR fields.village = "Kabuye"', status: 'initializing', count: 0, system: false },
  ])
  for (const filter of ['', `?uuid=${made.body.uuid}`, '?name=grown%20up'])
    expect(named(await get(`groups.json${filter}`))).not.toContain('Grown up')
  await advance('PT0.5S')
  expect((await get('groups.json')).body.results[0]).toMatchObject({ status: 'evaluating', count: 1 })
  await advance('PT0.5S')
  expect((await get('groups.json')).body.results[0]).toMatchObject({ status: 'ready', count: 1 })
  expect([await groupsOf(young), await groupsOf(old)]).toEqual([[], ['Grown up']])
  const usages = (await get('fields.json?key=age')).body.results[0].usages
  expect(usages).toEqual({ flows: 0, groups: 1, campaign_events: 0 })
})

test('whoever changes joins and leaves at once, and its modified_on moves with it', async () => {
  const { post, get, contact, group, groupsOf, advance } = await startClinic()
  await group('Grown up', 'age >= 18')
  const uuid = await contact({ fields: { age: '12' } })
  await advance('PT1M')
  const { modified_on } = (await get(`contacts.json?uuid=${uuid}`)).body.results[0]
  const changed = await post(`contacts.json?uuid=${uuid}`, { fields: { age: '18' } })
  expect(changed.body.groups).toMatchObject([{ name: 'Grown up' }])
  expect(changed.body.modified_on > modified_on).toBe(true)
  await post(`contacts.json?uuid=${uuid}`, { fields: { age: null } })
  expect(await groupsOf(uuid)).toEqual([])
  expect((await post('contacts.json', { fields: { age: '90' } })).body.groups).toMatchObject([{ name: 'Grown up' }])
})

test('nobody is put into a group with a query by hand, or taken out of it', async () => {
  const { post, contact, group } = await startClinic()
  await group('Grown up', 'age >= 18')
  const uuid = await contact({ fields: { age: '40' } })
  const refused = ['Contact group must not be query based: Grown up']
  expect((await post(`contacts.json?uuid=${uuid}`, { groups: ['Grown up'] })).body).toEqual({ groups: refused })
  for (const action of ['add', 'remove'])
    expect((await post('contact_actions.json', { contacts: [uuid], action, group: 'Grown up' })).body).toEqual({
      group: refused,
    })
  expect((await post(`contacts.json?uuid=${uuid}`, { groups: [] })).body.groups).toMatchObject([{ name: 'Grown up' }])
})

test('whoever is not active is in no group, and in those that mean it again once it is', async () => {
  const { post, contact, group, groupsOf } = await startClinic()
  await group('Grown up', 'age >= 18')
  await post('groups.json', { name: 'By hand' })
  const uuid = await contact({ fields: { age: '40' }, groups: ['By hand'] })
  await post('contact_actions.json', { contacts: [uuid], action: 'block' })
  expect(await groupsOf(uuid)).toEqual([])
  await post(`contacts.json?uuid=${uuid}`, { fields: { age: '41' } })
  expect(await groupsOf(uuid)).toEqual([])
  await post('contact_actions.json', { contacts: [uuid], action: 'unblock' })
  expect(await groupsOf(uuid)).toEqual(['Grown up'])
})

test('what people do moves them, too: they write, tickets are opened and closed, addresses change hands', async () => {
  const clinic = await startClinic()
  const { contact, group, groupsOf, post, admin, world, address } = clinic
  await group('Heard of', 'last_seen_on != ""')
  await group('Waiting', 'tickets > 0')
  await group('By phone', 'tel != ""')
  const uuid = await contact({ urns: ['tel:+250788123123'] })
  expect(await groupsOf(uuid)).toEqual(['By phone'])
  world.write('+250788123123', address, 'Muraho')
  expect(await groupsOf(uuid)).toEqual(['Heard of', 'By phone'])
  const ticket = (await admin('POST', '/rapidpro/tickets', { contact: uuid })).body.uuid
  expect(await groupsOf(uuid)).toEqual(['Open Tickets', 'Heard of', 'Waiting', 'By phone'])
  await post('ticket_actions.json', { tickets: [ticket], action: 'close' })
  expect(await groupsOf(uuid)).toEqual(['Heard of', 'By phone'])
  const other = await contact()
  await post(`contacts.json?uuid=${other}`, { urns: ['tel:+250788123123'] })
  expect([await groupsOf(uuid), await groupsOf(other)]).toEqual([['Heard of'], ['By phone']])
})

test('another query, another type of a field, another zone or order of dates: all contacts are asked again', async () => {
  const { admin, post, get, contact, group, groupsOf, advance } = await startClinic()
  const uuid = await group('Due', 'due = 10-03-2026')
  const member = await contact({ fields: { due: '2026-03-09T22:30:00Z', village: '2026' } })
  expect(await groupsOf(member)).toEqual(['Due'])
  const workspace = (await get('workspace.json')).body.uuid
  const settings = async (changes: object) => {
    expect((await admin('POST', `/rapidpro/workspaces/${workspace}`, changes)).status).toBe(200)
    await advance('PT2S')
    return groupsOf(member)
  }
  expect(await settings({ timezone: 'America/New_York' })).toEqual([])
  expect(await settings({ timezone: 'Africa/Kigali' })).toEqual(['Due'])
  expect(await settings({ date_style: 'month_first' })).toEqual([])
  const changed = await admin('POST', `/rapidpro/groups/${uuid}`, { query: 'village = 2026.0 or village = "x"' })
  expect([changed.status, changed.body.status]).toEqual([200, 'initializing'])
  expect((await admin('POST', `/rapidpro/groups/${uuid}`, { query: 'village = y' })).status).toBe(409)
  await advance('PT2S')
  expect(await groupsOf(member)).toEqual([])
  await admin('POST', `/rapidpro/groups/${uuid}`, { query: 'village = 2026.0' })
  await post('fields.json?key=village', { name: 'Village', type: 'number' })
  await advance('PT2S')
  expect(await groupsOf(member)).toEqual(['Due'])
})

test.each([
  ['age > ', 'query', 'Invalid query syntax.'],
  ['beers = 12', 'query', "Can't resolve 'beers' to a field or URN scheme."],
  ['village > b', 'query', 'Can only use > with number or date values.'],
  ['status = active', 'query', 'You cannot create a smart group based on "id" or "group".'],
  ['group = "Open Tickets"', 'query', 'You cannot create a smart group based on "id" or "group".'],
  ['x '.repeat(300), 'query', 'This query is too complex. Please simplify it and try again.'],
])('%s is no query for a group, and no group is made', async (query, field, sentence) => {
  const { admin, get } = await startClinic()
  const { status, body } = await admin('POST', '/rapidpro/groups', { name: 'New', query })
  expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(JSON.stringify(sentence).slice(1, -2))])
  expect(JSON.stringify(body)).toContain(field)
  expect(named(await get('groups.json'))).toEqual(['Open Tickets'])
})

test('names are free, system groups stay, and a group that people are put into by hand gets no query', async () => {
  const { admin, post, get } = await startClinic()
  const byHand = (await post('groups.json', { name: 'By hand' })).body.uuid
  const system = (await get('groups.json?name=open%20tickets')).body.results[0].uuid
  const statuses = []
  for (const [path, body] of [
    ['', { name: 'BY HAND', query: 'age > 1' }],
    ['', { name: 'a "b"' }],
    [`/${byHand}`, { query: 'age > 1' }],
    [`/${system}`, { name: 'Mine' }],
    [`/${byHand}`, { name: 'Open Tickets' }],
    [`/${byHand}`, { name: 'Renamed' }],
  ] as const)
    statuses.push((await admin('POST', `/rapidpro/groups${path}`, body)).status)
  expect(statuses).toEqual([400, 400, 400, 400, 400, 200])
  expect(named(await get('groups.json'))).toEqual(['Renamed', 'Open Tickets'])
})

test('a group that is deleted while it is evaluated asks nobody, and the world can be put away and back', async () => {
  const { admin, remove, contact, groupsOf, advance, world } = await startClinic()
  const uuid = await contact({ fields: { age: '40' } })
  const made = (await admin('POST', '/rapidpro/groups', { name: 'Grown up', query: 'age > 1' })).body.uuid
  const kept = await admin('GET', '/snapshot')
  expect((await remove(`groups.json?uuid=${made}`)).status).toBe(204)
  expect(world.clock.pending().filter(({ kind }) => kind === 'rapidpro.evaluation')).toEqual([])
  await advance('PT2S')
  expect(await groupsOf(uuid)).toEqual([])
  expect((await admin('PUT', '/snapshot', kept.body)).status).toBeLessThan(300)
  await advance('PT2S')
  expect(await groupsOf(uuid)).toEqual(['Grown up'])
})

const QUERIES = [
  'age > 30',
  'age = "" OR village = Kabuye',
  'due > 15-03-2026',
  'due != "" AND age <= 30',
  'name ~ am',
  'language != kin',
  'tickets = 1 AND tel ~ 788',
  'last_seen_on = 01-01-2026 OR twitter = ""',
  '(village != Kabuye OR age < 5) AND name != ""',
]

test('whatever happens in whatever order, groups have the contacts that their queries mean', async () => {
  const { world, admin, post, get, advance, address, contact } = await startClinic()
  await contact()
  const draw = <T>(what: string, choices: readonly T[]): T =>
    choices[Math.floor(world.random.fraction('test', `${what} ${step}`) * choices.length)]!
  let step = 0
  const contacts = Array.from({ length: 12 }, (_, index) => `tel:+25078812310${index % 10}${index}`.slice(0, 17))
  const somebody = () =>
    contactRows(world)
      .all()
      .at(Math.floor(world.random.fraction('test', `who ${step}`) * contactRows(world).size))!
  const groupNow = () =>
    groupRows(world)
      .all()
      .toArray()
      .filter(({ system, query }) => !system && query !== null)
  const workspace = (await get('workspace.json')).body.uuid
  const acts: Record<string, () => unknown> = {
    contact: () =>
      post('contacts.json', {
        name: draw('name', ['Amina', 'Bo', undefined as never]),
        ...(draw('urn', [true, false]) && { urns: [draw('number', contacts)] }),
        fields: { age: draw('age', ['4', '31', '', 'x']) },
      }),
    values: () =>
      post(`contacts.json?uuid=${somebody().id}`, {
        fields: {
          age: draw('age', ['4', '30', '31', null]),
          due: draw('due', ['14-03-2026 23:30', '15-03-2026', '1-4-2026 8:00', null]),
          village: draw('village', ['Kabuye', 'kabuye ', 'Gasharu', null]),
        },
      }),
    name: () => post(`contacts.json?uuid=${somebody().id}`, { name: draw('name', ['Amina', 'Sam', 'Bo', null]) }),
    language: () => post(`contacts.json?uuid=${somebody().id}`, { language: draw('language', ['kin', 'eng', null]) }),
    urns: () =>
      post(`contacts.json?uuid=${somebody().id}`, {
        urns: draw('urns', [[], ['twitter:bo'], [draw('number', contacts)]]),
      }),
    status: () =>
      admin('POST', `/rapidpro/contacts/${somebody().id}`, {
        status: draw('status', ['active', 'blocked', 'stopped', 'archived', 'active']),
      }),
    wrote: () => world.write(draw('number', contacts).slice(4), address, 'Hi'),
    ticket: () => admin('POST', '/rapidpro/tickets', { contact: somebody().id }),
    close: async () => {
      const [open] = (await get('tickets.json')).body.results
      if (open) await post('ticket_actions.json', { tickets: [open.uuid], action: draw('act', ['close', 'reopen']) })
    },
    remove: () =>
      post('contact_actions.json', {
        contacts: [somebody().id],
        action: draw('action', ['interrupt', 'delete', 'unblock']),
      }),
    group: () => admin('POST', '/rapidpro/groups', { name: `G${step}`, query: draw('query', QUERIES) }),
    query: async () => {
      const group = groupNow()[0]
      if (group) await admin('POST', `/rapidpro/groups/${group.id}`, { query: draw('query', QUERIES) })
    },
    zone: () =>
      admin('POST', `/rapidpro/workspaces/${workspace}`, {
        timezone: draw('zone', ['Africa/Kigali', 'America/New_York', 'Asia/Tokyo']),
      }),
    time: () => advance(draw('time', ['PT0.5S', 'PT1S', 'P1D'])),
    type: () => post('fields.json?key=age', { name: 'Age', type: draw('type', ['number', 'number', 'text']) }),
  }
  let moved = 0
  for (; step < 240; step++) {
    await acts[draw('act', Object.keys(acts))]!()
    if (step % 20 !== 19) continue
    await post('fields.json?key=age', { name: 'Age', type: 'number' })
    await admin('POST', '/clock/advance', { until: 'idle' })
    const setting = settingOf(world, world.now)
    for (const group of groupRows(world)
      .all()
      .filter(({ query }) => query !== null)) {
      const matches = matcher(understand(group.query!, setting) as Query, setting)
      const meant = contactRows(world)
        .all()
        .filter((one) => !one.deleted && one.status === 'active' && matches(queriedContact(one, world)))
      expect(
        contactRows(world)
          .by('groups', group.id)
          .map(({ id }) => id),
        `${group.query} after ${step} acts`,
      ).toEqual(meant.map(({ id }) => id))
      moved += meant.length
    }
  }
  expect(moved).toBeGreaterThan(100)
})
