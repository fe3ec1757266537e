import { type DataOf, eventKind } from '../../../../src/core/events.ts'

/** A campaign has something to say to a contact. */
export const campaignDue = eventKind<{ provider: 'toy'; campaign: string; contact: string }>()('toy.campaign.due')
export type CampaignDue = DataOf<typeof campaignDue>
