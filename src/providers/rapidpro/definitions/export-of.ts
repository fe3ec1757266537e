import type { World } from '../../../core/world.ts'
import { type CampaignEvent, campaignEventRows } from '../campaign-events/campaign-event.ts'
import { momentOf } from '../campaign-events/moment-field.ts'
import type { Campaign } from '../campaigns/campaign.ts'
import { contactFieldRows } from '../fields/contact-field.ts'
import { START_MODES, UNIT_LETTERS, letterOf } from '../flows/definition/letters.ts'
import { flowRows } from '../flows/flow.ts'
import { groupRows } from '../groups/group.ts'
import type { Trigger } from '../triggers/trigger.ts'
import type { Components } from './components.ts'

/** An export as the service writes it, which any workspace can take in. Fields and groups are listed where they are wanted. */
export function exportOf(world: World, { flows, campaigns, triggers }: Components, site: string, listsAll: boolean) {
  const eventsOf = (campaign: Campaign): CampaignEvent[] =>
    campaignEventRows(world).by('campaign', campaign.id).toArray()
  const groups = new Set([
    ...[...flows].flatMap((flow) => flow.groups),
    ...[...campaigns].map(({ group }) => group),
    ...[...triggers].flatMap((trigger) => trigger.groups),
  ])
  const fields = new Set([
    ...[...flows].flatMap((flow) => flow.fields),
    ...[...campaigns].flatMap((campaign) => eventsOf(campaign).map(({ relative_to }) => relative_to)),
    ...[...groups].flatMap((group) => groupRows(world).get(group)?.fields ?? []),
  ])
  return {
    version: '13',
    site,
    flows: [...flows].map(({ definition }) => definition),
    campaigns: [...campaigns].map((campaign) => ({
      uuid: campaign.id,
      name: campaign.name,
      group: groupRef(world, campaign.group),
      events: eventsOf(campaign).map((event) => eventOf(world, event)),
    })),
    triggers: [...triggers].map((trigger) => triggerOf(world, trigger)),
    fields: listsAll ? fieldsOf(world, fields) : [],
    groups: listsAll ? groupsOf(world, groups) : [],
  }
}

function groupRef(world: World, uuid: string) {
  const { id, name, query } = groupRows(world).get(uuid)!
  return { uuid: id, name, query }
}

const flowRef = (world: World, uuid: string) => ({ uuid, name: flowRows(world).get(uuid)!.name })

function eventOf(world: World, event: CampaignEvent) {
  const { key, name: label } = momentOf(world, event.relative_to)
  return {
    uuid: event.id,
    offset: event.offset,
    unit: letterOf(UNIT_LETTERS, event.unit),
    event_type: event.flow === null ? 'M' : 'F',
    delivery_hour: event.delivery_hour,
    message: event.message,
    relative_to: { label, key },
    start_mode: letterOf(START_MODES, event.start_mode),
    ...(event.flow === null ? { base_language: event.base_language } : { flow: flowRef(world, event.flow) }),
  }
}

function triggerOf(world: World, trigger: Trigger) {
  const there = (uuids: readonly string[]) =>
    uuids.filter((uuid) => groupRows(world).get(uuid)).map((uuid) => groupRef(world, uuid))
  return {
    trigger_type: trigger.trigger_type,
    flow: flowRef(world, trigger.flow),
    groups: there(trigger.groups),
    exclude_groups: there(trigger.exclude_groups),
    channel: trigger.channel,
    ...(trigger.trigger_type === 'K' && { keywords: trigger.keywords, match_type: trigger.match_type }),
  }
}

const fieldsOf = (world: World, keys: ReadonlySet<string>) =>
  [...keys]
    .flatMap((key) => contactFieldRows(world).get(key) ?? [])
    .map(({ id: key, name, type }) => ({ key, name, type }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))

const groupsOf = (world: World, uuids: ReadonlySet<string>) =>
  [...uuids]
    .flatMap((uuid) => groupRows(world).get(uuid) ?? [])
    .map(({ id: uuid, name, query }) => ({ uuid, name, query }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
