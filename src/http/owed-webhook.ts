import { defineJob } from '../core/clock/job-kind.ts'
import { type RowOf, defineCollection } from '../core/store/collection.ts'
import * as kept from '../core/store/kept.ts'
import { outboundFields } from './outbound-call.ts'

/** A call that is owed and not done with. */
export type OwedWebhook = RowOf<typeof owedWebhooks>

export const owedWebhooks = defineCollection(
  'http.webhooks',
  {
    ...outboundFields,
    provider: kept.provider,
    attempts: kept.count,
    /** The journal entry that tells of it. */
    entry: kept.count,
  },
  { indexes: ['queue'], ids: 'http.webhook', prefix: 'W' },
)

/** A webhook that is owed is tried. */
export const ATTEMPT = defineJob('webhook.attempt', { webhook: kept.text })
