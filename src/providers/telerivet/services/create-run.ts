import type { World } from '../../../core/world.ts'
import { NO_VARS } from '../dialect/vars.ts'
import type { Invocation } from './invocation.ts'
import { type ServiceRun, serviceRuns } from './service-run.ts'

/** Services that are to have their turn for one occasion. */
export const createRun = (
  world: World,
  { context, event, message_id = null, contact_id = null, route_id = null, variables = NO_VARS }: Invocation,
  how: Pick<ServiceRun, 'project_id' | 'to_come' | 'by_hand' | 'queue'>,
): ServiceRun =>
  world.collection(serviceRuns).insert({
    id: `R${world.random.count('telerivet.service-run')}`,
    sequence: 0,
    context,
    event,
    message_id,
    contact_id,
    route_id,
    variables,
    ...how,
    turn: null,
    tried_again: [],
    handled: false,
    taken_by: null,
  })
