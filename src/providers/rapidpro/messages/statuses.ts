import type { DeliveryPlan } from '../../../core/network/delivery-plan.ts'
import type { DeliveryState } from '../../../core/network/delivery-state.ts'

export const STATUSES = ['queued', 'handled', 'wired', 'sent', 'delivered', 'read', 'errored', 'failed'] as const
export type Status = (typeof STATUSES)[number]

/** What the platform calls each state of a delivery. */
export const STATUS_OF = {
  queued: 'queued',
  accepted: 'wired',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  retrying: 'errored',
  undelivered: 'failed',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<DeliveryState, Status>

/** What entering a status does to sent_on: set by the first of the good ones and kept, taken away by the bad ones. */
export const SENT_ON = {
  queued: 'keep',
  handled: 'keep',
  wired: 'set',
  sent: 'set',
  delivered: 'set',
  read: 'set',
  errored: 'clear',
  failed: 'clear',
} as const satisfies Record<Status, 'keep' | 'set' | 'clear'>

/** How a message goes unless something says otherwise: handed to the channel, sent, delivered. */
export const PLAN: DeliveryPlan = [
  { after: 500, state: 'accepted' },
  { after: 500, state: 'sent' },
  { after: 2000, state: 'delivered' },
]
