import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { beforeAll, describe, expect, test } from 'vitest'
import { changeContact } from '../../../src/providers/rapidpro/contacts/change-contact.ts'
import { contactRows } from '../../../src/providers/rapidpro/contacts/contact.ts'
import { rapidpro } from '../../../src/providers/rapidpro/index.ts'
import { type Workspace, addChannel, startWorkspace } from './start.ts'

/** What a filter is asked for, what then shows, and what no longer does; null where nothing can be there that it fits. */
type Line = [value: string, shown: string | null, hidden: string]

/** Every parameter of every list that says which rows are wanted. A filter without a line fails the last test. */
const FILTERS: Record<string, Record<string, Line[]>> = {
  'rapidpro.listChannels': {
    uuid: [['{second}', '+250780000002', '+250780000001']],
    address: [['+250780000002', '+250780000002', '+250780000001']],
  },
  'rapidpro.listChannelEvents': {
    id: [['1', 'call-in', 'call-in-missed']],
    contact: [['{Amina}', 'call-in-missed', 'call-in']],
    before: [['2026-01-01T00:30:00Z', 'call-in', 'call-in-missed']],
    after: [['2026-01-01T00:30:00Z', 'call-in-missed', 'call-in']],
  },
  'rapidpro.listClassifiers': {
    uuid: [['{Symptoms}', 'Symptoms', 'Crops']],
    before: [['2026-01-01T00:30:00Z', 'Crops', 'Symptoms']],
    after: [['2026-01-01T00:30:00Z', 'Symptoms', 'Crops']],
  },
  'rapidpro.listTemplates': {
    before: [['2026-01-01T00:30:00Z', 'welcome', 'appointment']],
    after: [['2026-01-01T00:30:00Z', 'appointment', 'welcome']],
  },
  'rapidpro.listOptIns': {},
  'rapidpro.listContacts': {
    uuid: [['{Amina}', 'Amina', 'Ben']],
    urn: [
      ['tel:+250788000001', 'Amina', 'Ben'],
      ['telegram:2', 'Ben', 'Amina'],
    ],
    group: [
      ['Farmers', 'Amina', 'Ben'],
      ['{Farmers}', 'Amina', 'Ben'],
      ['farmers', null, 'Amina'],
    ],
    deleted: [
      ...['yes', 'Y', 'true', '1'].map((word): Line => [word, 'nobody', 'Amina']),
      ['t', 'Amina', 'nobody'],
      ['no', 'Amina', 'nobody'],
    ],
    before: [['2026-01-01T00:30:00Z', 'Ben', 'Amina']],
    after: [['2026-01-01T00:30:00Z', 'Amina', 'Ben']],
  },
  'rapidpro.listFields': { key: [['age', 'Age', 'Village']] },
  'rapidpro.listGroups': {
    uuid: [['{Farmers}', 'Farmers', 'Youth']],
    name: [['farmers', 'Farmers', 'Youth']],
    manual_only: [['yes', 'Farmers', 'Open Tickets']],
  },
  'rapidpro.listLabels': {
    uuid: [['{Spam}', 'Spam', 'Urgent']],
    name: [['spam', 'Spam', 'Urgent']],
  },
  'rapidpro.listGlobals': {
    key: [['help_line', 'Help Line', 'Clinic']],
    before: [['2026-01-01T00:30:00Z', 'Help Line', 'Clinic']],
    after: [['2026-01-01T00:30:00Z', 'Clinic', 'Help Line']],
  },
  'rapidpro.listMessages': {
    id: [
      ['{first}', 'first', 'in'],
      ['2', 'lost', 'first'],
    ],
    uuid: [['{first uuid}', 'first', 'in']],
    broadcast: [['{broadcast}', 'late', 'first']],
    contact: [['{Ben}', 'late', 'first']],
    folder: [
      ['inbox', 'in', 'first'],
      ['flows', null, 'in'],
      ['archived', 'blocked', 'in'],
      ['outbox', 'waiting', 'first'],
      ['sent', 'first', 'waiting'],
      ['failed', 'lost', 'first'],
      ['Incoming', 'in', 'first'],
      ['nonsense', null, 'in'],
    ],
    label: [
      ['Spam', 'in', 'blocked'],
      ['{Spam}', 'in', 'first'],
      ['spam', null, 'in'],
    ],
    before: [['2026-01-01T00:30:00Z', 'first', 'late']],
    after: [['2026-01-01T00:30:00Z', 'late', 'first']],
  },
  'rapidpro.listBroadcasts': {
    id: [
      ['{broadcast}', 'late', 'early'],
      ['1', 'early', 'late'],
    ],
    uuid: [['{broadcast uuid}', 'late', 'early']],
    before: [['2026-01-01T00:30:00Z', 'early', 'late']],
    after: [['2026-01-01T00:30:00Z', 'late', 'early']],
  },
  'rapidpro.listTickets': {
    uuid: [['{ticket of Ben}', 'Ben', 'Amina']],
    ticket: [['{ticket of Ben}', 'Ben', 'Amina']],
    contact: [
      ['{Amina}', 'Amina', 'Ben'],
      ['nobody', null, 'Ben'],
    ],
  },
  'rapidpro.listTopics': {},
  'rapidpro.listUsers': {
    uuid: [['{Kim}', 'Kim Otieno', 'Alex Mugisha']],
    email: [['KIM@example.org', 'Kim Otieno', 'Alex Mugisha']],
    role: [
      ['agent', 'Kim Otieno', 'Alex Mugisha'],
      ['surveyor', null, 'Kim Otieno'],
    ],
  },
  'rapidpro.listBoundaries': {},
  'rapidpro.listFlows': {
    uuid: [['{Missed visit}', 'Missed visit', 'Registration']],
    type: [
      ['message', 'Registration', 'Missed visit'],
      ['background', 'Missed visit', 'Registration'],
      ['messaging', null, 'Registration'],
    ],
    archived: [
      ['1', 'Visit survey', 'Registration'],
      ['no', 'Registration', 'Visit survey'],
    ],
    before: [['2026-01-01T00:30:00Z', 'Registration', 'Visit survey']],
    after: [['2026-01-01T00:30:00Z', 'Visit survey', 'Registration']],
  },
  'rapidpro.listCampaigns': {
    uuid: [['{Visit reminders}', 'Visit reminders', 'Follow-up']],
    // The documentation promises these filters, and the service passes over them: campaigns.test.ts.
    before: [],
    after: [],
  },
  'rapidpro.listCampaignEvents': {
    uuid: [['{event}', 'Visit reminders', 'Follow-up']],
    campaign: [
      ['{Visit reminders}', 'Visit reminders', 'Follow-up'],
      ['Follow-up', 'Follow-up', 'Visit reminders'],
      ['follow-up', null, 'Visit reminders'],
    ],
  },
  'rapidpro.listResthookEvents': {
    resthook: [
      ['visit-missed', 'visit-missed', 'registered'],
      ['Registered', null, 'registered'],
    ],
  },
  'rapidpro.listRuns': {
    id: [['2', 'Amina', 'Ben']],
    uuid: [['{run}', 'Ben', 'Amina']],
    flow: [
      ['{Missed visit}', 'Ben', 'Amina'],
      ['x', null, 'Ben'],
    ],
    contact: [
      ['{Ben}', 'Ben', 'Amina'],
      ['x', null, 'Ben'],
    ],
    responded: [['1', 'Amina', 'Ben']],
    before: [['2026-01-01T00:30:00Z', 'Ben', 'Amina']],
    after: [['2026-01-01T00:30:00Z', 'Amina', 'Ben']],
  },
  'rapidpro.listFlowStarts': {
    uuid: [['{start}', 'Missed visit', 'Registration']],
    before: [['2026-01-01T00:30:00Z', 'Missed visit', 'Registration']],
    after: [['2026-01-01T00:30:00Z', 'Registration', 'Missed visit']],
  },
  'rapidpro.listResthooks': {},
  'rapidpro.listResthookSubscribers': {
    id: [['2', 'visit-missed', 'registered']],
    resthook: [
      ['registered', 'registered', 'visit-missed'],
      ['Registered', null, 'registered'],
    ],
  },
}

