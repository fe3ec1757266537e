import type { OutboundCall } from '../../../http/outbound-call.ts'
import { formOf } from './form.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** "Retried from time to time for up to a day": the waits are ours, 24 hours but a few minutes in all. */
const RETRY_AFTER = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, ...Array.from({ length: 22 }, () => HOUR)]

/** "Replies slower than 10 seconds count as failed." */
const TIMEOUT = 10_000

interface Webhook {
  event: string
  url: string
  /** What is posted, in PHP's query form. */
  values: Record<string, unknown>
  /** Proves who posts; left out where there is none. */
  secret: string | undefined
  /** Those of one queue go out one after the other, and wait for the first try of each. */
  queue?: string
  about?: OutboundCall['about']
}

/** A webhook as Telerivet posts it. */
export const webhookCall = ({ event, url, values, secret, queue, about }: Webhook): OutboundCall => ({
  event,
  url,
  method: 'POST',
  body: { form: formOf({ event, ...values, ...(secret !== undefined && { secret }) }) },
  retryAfter: RETRY_AFTER,
  success: 'only 200',
  timeout: TIMEOUT,
  // Later ones do not wait for hours because one was not taken.
  ...(queue !== undefined && { queue, retriesAside: true }),
  ...(about && { about }),
})
