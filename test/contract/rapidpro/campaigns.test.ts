import { expect, test } from 'vitest'
import clinic from '../../../fixtures/exports/clinic-flows.json' with { type: 'json' }
import { startWorkspace } from './start.ts'

async function startCampaigns() {
  const workspace = await startWorkspace()
  const { post, get, admin } = workspace
  const flows: any[] = (await admin('POST', '/rapidpro/flows', { ...clinic, campaigns: [] })).body.flows
  const group = (await get('groups.json?name=Patients')).body.results[0]
  const make = async (path: string, body: object): Promise<any> => {
    const answer = await post(path, body)
    if (answer.status !== 201) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`)
    return answer.body
  }
  const campaign = await make('campaigns.json', { name: 'Reminders', group: 'patients' })
  const event = (changes: object = {}) =>
    make('campaign_events.json', {
      campaign: campaign.uuid,
      relative_to: 'visit_date',
      offset: -2,
      unit: 'weeks',
      delivery_hour: 9,
      message: 'Your visit is near',
      ...changes,
    })
  const listed = async (path: string): Promise<any[]> => (await get(path)).body.results
  return Object.assign(workspace, { flows, group, campaign, event, make, listed })
}

test('a GET returns the campaigns, listing the most recently created campaigns first', async () => {
  const { campaign, group, make, listed } = await startCampaigns()
  expect(campaign).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: 'Reminders',
    archived: false,
    group: { uuid: group.uuid, name: 'Patients' },
    created_on: expect.stringMatching(/^2026-01-01T00:00:00\.\d{6}Z$/),
  })
  const second = await make('campaigns.json', { name: 'Follow-up', group: group.uuid })
  expect(await listed('campaigns.json')).toEqual([second, campaign])
  expect(await listed(`campaigns.json?uuid=${campaign.uuid}`)).toEqual([campaign])
  // The documentation promises these filters, and the service passes over them.
  expect(await listed('campaigns.json?before=2020-01-01')).toHaveLength(2)
})

test('a world with the profile documented filters campaigns by time, as the documentation says', async () => {
  const { get, post } = await startWorkspace({ profile: 'documented' })
  await post('groups.json', { name: 'Patients' })
  await post('campaigns.json', { name: 'Reminders', group: 'Patients' })
  expect((await get('campaigns.json?before=2020-01-01')).body.results).toEqual([])
  expect((await get('campaigns.json?after=2020-01-01')).body.results).toHaveLength(1)
})

test('an update has to say name and group, and keeps the uuid', async () => {
  const { campaign, post, listed } = await startCampaigns()
  const path = `campaigns.json?uuid=${campaign.uuid}`
  expect((await post(path, { name: 'Visits' })).body).toEqual({ group: ['This field is required.'] })
  const { status, body } = await post(path, { name: 'reminders', group: 'Unhappy patients' })
  expect([status, body]).toEqual([
    200,
    { ...campaign, name: 'reminders', group: { uuid: expect.any(String), name: 'Unhappy patients' } },
  ])
  expect(await listed('campaigns.json')).toEqual([body])
})

test('archived campaigns vanish from lists, lookups and references, and keep their names', async () => {
  const { campaign, event, post, remove, admin, listed } = await startCampaigns()
  const { uuid } = await event()
  const archive = (archived: boolean) => admin('POST', `/rapidpro/campaigns/${campaign.uuid}`, { archived })
  expect((await archive(true)).body.archived).toBe(true)
  expect(await listed('campaigns.json')).toEqual([])
  expect(await listed(`campaigns.json?uuid=${campaign.uuid}`)).toEqual([])
  expect(await listed('campaign_events.json')).toEqual([])
  expect(await listed(`campaign_events.json?uuid=${uuid}`)).toEqual([])
  expect((await post(`campaigns.json?uuid=${campaign.uuid}`, {})).status).toBe(404)
  expect((await remove(`campaign_events.json?uuid=${uuid}`)).status).toBe(404)
  expect((await post('campaign_events.json', { campaign: campaign.uuid })).body.campaign).toEqual([
    `No such object: ${campaign.uuid}`,
  ])
  expect((await post('campaigns.json', { name: 'REMINDERS', group: 'Patients' })).body).toEqual({
    name: ['This field must be unique.'],
  })
  await archive(false)
  expect(await listed('campaign_events.json')).toMatchObject([{ uuid }])
})

test('an event has a message by language or a flow, and counts from a date of each member', async () => {
  const { campaign, event, flows, listed } = await startCampaigns()
  const message = await event()
  expect(message).toEqual({
    uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    campaign: { uuid: campaign.uuid, name: 'Reminders' },
    relative_to: { key: 'visit_date', name: 'Visit Date', label: 'Visit Date' },
    offset: -2,
    unit: 'weeks',
    delivery_hour: 9,
    flow: null,
    message: { eng: 'Your visit is near' },
    created_on: expect.any(String),
  })
  const flow = await event({
    message: undefined,
    flow: flows[2].uuid,
    relative_to: 'last_seen_on',
    delivery_hour: '-1',
  })
  expect(flow).toMatchObject({
    flow: { uuid: flows[2].uuid, name: 'Missed visit' },
    message: null,
    relative_to: { key: 'last_seen_on', name: 'Last Seen On' },
    delivery_hour: -1,
  })
  const translated = await event({ message: { eng: 'Hi', kin: 'Muraho' }, relative_to: 'created_on' })
  expect(translated.message).toEqual({ eng: 'Hi', kin: 'Muraho' })
  expect(await listed('campaign_events.json')).toEqual([translated, flow, message])
  expect(await listed('campaign_events.json?campaign=Reminders')).toHaveLength(3)
  expect(await listed('campaign_events.json?campaign=reminders')).toEqual([])
  expect(await listed(`campaign_events.json?campaign=${campaign.uuid}&uuid=${flow.uuid}`)).toEqual([flow])
})

test('an event that is changed gets a new uuid, and the old one leads nowhere', async () => {
  const { campaign, event, flows, post, remove, listed } = await startCampaigns()
  const { uuid } = await event()
  const changed = await post(`campaign_events.json?uuid=${uuid}`, {
    campaign: campaign.uuid,
    relative_to: 'visit_date',
    offset: 1,
    unit: 'days',
    delivery_hour: -1,
    flow: flows[2].uuid,
  })
  expect([changed.status, changed.body.offset, changed.body.message]).toEqual([200, 1, null])
  expect(changed.body.uuid).not.toBe(uuid)
  expect(await listed('campaign_events.json')).toEqual([changed.body])
  expect((await remove(`campaign_events.json?uuid=${uuid}`)).status).toBe(404)
  expect((await remove(`campaign_events.json?uuid=${changed.body.uuid}`)).status).toBe(204)
  expect(await listed('campaign_events.json')).toEqual([])
})

test.each([
  [{ relative_to: 'last_mark' }, { relative_to: ['Only fields of type datetime can be used.'] }],
  [{ relative_to: 'nothing' }, { relative_to: ['No such object: nothing'] }],
  [{ relative_to: 'toString' }, { relative_to: ['No such object: toString'] }],
  [{ offset: 2 ** 31 }, { offset: ['Ensure this value is less than or equal to 2147483647.'] }],
  [{ offset: 1.5 }, { offset: ['A valid integer is required.'] }],
  [{ delivery_hour: 24 }, { delivery_hour: ['Ensure this value is less than or equal to 23.'] }],
  [{ message: { kin: 'Muraho' } }, { message: ['Message text in default flow language is required.'] }],
  [{ message: { eng: 'x'.repeat(641) } }, { message: { eng: ['Ensure this field has no more than 640 characters.'] } }],
  [{ flow: 'abc', message: undefined }, { flow: ['No such object: abc'] }],
])('an event with %j is refused', async (changes, refusal) => {
  const { campaign, post, listed } = await startCampaigns()
  const good = {
    campaign: campaign.uuid,
    relative_to: 'created_on',
    offset: 1,
    unit: 'days',
    delivery_hour: -1,
    message: 'Hi',
  }
  const { status, body } = await post('campaign_events.json', { ...good, ...changes })
  expect([status, body]).toEqual([400, refusal])
  expect(await listed('campaign_events.json')).toEqual([])
})

test('a field knows how many flows and events use it, and a date that events use stays one', async () => {
  const { event, get, post } = await startCampaigns()
  const usages = async (key: string) => (await get(`fields.json?key=${key}`)).body.results[0].usages
  expect(await usages('visit_date')).toEqual({ flows: 2, groups: 0, campaign_events: 0 })
  await event()
  expect(await usages('visit_date')).toEqual({ flows: 2, groups: 0, campaign_events: 1 })
  expect((await post('fields.json?key=visit_date', { name: 'Visit', type: 'text' })).body).toEqual({
    type: ["Can't change type of date field being used by campaign events."],
  })
  expect((await post('fields.json?key=visit_date', { name: 'Visit', type: 'datetime' })).status).toBe(200)
})

test('a group that campaigns or triggers work with stays; an archived campaign goes with its group', async () => {
  const { campaign, event, group, remove, admin, flows, listed } = await startCampaigns()
  await event()
  const drop = async () => (await remove(`groups.json?uuid=${group.uuid}`)).body
  expect(await drop()).toEqual({ detail: 'Group is being used by triggers which must be archived first.' })
  await admin('POST', `/rapidpro/flows/${flows[1].uuid}`, { archived: true })
  expect(await drop()).toEqual({ detail: 'Group is being used by campaigns which must be archived first.' })
  await admin('POST', `/rapidpro/campaigns/${campaign.uuid}`, { archived: true })
  expect((await remove(`groups.json?uuid=${group.uuid}`)).status).toBe(204)
  expect((await admin('GET', '/rapidpro/campaigns')).body.campaigns).toEqual([])
  expect(await listed('campaign_events.json')).toEqual([])
})

test('an event goes with the flow that it starts', async () => {
  const { event, flows, admin, listed } = await startCampaigns()
  await event({ message: undefined, flow: flows[0].uuid })
  await admin('DELETE', `/rapidpro/flows/${flows[0].uuid}`)
  expect(await listed('campaign_events.json')).toEqual([])
})
