import { defineJob } from '../../../core/clock/job-kind.ts'
import { type Slices, each } from '../../../core/slices.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { campaignRows } from '../campaigns/campaign.ts'
import { contactRows } from '../contacts/contact.ts'
import { type CampaignEvent, campaignEventRows } from './campaign-event.ts'
import { dropFiresOf, setFire } from './change-fires.ts'
import { campaignEventFired } from './events.ts'
import { FIRE, fireRows } from './fire.ts'

/** It is worked out to whom an event comes, and when. Meanwhile the event may go. */
export const SCHEDULE = defineJob('rapidpro.campaign-schedule', { event: kept.uuid })

/** Puts it on the clock that an event is scheduled for those who are in the group already, of whom there may be many. */
export function scheduleLater(world: World, { id: event }: CampaignEvent): void {
  if (world.clock.find(SCHEDULE, 'event', event) === undefined) world.clock.schedule(0, SCHEDULE, { event })
}

/**
 * An event comes to nobody for now: it is to be changed once this is done, or to go. Where that is refused, or changes nothing,
 * it is scheduled anew.
 */
export function* suspendFiresOf(world: World, id: string): Slices<void> {
  yield* dropFiresOf(world, id)
  const event = campaignEventRows(world).get(id)
  if (event) scheduleLater(world, event)
}

/** The same of all events of a campaign. */
export function* suspendFiresOfCampaign(world: World, campaign: string): Slices<void> {
  for (const { id } of campaignEventRows(world).by('campaign', campaign).slice()) yield* suspendFiresOf(world, id)
}

/** An event that is gone needs no schedule. */
export const forgetSchedule = (world: World, event: string): void => void world.clock.callOff(SCHEDULE, 'event', event)

/** Events are scheduled, and come, by jobs. */
export function connectCampaigns(world: World): void {
  world.clock.register(SCHEDULE, ({ event }) => inSlicesOf(world, scheduleMembers(world, event)))
  world.clock.register(FIRE, ({ fire }) => comeTo(world, fire))
}

function* scheduleMembers(world: World, id: string): Slices<void> {
  const campaign = campaignRows(world).get(campaignEventRows(world).get(id)?.campaign ?? '')
  if (!campaign) return
  const members = contactRows(world)
    .by('groups', campaign.group)
    .map((contact) => contact.id)
  yield* each(members, (member) => {
    const event = campaignEventRows(world).get(id)
    const contact = contactRows(world).get(member)
    if (event && contact) setFire(world, event, contact)
  })
}

/** An event comes to a contact: whoever is concerned hears of it. */
function comeTo(world: World, id: string): void {
  const fire = fireRows(world).get(id)
  const event = fire && campaignEventRows(world).get(fire.event)
  const contact = fire && contactRows(world).get(fire.contact)
  if (!fire || !event || !contact) return
  fireRows(world).delete(fire)
  const isLeftAlone = event.start_mode === 'skip' && contact.flow !== null
  const starts = isLeftAlone ? null : event.flow === null ? 'message' : 'flow'
  world.publish(campaignEventFired, { provider: 'rapidpro', event: event.id, contact: contact.id, starts })
}
