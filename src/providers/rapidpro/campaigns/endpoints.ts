import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import type { Condition } from '../../../core/store/query.ts'
import { suspendFiresOfCampaign } from '../campaign-events/run-fires.ts'
import { list, write } from '../dialect/endpoints.ts'
import { timeConditions, timeFilters, uuidFilter, uuidParameter } from '../dialect/filters.ts'
import { oneBy } from '../dialect/lookups.ts'
import { uniqueName } from '../dialect/names.ts'
import { onceDone } from '../dialect/once-done.ts'
import { reference } from '../dialect/references.ts'
import { findGroup, groups } from '../groups/group.ts'
import { type Campaign, activeCampaign, campaignRows, campaignView } from './campaign.ts'
import { changeCampaign, createCampaign } from './change-campaign.ts'

const common = { path: '/api/v2/campaigns.json', tag: 'Campaigns', scope: 'v2' }

const AT_WORK: Condition = { field: 'archived', is: 'equals', value: false }

export const listCampaigns = list({
  ...common,
  id: 'rapidpro.listCampaigns',
  summary: 'Lists campaigns that are not archived, newest first.',
  view: campaignView,
  filters: { uuid: uuidFilter('Only the campaign with this uuid.'), ...timeFilters('created_on') },
  rows: campaignRows,
  select: ({ world, query }) => ({
    // The documentation promises filters by time that the service passes over.
    where: world.profile === 'documented' ? [AT_WORK, ...timeConditions('created_on', query)] : [AT_WORK],
    only: query.uuid === undefined ? undefined : (activeCampaign(world, query.uuid) ?? null),
  }),
})

export const writeCampaign = write({
  ...common,
  id: 'rapidpro.writeCampaign',
  summary: 'Creates a campaign, or changes the one that `uuid` in the URL names.',
  example: (demo: World) => ({ body: { name: 'Antenatal visits', group: latest(demo, groups) } }),
  view: campaignView,
  lookup: {
    parameters: { uuid: uuidParameter('The campaign with this uuid.') },
    find: oneBy('uuid', 'Campaign', (world, uuid): Campaign | undefined => activeCampaign(world, uuid)),
  },
  body: {
    // Those in the archive have their names, too.
    name: uniqueName((world) => campaignRows(world).all()),
    group: reference(findGroup, 'uuid or name of a group'),
  },
  create: ({ world, body: { name, group } }) => createCampaign(world, { name, group: group.id }),
  update(call, campaign: Campaign) {
    const change = (world: World, now: Campaign) => {
      const { name, group } = call.body
      return changeCampaign(world, now, { name, group: group.id })
    }
    if (call.body.group.id === campaign.group) return change(call.world, campaign)
    return onceDone(call, campaign, suspendFiresOfCampaign, change)
  },
})
