import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import { type Campaign, activeCampaign, campaignRows, campaigns } from '../campaigns/campaign.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { list, remove, write } from '../dialect/endpoints.ts'
import { textFilter, uuidFilter, uuidParameter } from '../dialect/filters.ts'
import { oneBy } from '../dialect/lookups.ts'
import { onceDone } from '../dialect/once-done.ts'
import type { Flow } from '../flows/flow.ts'
import { campaignEventView } from './campaign-event-view.ts'
import { type CampaignEvent, campaignEventRows, campaignEvents } from './campaign-event.ts'
import { createEvent, replaceEvent } from './change-event.ts'
import { suspendFiresOf } from './run-fires.ts'
import { deleteEvent } from './delete-events.ts'
import { eventBody, eventRule } from './event-body.ts'

const common = { path: '/api/v2/campaign_events.json', tag: 'Campaigns', scope: 'v2' }

/** The event of that uuid, if its campaign is not archived. */
function activeEvent(world: World, uuid: string): CampaignEvent | undefined {
  const event = campaignEventRows(world).get(uuid)
  return event && activeCampaign(world, event.campaign) ? event : undefined
}

const byUuid = (needed: boolean) => oneBy('uuid', 'CampaignEvent', activeEvent, needed)

const parameters = { uuid: uuidParameter('The event with this uuid.') }

/** The campaigns that events are listed of: those that are not archived; by name, in exactly this case. */
const campaignsOf = (world: World, key: string | undefined): string[] =>
  campaignRows(world)
    .by('archived', false)
    .filter(({ id, name }) => key === undefined || id === key || name === key)
    .map(({ id }) => id)

export const listCampaignEvents = list({
  ...common,
  id: 'rapidpro.listCampaignEvents',
  summary: 'Lists events of campaigns, newest first.',
  view: campaignEventView,
  filters: {
    uuid: uuidFilter('Only the event with this uuid.'),
    campaign: textFilter('Only events of the campaign with this uuid or name.'),
  },
  rows: campaignEventRows,
  select: ({ world, query: { uuid, campaign } }) => ({
    where: [{ field: 'campaign', is: 'oneOf', value: campaignsOf(world, campaign) }],
    only: uuid === undefined ? undefined : (activeEvent(world, uuid) ?? null),
  }),
})

interface Written {
  campaign: Campaign
  relative_to: string
  offset: number
  unit: CampaignEvent['unit']
  delivery_hour: number
  message?: ReadonlyMap<string, string> | undefined
  flow?: Flow | undefined
}

/** What was written, as a row has it. */
const rowOf = ({ caller, body: { campaign, message, flow, ...event } }: RapidproCall<unknown, Written>) => ({
  ...event,
  campaign: campaign.id,
  flow: flow?.id ?? null,
  message: message ? Object.fromEntries(message) : null,
  base_language: message ? caller.workspace.languages[0]! : null,
})

export const writeCampaignEvent = write({
  ...common,
  id: 'rapidpro.writeCampaignEvent',
  summary: 'Adds an event to a campaign, or puts another in the place of the one that `uuid` in the URL names.',
  example: (demo: World) => ({
    body: {
      campaign: latest(demo, campaigns, ({ archived }) => !archived),
      relative_to: 'created_on',
      offset: 2,
      unit: 'weeks',
      delivery_hour: 9,
      message: { eng: 'How are you, @contact.first_name?', kin: 'Amakuru, @contact.first_name?' },
    },
  }),
  view: campaignEventView,
  lookup: { parameters, find: byUuid(false) },
  body: eventBody,
  rule: eventRule,
  create: (call) => createEvent(call.world, rowOf(call)),
  update: (call, event: CampaignEvent) =>
    onceDone(call, event, suspendFiresOf, (world, now) => replaceEvent(world, now, rowOf(call))),
})

export const deleteCampaignEvent = remove({
  ...common,
  id: 'rapidpro.deleteCampaignEvent',
  summary: 'Takes an event out of its campaign.',
  example: (demo: World) => ({ query: { uuid: latest(demo, campaignEvents) } }),
  lookup: { parameters, find: byUuid(true) },
  remove: (call, event: CampaignEvent) => onceDone(call, event, suspendFiresOf, deleteEvent),
})