/** Parameters that leave nothing out, and say how rows are shown or where the page begins. */
const OTHERS = new Set(['cursor', 'reverse', 'expand_urns', 'geometry', 'paths'])

let workspace: Workspace
let names: Record<string, string>

/** A workspace with something for every filter to find, and something to leave out. */
beforeAll(async () => {
  workspace = await startWorkspace()
  const { admin, post, remove, advance, handset, world, address } = workspace
  const second = addChannel(workspace, '+250780000002')
  const [farmers] = await Promise.all(['Farmers', 'Youth'].map((name) => post('groups.json', { name })))
  const [spam] = await Promise.all(['Spam', 'Urgent'].map((name) => post('labels.json', { name })))
  for (const name of ['Age', 'Village']) await post('fields.json', { name, type: 'text' })
  await post('globals.json', { name: 'Help Line', value: '1919' })
  const create = async (body: object) => (await post('contacts.json', body)).body.uuid as string
  const amina = await create({ name: 'Amina', urns: ['tel:+250788000001'], groups: ['Farmers'] })
  const ben = await create({ name: 'Ben', urns: ['telegram:2', 'tel:+250788000002'] })
  const { body: ticket } = await admin('POST', '/rapidpro/tickets', { contact: ben })
  await remove(`contacts.json?uuid=${await create({ name: 'Gone' })}`)
  const blocked = await create({ name: 'Blocked', urns: ['tel:+250788000003'] })
  changeContact(world, contactRows(world).get(blocked)!, { status: 'blocked' })

  const flows: any[] = (await workspace.admin('POST', '/rapidpro/flows', clinic)).body.flows
  for (const resthook of ['registered', 'visit-missed']) {
    await workspace.admin('POST', '/rapidpro/resthooks', { resthook })
    await post('resthook_subscribers.json', { resthook, target_url: 'http://localhost/' })
  }

  const first = (await post('messages.json', { contact: amina, text: 'first' })).body
  await post('messages.json', { contact: blocked, text: 'lost' })
  await create({ name: 'Early', urns: ['tel:+250788000004'] })
  await post('broadcasts.json', { urns: ['tel:+250788000004'], text: 'early' })
  const early = (await post('flow_starts.json', { flow: flows[2].uuid, contacts: [ben] })).body
  const page = (path: string, asked: object) => workspace.admin('POST', `/rapidpro/${path}`, asked)
  await page('channels', { type: 'whatsapp', address: '250780000009' })
  const translations = [{ locale: 'eng', content: 'Hello' }]
  await page('channel-events', { type: 'call-in', urn: 'tel:+250788000002' })
  await page('classifiers', { name: 'Crops' })
  await page('templates', { name: 'welcome', translations })
  await advance('PT1H')
  await page('channel-events', { type: 'call-in-missed', urn: 'tel:+250788000001' })
  const symptoms = await page('classifiers', { name: 'Symptoms' })
  await page('templates', { name: 'appointment', translations })
  await post('globals.json', { name: 'Clinic', value: 'Textbed Clinic' })
  const { body: broadcast } = await post('broadcasts.json', { contacts: [ben], text: 'late' })
  await post('flow_starts.json', { flow: flows[0].uuid, contacts: [amina] })
  await advance('idle')
  await handset('+250788000001').writes(address, 'in')
  await handset('+250788000003').writes(address, 'blocked')
  const heard = (await workspace.get('messages.json?folder=incoming')).body.results.map((row: any) => row.id)
  await post('message_actions.json', { messages: heard, action: 'label', label: 'Spam' })
  await post('messages.json', { contact: amina, text: 'waiting' })
  const { body: kim } = await admin('POST', '/rapidpro/users', {
    email: 'kim@example.org',
    first_name: 'Kim',
    last_name: 'Otieno',
    role: 'agent',
  })
  await admin('POST', '/rapidpro/tickets', { contact: amina })
  const followUp = (await post('campaigns.json', { name: 'Follow-up', group: 'Farmers' })).body
  await post('campaign_events.json', {
    campaign: followUp.uuid,
    relative_to: 'created_on',
    offset: 1,
    unit: 'days',
    delivery_hour: -1,
    message: 'Hi',
  })
  const [reminders, other] = (await workspace.get('campaign_events.json?campaign=Visit reminders')).body.results
  await remove(`campaign_events.json?uuid=${other.uuid}`)
  const [run] = (await workspace.get('runs.json')).body.results
  for (const resthook of ['registered', 'visit-missed'])
    await workspace.admin('POST', '/rapidpro/resthook-events', { resthook, run: run.uuid })
  await workspace.admin('POST', `/rapidpro/flows/${flows[1].uuid}`, { archived: true })
  names = {
    '{Missed visit}': flows[2].uuid,
    '{Visit reminders}': reminders.campaign.uuid,
    '{event}': reminders.uuid,
    '{start}': early.uuid,
    '{run}': (await workspace.get('runs.json?id=1')).body.results[0].uuid,
    '{Kim}': kim.uuid,
    '{ticket of Ben}': ticket.uuid,
    '{second}': second.id,
    '{Symptoms}': symptoms.body.uuid,
    '{Farmers}': farmers!.body.uuid,
    '{Spam}': spam!.body.uuid,
    '{Amina}': amina,
    '{Ben}': ben,
    '{first}': String(first.id),
    '{first uuid}': first.uuid,
    '{broadcast}': String(broadcast.id),
    '{broadcast uuid}': broadcast.uuid,
  }
})

