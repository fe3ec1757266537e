import { STEP } from './delivery-engine.ts'
import { planRules } from './delivery-plan.ts'
import { deliveries } from './delivery.ts'
import { inbounds } from './inbound.ts'
import { routes } from './route.ts'

/** All that the network keeps in a world, and the kinds of jobs that it puts on the clock. */
export const networkCollections = [routes, planRules, deliveries, inbounds]
export const networkJobs = [STEP]
