import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type Campaign, campaignRows } from './campaign.ts'

/** A new campaign, in which nothing happens yet. */
export const createCampaign = (world: World, { name, group }: Pick<Campaign, 'name' | 'group'>): Campaign =>
  campaignRows(world).insert({
    id: world.random.uuid('rapidpro.campaign'),
    sequence: 0,
    name,
    group,
    archived: false,
    created_on: moment(world),
  })

/** Gives a campaign another name or group, or puts it into the archive or takes it out. */
export const changeCampaign = (
  world: World,
  campaign: Campaign,
  changes: Partial<Pick<Campaign, 'name' | 'group' | 'archived'>>,
): Campaign => campaignRows(world).update(campaign, changes)
