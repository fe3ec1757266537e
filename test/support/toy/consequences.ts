import { type Consequence, when } from '../../../src/core/consequences.ts'
import { messageCreated } from '../../../src/core/network/events.ts'
import type { OutboundCall } from '../../../src/http/outbound-call.ts'
import { campaignDue } from './campaigns/events.ts'
import { followGroup } from './campaigns/follow-group.ts'
import { countText } from './contacts/change-contact.ts'
import { contactChanged, contactDeleted } from './contacts/events.ts'
import { groupJoined } from './groups/events.ts'
import { forgetMember, joinGroups } from './groups/join-groups.ts'
import { sendCampaign } from './messages/send-campaign.ts'

/** The kinds of events of its own. */
export const events = [contactChanged, contactDeleted, groupJoined, campaignDue]

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(contactChanged, joinGroups),
  when(contactDeleted, forgetMember),
  when(groupJoined, followGroup),
  when(campaignDue, sendCampaign),
  when(messageCreated, countText),
]
