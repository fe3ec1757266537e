import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryReported, messageCreated, messageInbound } from '../../core/network/events.ts'
import type { OutboundCall } from '../../http/outbound-call.ts'
import { deleteCampaignsEvents, deleteFlowsEvents } from './campaign-events/delete-events.ts'
import { campaignEventAdded, campaignEventFired } from './campaign-events/events.ts'
import { followCampaign } from './campaign-events/follow-campaign.ts'
import { followContact as setFires, forgetContact as dropFires } from './campaign-events/follow-contact.ts'
import { deleteCampaigns } from './campaigns/delete-campaigns.ts'
import { campaignChanged, campaignDeleted } from './campaigns/events.ts'
import { deleteChannelEvents } from './channel-events/delete-channel-events.ts'
import { channelEventKept } from './channel-events/events.ts'
import { channelReleased } from './channels/events.ts'
import { contactChanged, contactDeleted, contactInterrupted } from './contacts/events.ts'
import { followCampaignEvent as keepMessageFlow } from './flows/follow-campaign-event.ts'
import { followCampaignEvent as sendMessageOf } from './messages/follow-campaign-event.ts'
import { followCampaignEvent as beginRunOf } from './runs/follow-campaign-event.ts'
import { followRun } from './contacts/follow-run.ts'
import { hearFromContact } from './contacts/hear-from-contact.ts'
import { joinByTicket, joinSmartGroups } from './contacts/join-smart-groups.ts'
import { endEvaluation, runEvaluation } from './contacts/run-evaluation.ts'
import { hearOfEvent } from './contacts/hear-of-event.ts'
import { leaveGroup } from './contacts/leave-group.ts'
import { fieldChanged } from './fields/events.ts'
import { groupDeleted, groupEvaluated, groupOutdated } from './groups/events.ts'
import { followEvaluation } from './groups/follow-evaluation.ts'
import { followField, followWorkspace } from './groups/follow-settings.ts'
import { countMessages } from './labels/count-messages.ts'
import { labelDeleted } from './labels/events.ts'
import { messageDue, messagesChanged } from './messages/events.ts'
import { loseLabel } from './messages/lose-label.ts'
import { countRuns } from './flows/count-runs.ts'
import { flowClosed } from './flows/events.ts'
import { deleteMessages } from './messages/delete-messages.ts'
import { failPending } from './messages/fail-pending.ts'
import { receiveMessage } from './messages/receive-message.ts'
import { submitParts } from './messages/submit-to-aggregator.ts'
import { trackDelivery } from './messages/track-delivery.ts'
import { teamDeleted } from './teams/events.ts'
import { resthookReached } from './resthook-events/events.ts'
import { callSubscribers } from './resthook-events/send-event.ts'
import { deleteRuns } from './runs/delete-runs.ts'
import { endFlow } from './runs/end-flow.ts'
import { interruptContact } from './runs/end-run.ts'
import { runChanged } from './runs/events.ts'
import { hearAnswer } from './runs/hear-answer.ts'
import { forgetChannel } from './templates/forget-channel.ts'
import { deleteTickets } from './tickets/delete-tickets.ts'
import { ticketChanged } from './tickets/events.ts'
import { leaveFlow } from './triggers/leave-flow.ts'
import { countTickets } from './topics/count-tickets.ts'
import { leaveTeam } from './users/leave-team.ts'
import { workspaceChanged } from './workspace/events.ts'

/** The kinds of events of its own. */
export const events = [
  channelEventKept,
  channelReleased,
  contactChanged,
  contactDeleted,
  contactInterrupted,
  fieldChanged,
  groupDeleted,
  groupEvaluated,
  groupOutdated,
  labelDeleted,
  messageDue,
  messagesChanged,
  teamDeleted,
  ticketChanged,
  campaignDeleted,
  campaignChanged,
  campaignEventAdded,
  campaignEventFired,
  flowClosed,
  runChanged,
  resthookReached,
  workspaceChanged,
]

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(messageInbound, receiveMessage),
  when(messageCreated, hearFromContact),
  when(messageCreated, hearAnswer),
  when(channelEventKept, hearOfEvent),
  when(messageDue, submitParts),
  when(deliveryReported, trackDelivery),
  when(contactDeleted, deleteMessages),
  when(labelDeleted, loseLabel),
  when(messagesChanged, countMessages),
  when(contactDeleted, deleteChannelEvents),
  when(contactDeleted, deleteTickets),
  when(contactDeleted, deleteRuns),
  when(contactInterrupted, interruptContact),
  when(flowClosed, endFlow),
  when(flowClosed, leaveFlow),
  when(flowClosed, deleteFlowsEvents),
  when(campaignDeleted, deleteCampaignsEvents),
  when(campaignChanged, followCampaign),
  when(campaignEventAdded, keepMessageFlow),
  when(campaignEventFired, beginRunOf),
  when(campaignEventFired, sendMessageOf),
  when(contactChanged, setFires),
  when(contactDeleted, dropFires),
  when(resthookReached, callSubscribers),
  when(runChanged, countRuns),
  when(runChanged, followRun),
  when(ticketChanged, countTickets),
  when(ticketChanged, joinByTicket),
  when(contactChanged, joinSmartGroups),
  when(workspaceChanged, followWorkspace),
  when(fieldChanged, followField),
  when(groupOutdated, runEvaluation),
  when(groupEvaluated, followEvaluation),
  when(groupDeleted, endEvaluation),
  when(groupDeleted, leaveGroup),
  when(groupDeleted, deleteCampaigns),
  when(teamDeleted, leaveTeam),
  when(channelReleased, failPending),
  when(channelReleased, forgetChannel),
]
