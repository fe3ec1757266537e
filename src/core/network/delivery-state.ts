/** Where an outbound message may go from each state; whatever is not written here is refused. */
export const TRANSITIONS = {
  queued: ['accepted', 'sent', 'failed', 'retrying', 'cancelled'],
  accepted: ['sent', 'delivered', 'undelivered', 'failed', 'retrying'],
  sent: ['delivered', 'undelivered', 'read'],
  delivered: ['read'],
  read: [],
  undelivered: [],
  retrying: ['queued', 'accepted', 'sent', 'failed', 'cancelled', 'retrying'],
  failed: ['queued'],
  cancelled: ['queued'],
} as const satisfies Record<string, readonly string[]>

export type DeliveryState = keyof typeof TRANSITIONS

export const DELIVERY_STATES = Object.keys(TRANSITIONS) as DeliveryState[]

export const canBecome = (from: DeliveryState, to: DeliveryState): boolean =>
  (TRANSITIONS[from] as readonly DeliveryState[]).includes(to)

/** What is still with whoever sends it: it can be held back or called off. */
export const HAS_NOT_LEFT: ReadonlySet<DeliveryState> = new Set(['queued', 'retrying'])

/** States that a text is in once it is on the handset. */
export const ON_THE_HANDSET: ReadonlySet<DeliveryState> = new Set(['delivered', 'read'])

/** Why a message did not arrive, in no provider's words; each provider has a table from these to its own codes. */
export const FAILURE_REASONS = [
  'invalid_destination',
  'unknown_subscriber',
  'unreachable',
  'carrier_refused',
  'network_error',
  'no_route',
  'spam',
  'loop',
  'too_long',
  'opted_out',
  'expired',
  'barred_country',
  'no_credit',
  'unknown',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]
