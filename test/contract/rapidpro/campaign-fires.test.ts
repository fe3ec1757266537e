import { expect, test } from 'vitest'
import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { startWorkspace } from './start.ts'

const PHONE = '+250788000001'

/** A clinic reminds its patients of their visits. Its clocks show two hours more than UTC. */
async function startReminders() {
  const workspace = await startWorkspace()
  const { post, get, remove, admin, handset } = workspace
  const flows: any[] = (await admin('POST', '/rapidpro/flows', { ...clinic, campaigns: [], triggers: [] })).body.flows
  const make = async (path: string, body: object): Promise<any> => {
    const answer = await post(path, body)
    if (answer.status > 201) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`)
    return answer.body
  }
  const { uuid: campaign } = await make('campaigns.json', { name: 'Reminders', group: 'Patients' })
  const reminder = (changes: object = {}) => ({
    campaign,
    relative_to: 'visit_date',
    offset: -1,
    unit: 'days',
    delivery_hour: -1,
    message: 'See you tomorrow, @contact.first_name',
    ...changes,
  })
  const event = (changes: object = {}) => make('campaign_events.json', reminder(changes))
  const patient = (changes: object = {}) =>
    make('contacts.json', { name: 'Amina Uwase', urns: [`tel:${PHONE}`], groups: ['Patients'], ...changes })
  return Object.assign(workspace, {
    flows,
    campaign,
    reminder,
    event,
    patient,
    change: (uuid: string, changes: object) => make(`contacts.json?uuid=${uuid}`, changes),
    visit: (uuid: string, visit_date: string | null) => make(`contacts.json?uuid=${uuid}`, { fields: { visit_date } }),
    archive: (archived: boolean) => admin('POST', `/rapidpro/campaigns/${campaign}`, { archived }),
    fires: async (): Promise<any[]> =>
      (await admin('GET', '/rapidpro/campaign-fires')).body.campaign_fires.map((fire: any) => fire.scheduled),
    texts: async (): Promise<string[]> => (await handset(PHONE).messages()).map(({ text }) => text),
    runs: async (): Promise<any[]> => (await get('runs.json')).body.results,
    drop: (uuid: string) => remove(`campaign_events.json?uuid=${uuid}`),
  })
}

test('a message comes so long before the date of a contact', async () => {
  const { event, patient, advance, fires, texts } = await startReminders()
  await event()
  const { uuid } = await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  expect(await fires()).toEqual(['2026-01-09T07:00:00Z'])
  await advance('P8DT6H59M')
  expect(await texts()).toEqual([])
  await advance('PT2M')
  expect(await texts()).toEqual(['See you tomorrow, Amina'])
  expect([uuid, await fires()]).toEqual([uuid, []])
})

test('a new event comes to those who are in the group already', async () => {
  const { event, patient, advance, fires, texts } = await startReminders()
  await patient({ fields: { visit_date: '2026-01-10' } })
  await event({ delivery_hour: 9 })
  await advance(0)
  expect(await fires()).toEqual(['2026-01-09T07:00:00Z'])
  await advance('P9D')
  expect(await texts()).toHaveLength(1)
})

test('it comes to whoever joins the group, and not to those who leave it', async () => {
  const { event, patient, change, fires } = await startReminders()
  await event()
  const { uuid } = await patient({ groups: [], fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  expect(await fires()).toEqual([])
  await change(uuid, { groups: ['Patients'] })
  expect(await fires()).toHaveLength(1)
  await change(uuid, { groups: [] })
  expect(await fires()).toEqual([])
})

test.each(['block', 'delete'])('it does not come to whoever is gone by %s', async (action) => {
  const { event, patient, post, fires, world } = await startReminders()
  await event()
  const { uuid } = await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  const before = world.clock.size
  expect((await post('contact_actions.json', { contacts: [uuid], action })).status).toBe(204)
  expect([await fires(), world.clock.size]).toEqual([[], before - 1])
})

test('it moves with the date, and a date that is changed back and forth lets it come once', async () => {
  const { event, patient, visit, advance, fires, texts } = await startReminders()
  await event()
  const { uuid } = await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  await visit(uuid, '2026-01-20T09:00:00+02:00')
  expect(await fires()).toEqual(['2026-01-19T07:00:00Z'])
  await visit(uuid, '2026-01-10T09:00:00+02:00')
  expect(await fires()).toEqual(['2026-01-09T07:00:00Z'])
  await advance('P8DT7H1M')
  expect(await texts()).toHaveLength(1)
  await visit(uuid, '2026-01-11')
  await visit(uuid, '2026-01-10T09:00:00+02:00')
  await visit(uuid, null)
  expect(await fires()).toEqual([])
  await advance('P30D')
  expect(await texts()).toHaveLength(1)
})

test('what would lie in the past never comes', async () => {
  const { event, patient, fires } = await startReminders()
  await event()
  await patient({ fields: { visit_date: '2026-01-01T12:00:00+02:00' } })
  expect(await fires()).toEqual([])
})

test('who writes puts off what counts from when it was last seen', async () => {
  const { event, patient, handset, address, advance, fires, texts } = await startReminders()
  await event({ relative_to: 'last_seen_on', offset: 2, unit: 'hours', message: 'Are you still there?' })
  await patient()
  expect(await fires()).toEqual([])
  await handset(PHONE).writes(address, 'Hello')
  await advance('PT1H')
  await handset(PHONE).writes(address, 'Hello?')
  await advance('PT1H30M')
  const sent = async () => (await texts()).filter((text) => text === 'Are you still there?')
  expect(await sent()).toEqual([])
  await advance('PT1H')
  expect(await sent()).toHaveLength(1)
})

test('what counts from when a contact was made comes to each new one', async () => {
  const { event, patient, advance, texts } = await startReminders()
  await event({ relative_to: 'created_on', offset: 2, unit: 'weeks', message: 'Two weeks with us' })
  await patient()
  await advance('P14DT2M')
  expect(await texts()).toEqual(['Two weeks with us'])
})

test('an event that is changed or deleted comes no more as it was', async () => {
  const { event, patient, reminder, post, drop, advance, fires } = await startReminders()
  const { uuid } = await event()
  await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  const { body } = await post(`campaign_events.json?uuid=${uuid}`, reminder({ offset: -2 }))
  await advance(0)
  expect(await fires()).toEqual(['2026-01-08T07:00:00Z'])
  await drop(body.uuid)
  expect(await fires()).toEqual([])
})

test('a campaign in the archive rests, and begins anew when it is taken out', async () => {
  const { event, patient, archive, advance, fires } = await startReminders()
  await event()
  await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  await archive(true)
  await advance('P1D')
  expect(await fires()).toEqual([])
  await archive(false)
  await advance(0)
  expect(await fires()).toEqual(['2026-01-09T07:00:00Z'])
})

test('a campaign that is given another group comes to its members', async () => {
  const { event, patient, campaign, post, advance, fires } = await startReminders()
  await event()
  await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  await post(`campaigns.json?uuid=${campaign}`, { name: 'Reminders', group: 'Unhappy patients' })
  await advance(0)
  expect(await fires()).toEqual([])
})

test.each([
  ['kin', 'Ejo, Amina'],
  ['fra', 'Tomorrow, Amina'],
  [null, 'Tomorrow, Amina'],
])('a contact whose language is %s gets %s', async (language, expected) => {
  const { event, patient, admin, advance, texts } = await startReminders()
  await admin('POST', `/rapidpro/workspaces/${(await admin('GET', '/rapidpro/workspaces')).body.workspaces[0].uuid}`, {
    languages: ['eng', 'kin'],
  })
  const message = { eng: 'Tomorrow, @contact.first_name', kin: 'Ejo, @contact.first_name', fra: 'Demain' }
  await event({ message })
  await patient({ language, fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  await advance('P10D')
  expect(await texts()).toEqual([expected])
})

test('a message runs a flow of its own, which is in no list, and its runs count as runs', async () => {
  const { event, patient, advance, get, runs } = await startReminders()
  const before = (await get('flows.json')).body.results
  const { uuid } = await event()
  await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  await advance('P10D')
  const [run] = await runs()
  expect([run.flow.name, run.contact.name, run.exit_type, run.start]).toEqual([
    `Single Message (${uuid})`,
    'Amina Uwase',
    'completed',
    null,
  ])
  expect((await get('flows.json')).body.results).toEqual(before)
  expect((await get(`flows.json?uuid=${run.flow.uuid}`)).body.results).toEqual([])
})

test('the flow of a message is none that the query of a group can name', async () => {
  const { event, admin } = await startReminders()
  const { uuid } = await event()
  const query = `history = "Single Message (${uuid})"`
  const { status, body } = await admin('POST', '/rapidpro/groups', { name: 'Reminded', query })
  expect([status, body.error.message]).toEqual([400, expect.stringContaining('Single Message')])
})

test('a reminder interrupts the survey that a contact is in', async () => {
  const { event, patient, flows, post, advance, runs } = await startReminders()
  await event()
  const { uuid } = await patient({ fields: { visit_date: '2026-01-02T09:00:00+02:00' } })
  const survey = flows.find(({ name }) => name === 'Visit survey').uuid
  await post('flow_starts.json', { flow: survey, contacts: [uuid] })
  await advance('PT8H')
  expect((await runs()).map(({ flow, exit_type }) => [flow.name.slice(0, 14), exit_type])).toEqual([
    ['Single Message', 'completed'],
    ['Visit survey', 'interrupted'],
  ])
})

test.each([
  ['I', ['interrupted', 'completed'], 1],
  ['S', [null], 0],
  ['P', [null, 'completed'], 1],
])('an event of start mode %s finds a contact in a flow', async (start_mode, exits, sent) => {
  const { admin, patient, flows, post, advance, runs, texts } = await startReminders()
  const [given] = clinic.campaigns
  const message = {
    uuid: '9f1d2c3b-0000-4000-8000-000000000001',
    offset: -1,
    unit: 'D',
    event_type: 'M',
    delivery_hour: -1,
    message: { eng: 'Tomorrow' },
    base_language: 'eng',
    relative_to: { key: 'visit_date', label: 'Visit date' },
    start_mode,
  }
  await admin('POST', '/rapidpro/flows', { ...clinic, triggers: [], campaigns: [{ ...given, events: [message] }] })
  const { uuid } = await patient({ fields: { visit_date: '2026-01-02T09:00:00+02:00' } })
  const survey = flows.find(({ name }) => name === 'Visit survey').uuid
  await post('flow_starts.json', { flow: survey, contacts: [uuid] })
  await advance('PT8H')
  expect((await runs()).map(({ exit_type }) => exit_type).toReversed()).toEqual(exits)
  expect(await texts()).toHaveLength(sent)
})

test('an event that starts a flow does so, and the journal says so', async () => {
  const { event, patient, flows, advance, runs, admin } = await startReminders()
  const { uuid } = await event({ message: undefined, flow: flows[0].uuid })
  await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  await advance('P9D')
  expect((await runs()).map(({ flow }) => flow.name)).toEqual(['Registration'])
  const { entries } = (await admin('GET', '/journal?type=rapidpro.campaign-event.fired')).body
  expect(entries).toMatchObject([{ event: uuid, starts: 'flow' }])
})

test('reminders that are still to come are carried by snapshots and forks', async () => {
  const { event, patient, admin, advance, fires, texts } = await startReminders()
  await event()
  await patient({ fields: { visit_date: '2026-01-10T09:00:00+02:00' } })
  const { body: snapshot } = await admin('GET', '/snapshot')
  await advance('P10D')
  expect(await texts()).toHaveLength(1)
  expect((await admin('PUT', '/snapshot', snapshot)).status).toBe(200)
  expect([await fires(), await texts()]).toEqual([['2026-01-09T07:00:00Z'], []])
  await advance('P10D')
  expect(await texts()).toHaveLength(1)
})
