import type { Api } from '../http/api.ts'
import { SOMEBODY, latest } from '../http/example.ts'
import { faultRules } from '../http/faults/rule.ts'
import { webhooks } from '../http/webhook.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { clockEndpoints } from './clock/endpoints.ts'
import { deliveryPlanEndpoints } from './delivery-plans/endpoints.ts'
import { dialectOf } from './dialect/index.ts'
import { expectEndpoints } from './expect/endpoints.ts'
import { faultEndpoints } from './faults/endpoints.ts'
import { handsetEndpoints } from './handsets/endpoints.ts'
import { incomingEndpoints } from './incoming/endpoints.ts'
import { journalEndpoints } from './journal/endpoints.ts'
import { messageEndpoints } from './messages/endpoints.ts'
import { rateLimitEndpoints } from './rate-limits/endpoints.ts'
import { systemEndpoints } from './system/endpoints.ts'
import { webAppEndpoints, webAppParameters } from './web-app/endpoints.ts'
import { webhookEndpoints } from './webhooks/endpoints.ts'
import { worldEndpoints } from './worlds/endpoints.ts'

/** The simulator's own API, defined as a provider's is. */
export const adminOf = (simulator: Simulator): Api => ({
  name: 'admin',
  title: "textbed's own API",
  version: '1',
  description:
    'Steers the simulator: worlds, their clocks, handsets, faults, rate limits and journals, and what is done on the web pages of the platforms.',
  bases: ['/_textbed', '/healthz'],
  dialect: dialectOf(simulator),
  security: {},
  endpoints: [
    ...systemEndpoints,
    ...worldEndpoints(simulator.collections),
    ...clockEndpoints(simulator.events),
    ...handsetEndpoints,
    ...messageEndpoints,
    ...webhookEndpoints,
    ...incomingEndpoints(simulator),
    ...expectEndpoints,
    ...journalEndpoints(simulator.events),
    ...faultEndpoints,
    ...rateLimitEndpoints,
    ...deliveryPlanEndpoints,
    ...webAppEndpoints(simulator),
  ],
  pathParameters: (world) => ({
    ...webAppParameters(simulator, world),
    world: { description: 'A world.', example: world.id },
    number: { description: 'A phone number with its country code.', example: SOMEBODY },
    webhook: { description: 'A webhook.', example: latest(world, webhooks, ({ done }) => done !== undefined) },
    fault: { description: 'A fault rule.', example: latest(world, faultRules) },
  }),
})
