import type { World } from '../../../../src/core/world.ts'
import type { GroupJoined } from '../groups/events.ts'
import { campaigns } from './campaign.ts'
import { campaignDue } from './events.ts'

/** Whoever joins the group of a campaign is reached by it. */
export function followGroup({ group, contact }: GroupJoined, world: World): void {
  const rows = world.collection(campaigns)
  for (const { id, reached } of rows.all().filter((campaign) => campaign.group === group)) {
    rows.update(rows.get(id)!, { reached: reached + 1 })
    world.publish(campaignDue, { provider: 'toy', campaign: id, contact })
  }
}
