import { atOnce } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { CampaignChanged } from '../campaigns/events.ts'
import { campaignEventRows } from './campaign-event.ts'
import { dropFiresOfCampaign } from './change-fires.ts'
import { scheduleLater } from './run-fires.ts'

/** The events of a campaign come to the members of another group, or to nobody while it is archived. */
export function followCampaign({ campaign, changed }: CampaignChanged, world: World): void {
  if (!changed.includes('group') && !changed.includes('archived')) return
  atOnce(dropFiresOfCampaign(world, campaign))
  for (const event of campaignEventRows(world).by('campaign', campaign)) scheduleLater(world, event)
}
