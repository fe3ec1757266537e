import type { World } from '../../../core/world.ts'
import { yesOrNo } from '../../../http/strict-fields.ts'
import { stillThere, webPages } from '../../../http/web-app.ts'
import { suspendFiresOfCampaign } from '../campaign-events/run-fires.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { campaignRows, campaignView } from './campaign.ts'
import { changeCampaign } from './change-campaign.ts'

/** Campaigns are put into the archive, and taken out of it, on the web pages alone. */
export const campaignPages = webPages({
  noun: 'campaign',
  nouns: 'campaigns',
  view: campaignView,
  rows: (world: World) => campaignRows(world).all().toArray(),
  change: {
    description: 'One that is archived is in no list of the API, and cannot be named there.',
    body: { archived: yesOrNo('Whether it lies in the archive.') },
    example: () => ({ archived: false }),
    apply(world, campaign, { archived }) {
      if (archived === campaign.archived) return campaign
      const end = () => changeCampaign(world, stillThere(campaignRows(world), campaign, 'campaign'), { archived })
      return inSlicesOf(world, suspendFiresOfCampaign(world, campaign.id), end)
    },
  },
})
