import type { World } from '../../../core/world.ts'
import { moment } from '../dialect/times.ts'
import { type CampaignEvent, campaignEventRows } from './campaign-event.ts'
import { deleteEvent } from './delete-events.ts'
import { campaignEventAdded } from './events.ts'
import { scheduleLater } from './run-fires.ts'

type NewEvent = Omit<CampaignEvent, 'id' | 'sequence' | 'start_mode' | 'created_on'> &
  Partial<Pick<CampaignEvent, 'start_mode'>>

/** A new event of a campaign. Those that the API makes interrupt whoever is in a flow. */
export function createEvent(world: World, event: NewEvent): CampaignEvent {
  const added = campaignEventRows(world).insert({
    id: world.random.uuid('rapidpro.campaign-event'),
    sequence: 0,
    campaign: event.campaign,
    relative_to: event.relative_to,
    offset: event.offset,
    unit: event.unit,
    delivery_hour: event.delivery_hour,
    flow: event.flow,
    message: event.message,
    base_language: event.base_language,
    start_mode: event.start_mode ?? 'interrupt',
    created_on: moment(world),
  })
  scheduleLater(world, added)
  world.publish(campaignEventAdded, { provider: 'rapidpro', event: added.id })
  return added
}

/** An event that is changed gives way to another: what it has set off is not undone, and its uuid leads nowhere any more. */
export function replaceEvent(world: World, event: CampaignEvent, changed: NewEvent): CampaignEvent {
  deleteEvent(world, event)
  return createEvent(world, changed)
}
