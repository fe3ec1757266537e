import type { FailureReason } from '../../../core/network/delivery-state.ts'

/** Plivo's codes and what records say next to them. */
export const ERROR_MESSAGES = {
  '10': 'Invalid message',
  '20': 'Network error',
  '30': 'Spam detected',
  '40': 'Invalid source number',
  '50': 'Invalid destination number',
  '60': 'Loop detected',
  '70': 'Destination permanently unavailable',
  '80': 'Destination temporarily unavailable',
  '90': 'No route available',
  '100': 'Prohibited by carrier',
  '110': 'Message too long',
  '200': 'Source number blocked by STOP from destination number',
  '201': 'Message from US tollfree number to Canada not allowed',
  '420': 'Message expired',
  '450': 'Destination country barred',
  '451': 'Geo hourly threshold exceeded',
  '900': 'Insufficient credit',
  '1000': 'Unknown error',
} as const satisfies Record<string, string>

export type ErrorCode = keyof typeof ERROR_MESSAGES

export const ERROR_CODES = Object.keys(ERROR_MESSAGES) as ErrorCode[]

/** The code of a message that arrived. */
export const NO_ERROR = '000'

/** What went wrong in the network, as Plivo numbers it. */
export const CODE_OF: Record<FailureReason, ErrorCode> = {
  invalid_destination: '50',
  unknown_subscriber: '70',
  unreachable: '80',
  carrier_refused: '100',
  network_error: '20',
  no_route: '90',
  spam: '30',
  loop: '60',
  too_long: '110',
  opted_out: '200',
  expired: '420',
  barred_country: '450',
  no_credit: '900',
  unknown: '1000',
}