/** What a person would call each row of a list. */
async function listed(id: string, query: string): Promise<string[]> {
  const path = rapidpro.endpoints.find((one) => one.id === id)!.path.replace('/api/v2/', '')
  const { status, body, text } = await workspace.get(`${path}?${query}`)
  if (status !== 200) throw new Error(`${path}?${query} answered ${status}: ${text}`)
  return body.results.map(
    (row: any) =>
      row.address ??
      (row.occurred_on ? row.type : undefined) ??
      row.text?.eng ??
      row.text ??
      row.name ??
      row.resthook ??
      row.campaign?.name ??
      row.contact?.name ??
      row.flow?.name ??
      'nobody',
  )
}

describe.each(Object.keys(FILTERS))('%s shows what fits and leaves out what does not:', (id) => {
  const lines = Object.entries(FILTERS[id]!).flatMap(([filter, all]) => all.map((line) => [filter, ...line] as const))

  test.each(lines)('%s=%s', async (filter, value, shown, hidden) => {
    const found = await listed(id, `${filter}=${encodeURIComponent(names[value] ?? value)}`)
    expect([found.length > 0, found.find((name) => name === shown) ?? null]).toEqual([shown !== null, shown])
    expect(found).not.toContain(hidden)
    // Without the filter it is there, or its absence would prove nothing; deleted contacts are there if asked for.
    expect(await listed(id, hidden === 'nobody' ? 'deleted=true' : '')).toContain(hidden)
  })

  test('two filters at once show what fits both', async () => {
    // Deleted contacts are shown instead of the others, so that filter narrows nothing.
    const pairs = lines
      .filter(([filter, , shown]) => shown !== null && filter !== 'deleted')
      .map(([filter, value]) => [filter, `${filter}=${encodeURIComponent(names[value] ?? value)}`] as const)
    for (const [filter, one] of pairs)
      for (const [another, other] of pairs) {
        if (another === filter || isRefused(id, filter, another)) continue
        const allowed = await listed(id, other)
        const fit = (await listed(id, one)).filter((name) => allowed.includes(name))
        expect([one, other, (await listed(id, `${one}&${other}`)).toSorted()]).toEqual([one, other, fit.toSorted()])
      }
  })
})

