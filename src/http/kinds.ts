import { RESUME, faultRules } from './faults.ts'
import { rateLimits } from './rate-limit.ts'
import { ATTEMPT, owedWebhooks } from './webhooks.ts'

/** What every world keeps besides its network and its providers, and the kinds of jobs that come of it. */
export const httpCollections = [faultRules, rateLimits, owedWebhooks]
export const httpJobs = [ATTEMPT, RESUME]
