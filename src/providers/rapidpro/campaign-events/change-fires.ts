import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import { FURTHEST } from '../../../core/store/kept.ts'
import { type Campaign, campaignRows } from '../campaigns/campaign.ts'
import type { Contact } from '../contacts/contact.ts'
import { workspaceOf } from '../workspace/workspace.ts'
import { type CampaignEvent, campaignEventRows } from './campaign-event.ts'
import { dateOf } from './date-of.ts'
import { FIRE, type Fire, fireId, fireRows } from './fire.ts'
import { fireTime } from './fire-time.ts'

/** Sees to it that an event comes to a contact when it should, if it should at all. */
export function setFire(world: World, event: CampaignEvent, contact: Contact): void {
  const id = fireId(event.id, contact.id)
  const present = fireRows(world).get(id)
  const due = dueFor(world, event, contact)
  if (present?.due === due) return
  if (present) dropFire(world, present)
  if (due === undefined) return
  fireRows(world).insert({ id, sequence: 0, event: event.id, contact: contact.id, due })
  world.clock.schedule(due - world.now, FIRE, { fire: id }, { patient: true })
}

/** When it comes to a contact; never where that is over, which is also how it comes but once for each date. */
function dueFor(world: World, event: CampaignEvent, contact: Contact): number | undefined {
  const campaign = campaignRows(world).get(event.campaign)
  if (!campaign || !reaches(campaign, contact)) return undefined
  const date = dateOf(contact, event.relative_to)
  if (date === undefined) return undefined
  const due = fireTime(date, event, world.zones.of(workspaceOf(world).timezone)!)
  return due > world.now && due <= FURTHEST ? due : undefined
}

const reaches = ({ archived, group }: Campaign, { deleted, groups }: Contact): boolean =>
  !archived && !deleted && groups.includes(group)

/** An event comes to a contact no more. */
export function dropFire(world: World, fire: Fire): void {
  world.clock.callOff(FIRE, 'fire', fire.id)
  fireRows(world).delete(fire)
}

/** An event comes to nobody any more, of whom there may be very many. */
export const dropFiresOf = (world: World, event: string): Slices<void> =>
  emptied(
    () => fireRows(world).by('event', event),
    (some) => {
      for (const { id } of some) world.clock.callOff(FIRE, 'fire', id)
      fireRows(world).deleteAll(some)
    },
  )

/** Nothing of a campaign comes to anybody, as things stand. */
export function* dropFiresOfCampaign(world: World, campaign: string): Slices<void> {
  for (const { id } of campaignEventRows(world).by('campaign', campaign).slice()) yield* dropFiresOf(world, id)
}

/** Whatever comes to a contact is what should come by what it is now. */
export function setFiresOf(world: World, contact: Contact): void {
  const campaigns = contact.groups.flatMap((group) => campaignRows(world).by('group', group).toArray())
  const events = campaigns.flatMap(({ id }) => campaignEventRows(world).by('campaign', id).toArray())
  const ids = new Set(events.map(({ id }) => id))
  for (const fire of fireRows(world).by('contact', contact.id).slice()) if (!ids.has(fire.event)) dropFire(world, fire)
  for (const event of events) setFire(world, event, contact)
}
