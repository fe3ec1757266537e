import type { World } from '../../../core/world.ts'
import { changedFields } from '../../../core/store/changed-fields.ts'
import { campaignChanged } from './events.ts'
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
export function changeCampaign(
  world: World,
  campaign: Campaign,
  changes: Partial<Pick<Campaign, 'name' | 'group' | 'archived'>>,
): Campaign {
  const changed = changedFields(campaign, changes)
  const next = campaignRows(world).update(campaign, changes)
  if (changed.length > 0) world.publish(campaignChanged, { provider: 'rapidpro', campaign: campaign.id, changed })
  return next
}
