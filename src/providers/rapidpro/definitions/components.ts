import type { World } from '../../../core/world.ts'
import { type Campaign, campaignRows } from '../campaigns/campaign.ts'
import { campaignEventRows } from '../campaign-events/campaign-event.ts'
import { type Flow, activeFlow } from '../flows/flow.ts'
import { type Trigger, triggersOf } from '../triggers/trigger.ts'

/** What an export is made of. */
export interface Components {
  readonly flows: ReadonlySet<Flow>
  readonly campaigns: ReadonlySet<Campaign>
  readonly triggers: ReadonlySet<Trigger>
}

export const DEPENDENCIES = ['none', 'flows', 'all'] as const

/**
 * What was asked for, with what depends on it: of flows the flows that they enter and the triggers that start them, of
 * campaigns the flows that they start. Where all is wanted, a flow that names a group brings the campaigns of the group along.
 */
export function withDependencies(
  world: World,
  asked: { flows: readonly Flow[]; campaigns: readonly Campaign[] },
  depth: (typeof DEPENDENCIES)[number],
): Components {
  const flows = new Set<Flow>()
  const campaigns = new Set<Campaign>()
  const triggers = new Set<Trigger>()
  const add = (flow: Flow): void => {
    if (flows.has(flow)) return
    flows.add(flow)
    if (depth === 'none') return
    for (const trigger of triggersOf(world, flow.id)) triggers.add(trigger)
    for (const other of flow.flows.map((uuid) => activeFlow(world, uuid)).filter(isAlive)) add(other)
    if (depth === 'all') for (const group of flow.groups) for (const one of campaignsOf(world, group)) addCampaign(one)
  }
  const addCampaign = (campaign: Campaign): void => {
    if (campaigns.has(campaign)) return
    campaigns.add(campaign)
    if (depth === 'none') return
    for (const { flow } of campaignEventRows(world).by('campaign', campaign.id)) {
      const started = flow === null ? undefined : activeFlow(world, flow)
      if (isAlive(started)) add(started)
    }
  }
  for (const flow of asked.flows) add(flow)
  for (const campaign of asked.campaigns) addCampaign(campaign)
  return { flows, campaigns, triggers }
}

const campaignsOf = (world: World, group: string): Campaign[] =>
  campaignRows(world)
    .by('group', group)
    .filter(({ archived }) => !archived)

const isAlive = (flow: Flow | undefined): flow is Flow => flow !== undefined && !flow.archived