/** Filters of which a list takes only one. */
const isRefused = (id: string, one: string, other: string): boolean => {
  const { manners } = rapidpro.endpoints.find((endpoint) => endpoint.id === id)!
  const exclusive = (manners?.['exclusive'] as string[] | undefined) ?? []
  return exclusive.includes(one) && exclusive.includes(other)
}

test('what leaves nothing out changes how rows are shown', async () => {
  expect(await listed('rapidpro.listContacts', 'reverse=true')).toEqual(
    (await listed('rapidpro.listContacts', '')).toReversed(),
  )
  const expanded = (await workspace.get('contacts.json?expand_urns=1&urn=telegram:2')).body.results[0].urns
  expect(expanded).toMatchObject([
    { scheme: 'tel', path: '+250788000002', channel: { uuid: workspace.channel } },
    { scheme: 'telegram', path: '2', channel: null },
  ])
})

test('no list takes a filter that this table does not know', () => {
  const declared = rapidpro.endpoints
    .filter(({ method, query }) => method === 'get' && query?.cursor)
    .map(({ id, query }): [string, string[]] => [id, Object.keys(query).filter((name) => !OTHERS.has(name))])
  expect(Object.fromEntries(declared)).toEqual(
    Object.fromEntries(Object.entries(FILTERS).map(([id, lines]) => [id, Object.keys(lines)])),
  )
})
