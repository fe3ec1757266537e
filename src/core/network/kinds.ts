import { STEP } from './delivery-engine.ts'
import { planRules } from './delivery-plan.ts'
import { deliveries } from './delivery.ts'
import { deliveryChanged, handsetWrote, messageCreated, messageInbound } from './events.ts'
import { inbounds } from './inbound.ts'
import { routes } from './route.ts'

/** All that the network keeps in a world, the kinds of jobs that it puts on the clock, and what happens in it. */
export const networkCollections = [routes, planRules, deliveries, inbounds]
export const networkJobs = [STEP]
export const networkEvents = [deliveryChanged, handsetWrote, messageCreated, messageInbound]
