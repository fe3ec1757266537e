import { type DataOf, eventKind } from '../../../core/events.ts'

/** An event was added to a campaign. */
export const campaignEventAdded = eventKind<{ provider: 'rapidpro'; event: string }>()('rapidpro.campaign-event.added')
export type CampaignEventAdded = DataOf<typeof campaignEventAdded>

/** An event of a campaign has come to a contact. */
export const campaignEventFired = eventKind<{
  provider: 'rapidpro'
  event: string
  contact: string
  /** What it is for the contact; null where it leaves a contact alone that is in a flow. */
  starts: 'message' | 'flow' | null
}>()('rapidpro.campaign-event.fired')
export type CampaignEventFired = DataOf<typeof campaignEventFired>
