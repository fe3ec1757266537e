import type { OutboundCall } from '../../../http/outbound-call.ts'

/** How often an address is tried, of a status callback and of an incoming message alike. */
export const ATTEMPTS = {
  retryAfter: [60_000, 120_000, 240_000],
  success: 'any 2xx',
  timeout: 8000,
} satisfies Partial<OutboundCall>
