import type { World } from '../../../core/world.ts'
import { createEvent } from '../campaign-events/change-event.ts'
import { deleteCampaignsEvents } from '../campaign-events/delete-events.ts'
import { campaignRows } from '../campaigns/campaign.ts'
import { changeCampaign, createCampaign } from '../campaigns/change-campaign.ts'
import { isNamed } from '../dialect/names.ts'
import { firstOf } from '../dialect/python.ts'
import { createTrigger } from '../triggers/create-trigger.ts'
import { START_MODES, UNIT_LETTERS } from './definition/letters.ts'
import type { ExportedCampaign, ExportedTrigger, Reference } from './definition/read-others.ts'
import { activeFlow } from './flow.ts'

type Known = ReadonlyMap<string, string>

const here = (known: Known, { uuid }: Reference): string => known.get(uuid) ?? uuid

const LONGEST_NAME = 64

/** A campaign of that name gets the events of the export, and is taken out of the archive; else there is a new one. Events of flows that are not here are left out. */
export function importCampaign(world: World, given: ExportedCampaign, known: Known): void {
  const name = firstOf(given.name, LONGEST_NAME)
  const group = here(known, given.group)
  const there = campaignRows(world).all().find(isNamed(name))
  const campaign = there
    ? changeCampaign(world, there, { group, archived: false })
    : createCampaign(world, { name, group })
  deleteCampaignsEvents({ campaign: campaign.id }, world)
  for (const event of given.events) {
    const flow = event.event_type === 'F' ? activeFlow(world, here(known, event.flow!))?.id : null
    if (flow === undefined) continue
    const message = event.event_type === 'M' ? event.message! : null
    createEvent(world, {
      campaign: campaign.id,
      relative_to: event.relative_to.key,
      offset: event.offset,
      unit: UNIT_LETTERS[event.unit],
      delivery_hour: event.delivery_hour,
      flow,
      message,
      base_language: message && (event.base_language ?? Object.keys(message)[0] ?? null),
      start_mode: START_MODES[event.start_mode ?? 'I'],
    })
  }
}

/** Schedules are left out, as the service leaves them out; so is what starts flows that are not here. */
export function importTrigger(world: World, given: ExportedTrigger, known: Known): void {
  const flow = activeFlow(world, here(known, given.flow))
  if (given.trigger_type === 'S' || !flow) return
  const isKeyword = given.trigger_type === 'K'
  createTrigger(world, {
    trigger_type: given.trigger_type,
    flow: flow.id,
    groups: (given.groups ?? []).map((group) => here(known, group)),
    exclude_groups: (given.exclude_groups ?? []).map((group) => here(known, group)),
    channel: given.channel ?? null,
    keywords: isKeyword ? (given.keywords ?? [given.keyword!]).map((word) => word.toLowerCase()) : [],
    match_type: isKeyword ? (given.match_type ?? 'F') : null,
  })
}
