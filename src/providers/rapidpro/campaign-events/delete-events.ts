import { type Slices, atOnce } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { CampaignDeleted } from '../campaigns/events.ts'
import type { FlowClosed } from '../flows/events.ts'
import { type CampaignEvent, campaignEventRows } from './campaign-event.ts'
import { dropFiresOf } from './change-fires.ts'
import { forgetSchedule } from './run-fires.ts'

/** Takes an event away: it comes to nobody any more. Where that may be very many, their fires are dropped in slices before. */
export function deleteEvent(world: World, event: CampaignEvent): void {
  forgetSchedule(world, event.id)
  atOnce(dropFiresOf(world, event.id))
  campaignEventRows(world).delete(event)
}

/** The events of a campaign go with it. */
export function deleteCampaignsEvents({ campaign }: Pick<CampaignDeleted, 'campaign'>, world: World): void {
  for (const event of campaignEventRows(world).by('campaign', campaign).slice()) deleteEvent(world, event)
}

/** A flow that is deleted comes no more. */
export function* deleteFlowsEvents({ flow, deleted }: FlowClosed, world: World): Slices<void> {
  if (!deleted) return
  for (const event of campaignEventRows(world).by('flow', flow).slice()) {
    yield* dropFiresOf(world, event.id)
    deleteEvent(world, event)
  }
}
