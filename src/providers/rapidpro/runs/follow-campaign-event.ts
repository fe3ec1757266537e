import type { World } from '../../../core/world.ts'
import { campaignEventRows } from '../campaign-events/campaign-event.ts'
import type { CampaignEventFired } from '../campaign-events/events.ts'
import { activeFlow, messageFlowOf } from '../flows/flow.ts'
import { createRun } from './create-run.ts'
import { endRunsOf } from './end-run.ts'

/** A campaign event begins a run, of its flow or of the flow that sends its message; a reminder interrupts a survey. */
export function followCampaignEvent({ event: id, contact, starts }: CampaignEventFired, world: World): void {
  const event = starts === null ? undefined : campaignEventRows(world).get(id)
  const flow = event && (event.flow === null ? messageFlowOf(world, id) : activeFlow(world, event.flow))
  // A flow rests while it is archived.
  if (!flow || flow.archived) return
  if (event.start_mode === 'interrupt') endRunsOf(world, contact, 'interrupted')
  createRun(world, { contact, flow, start: null, interrupts: false })
}
