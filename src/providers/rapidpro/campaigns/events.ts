import { type DataOf, eventKind } from '../../../core/events.ts'

/** A campaign is another than before: which of its fields are. */
export const campaignChanged = eventKind<{ provider: 'rapidpro'; campaign: string; changed: readonly string[] }>()(
  'rapidpro.campaign.changed',
)
export type CampaignChanged = DataOf<typeof campaignChanged>

/** A campaign is gone, with its group. */
export const campaignDeleted = eventKind<{ provider: 'rapidpro'; campaign: string }>()('rapidpro.campaign.deleted')
export type CampaignDeleted = DataOf<typeof campaignDeleted>
