import { type Consequence, when } from '../../core/consequences.ts'
import { deliveryReported, messageCreated, messageInbound } from '../../core/network/events.ts'
import type { OutboundCall } from '../../http/outbound-call.ts'
import { applicationDeleted } from './applications/events.ts'
import { giveBackApplications } from './applications/give-back-applications.ts'
import { followReports, tellQueued } from './messages/follow-delivery.ts'
import { receiveMessage } from './messages/receive-message.ts'
import { giveBackNumbers } from './numbers/give-back-numbers.ts'
import { numbersLeavePool } from './numbers/join-pool.ts'
import { numbersLoseApplication } from './numbers/lose-application.ts'
import { powerpackDeleted } from './powerpacks/events.ts'
import { powerpacksLoseApplication } from './powerpacks/lose-application.ts'
import { subaccountDeleted } from './subaccounts/events.ts'

/** The kinds of events of its own. */
export const events = [applicationDeleted, powerpackDeleted, subaccountDeleted]

/** What follows from which event, from the first to the last. */
export const consequences: readonly Consequence<OutboundCall>[] = [
  when(messageCreated, tellQueued),
  when(deliveryReported, followReports),
  when(messageInbound, receiveMessage),
  when(applicationDeleted, numbersLoseApplication),
  when(applicationDeleted, powerpacksLoseApplication),
  when(powerpackDeleted, numbersLeavePool),
  when(subaccountDeleted, giveBackNumbers),
  when(subaccountDeleted, giveBackApplications),
]
