import { Problem } from '../../../http/problem.ts'
import { campaignRows } from '../campaigns/campaign.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { triggerRows } from '../triggers/trigger.ts'

/** A group that triggers or campaigns are at work with stays. @throws Problem `invalid` */
export function refuseUsed({ world, caller: { target } }: RapidproCall): void {
  if (!target) return
  const triggers = (['groups', 'exclude_groups'] as const).flatMap((side) =>
    triggerRows(world).by(side, target.id).toArray(),
  )
  const campaigns = campaignRows(world).by('group', target.id)
  const used = [
    triggers.some(({ archived }) => !archived) && 'triggers',
    campaigns.some(({ archived }) => !archived) && 'campaigns',
  ].find((what) => what !== false)
  if (used) throw new Problem('invalid', `Group is being used by ${used} which must be archived first.`)
}
