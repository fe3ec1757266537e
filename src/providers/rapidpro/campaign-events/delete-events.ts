import type { World } from '../../../core/world.ts'
import type { CampaignDeleted } from '../campaigns/events.ts'
import type { FlowClosed } from '../flows/events.ts'
import { campaignEventRows } from './campaign-event.ts'

/** The events of a campaign go with it. */
export const deleteCampaignsEvents = ({ campaign }: Pick<CampaignDeleted, 'campaign'>, world: World): void =>
  campaignEventRows(world).deleteAll(campaignEventRows(world).by('campaign', campaign).slice())

/** A flow that is deleted comes no more. */
export function deleteFlowsEvents({ flow, deleted }: FlowClosed, world: World): void {
  if (deleted) campaignEventRows(world).deleteAll(campaignEventRows(world).by('flow', flow).slice())
}
