import { type DataOf, eventKind } from '../../../core/events.ts'

/** A campaign is gone, with its group. */
export const campaignDeleted = eventKind<{ provider: 'rapidpro'; campaign: string }>()('rapidpro.campaign.deleted')
export type CampaignDeleted = DataOf<typeof campaignDeleted>
