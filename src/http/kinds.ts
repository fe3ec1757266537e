import { callCame, faultMet, limitHit, webhookAttempted, webhookGivenUp, webhookOwed } from './events.ts'
import { faultRules } from './faults/rule.ts'
import { rateLimits } from './rate-limits/rate-limit.ts'
import { ATTEMPT, webhooks } from './webhook.ts'

/** What every world keeps besides its network and its providers, the kinds of jobs that come of it, and what happens. */
export const httpCollections = [faultRules, rateLimits, webhooks]
export const httpJobs = [ATTEMPT]
export const httpEvents = [callCame, faultMet, limitHit, webhookOwed, webhookAttempted, webhookGivenUp]
