import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryReported, messageCreated, messageInbound } from '../../core/network/events.ts'
import type { OutboundCall } from '../../http/outbound-call.ts'
import { countClick, countCreated, countDeleted, countMoved } from './broadcasts/count-messages.ts'
import { broadcastCancelled, broadcastSent } from './broadcasts/events.ts'
import { forgetBroadcastsLabel } from './broadcasts/forget-label.ts'
import { leaveAirtimesContact } from './airtime/leave-contact.ts'
import { serviceInvoked, serviceRan, servicesDone } from './services/events.ts'
import { forgetContactsStates } from './services/forget-state.ts'
import { forgetResponseTable } from './services/forget-table.ts'
import { reportBroadcast, reportContact, reportMetadata } from './services/report-changes.ts'
import { runAgain, runInvoked, runTriggered } from './services/run-services.ts'
import { followServices } from './messages/follow-services.ts'
import { invokeClicked, invokeDue } from './services/invoke-due.ts'
import { countMessage, uncountMessage } from './contacts/count-message.ts'
import { contactChanged, contactCreated, contactDeleted } from './contacts/events.ts'
import {
  followFilter,
  followFilters,
  followFiltersAtDeletion,
  followFiltersAtMessage,
} from './contacts/follow-filters.ts'
import { forgetContactsRoute } from './contacts/forget-route.ts'
import { leaveGroup } from './contacts/leave-group.ts'
import { groupDeleted, groupFilterChanged } from './groups/events.ts'
import { labelDeleted } from './labels/events.ts'
import { forgetFields } from './fields/forget-fields.ts'
import { keepContactFields, keepMessageFields, keepRowFields } from './fields/keep-fields.ts'
import { messageCameAgain, messageChanged, messageDeleted, messageMoved, serviceDue } from './messages/events.ts'
import { failQueued } from './messages/fail-queued.ts'
import { followDelivery } from './messages/follow-delivery.ts'
import { forgetLabel } from './messages/forget-label.ts'
import { leaveContact } from './messages/leave-contact.ts'
import { pauseSending } from './messages/pause-sending.ts'
import { receiveInbound } from './messages/receive-inbound.ts'
import { followClick } from './messages/follow-click.ts'
import { stopBroadcast } from './messages/stop-broadcast.ts'
import { addLinks } from './short-links/add-links.ts'
import { linkClicked } from './short-links/events.ts'
import { routeDeleted } from './routes/events.ts'
import { phoneChanged, phoneDeleted } from './phones/events.ts'
import { forgetProjectsRoute } from './projects/forget-route.ts'
import { rowChanged, rowCreated, tableDeleted } from './tables/events.ts'
import { leaveRowsContact } from './tables/leave-contact.ts'
import { taskChanged } from './tasks/events.ts'

/** The kinds of events of its own. */
export const events = [
  broadcastCancelled,
  broadcastSent,
  serviceInvoked,
  serviceRan,
  servicesDone,
  contactChanged,
  contactDeleted,
  linkClicked,
  messageCameAgain,
  messageChanged,
  messageDeleted,
  messageMoved,
  serviceDue,
  phoneChanged,
  phoneDeleted,
  routeDeleted,
  rowChanged,
  rowCreated,
  tableDeleted,
  contactCreated,
  groupFilterChanged,
  groupDeleted,
  labelDeleted,
  taskChanged,
]

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(messageInbound, receiveInbound),
  when(messageCreated, countMessage),
  when(messageCreated, followFiltersAtMessage),
  when(messageCreated, countCreated),
  when(messageCreated, addLinks),
  when(messageCreated, keepMessageFields),
  when(messageCreated, runTriggered),
  when(messageCameAgain, runAgain),
  when(messageChanged, keepMessageFields),
  when(messageChanged, reportMetadata),
  when(messageMoved, countMoved),
  when(messageDeleted, uncountMessage),
  when(messageDeleted, followFiltersAtDeletion),
  when(messageDeleted, countDeleted),
  when(serviceDue, invokeDue),
  when(serviceInvoked, runInvoked),
  when(servicesDone, followServices),
  when(deliveryReported, followDelivery),
  when(broadcastSent, reportBroadcast),
  when(broadcastCancelled, stopBroadcast),
  when(linkClicked, followClick),
  when(linkClicked, countClick),
  when(linkClicked, invokeClicked),
  when(contactCreated, keepContactFields),
  when(contactCreated, followFilters),
  when(contactCreated, reportContact),
  when(contactChanged, keepContactFields),
  when(contactChanged, followFilters),
  when(contactChanged, reportContact),
  when(contactDeleted, leaveContact),
  when(contactDeleted, leaveAirtimesContact),
  when(contactDeleted, leaveRowsContact),
  when(contactDeleted, forgetContactsStates),
  when(groupFilterChanged, followFilter),
  when(groupDeleted, leaveGroup),
  when(labelDeleted, forgetLabel),
  when(labelDeleted, forgetBroadcastsLabel),
  when(rowCreated, keepRowFields),
  when(rowChanged, keepRowFields),
  when(tableDeleted, forgetResponseTable),
  when(tableDeleted, forgetFields),
  when(phoneChanged, pauseSending),
  when(phoneDeleted, failQueued),
  when(phoneDeleted, forgetContactsRoute),
  when(phoneDeleted, forgetProjectsRoute),
  when(routeDeleted, forgetContactsRoute),
  when(routeDeleted, forgetProjectsRoute),
]
