import type { World } from '../../../core/world.ts'
import type { GroupDeleted } from '../groups/events.ts'
import { campaignRows } from './campaign.ts'
import { campaignDeleted } from './events.ts'

/** Campaigns that rest go with their group: a group that others use cannot be deleted. */
export function deleteCampaigns({ group }: GroupDeleted, world: World): void {
  for (const campaign of campaignRows(world).by('group', group).slice()) {
    campaignRows(world).delete(campaign)
    world.publish(campaignDeleted, { provider: 'rapidpro', campaign: campaign.id })
  }
}
