import { deliveries } from './delivery.ts'
import { deliveryChanged, deliveryReported, handsetWrote, messageCreated, messageInbound } from './events.ts'
import { switchedOff } from './handset-condition.ts'
import { inbounds } from './inbound.ts'
import { STEP } from './next-step.ts'
import { planRules } from './plan-rule.ts'
import { REPORT } from './reports.ts'
import { routes } from './route.ts'
import { unsent } from './unsent.ts'

/** All that the network keeps in a world, the kinds of jobs that it puts on the clock, and what happens in it. */
export const networkCollections = [routes, switchedOff, planRules, deliveries, inbounds, unsent]
export const networkJobs = [STEP, REPORT]
export const networkEvents = [deliveryChanged, deliveryReported, handsetWrote, messageCreated, messageInbound]
