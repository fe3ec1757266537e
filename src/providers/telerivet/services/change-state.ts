import type { World } from '../../../core/world.ts'
import type { Contact } from '../contacts/contact.ts'
import { NO_VARS, type VarChanges, mergeVars } from '../dialect/vars.ts'
import type { Service } from './service.ts'
import { serviceStates, stateKey } from './service-state.ts'

/**
 * Says where a contact stands in a service. "Setting the id to null is equivalent to resetting the state, so all vars will
 * be deleted." @throws Problem before anything is changed
 */
export function changeState(
  world: World,
  service: Service,
  contact: Contact,
  state: string | null,
  vars?: VarChanges,
): void {
  const states = world.collection(serviceStates)
  const id = stateKey(service.id, contact.id)
  const before = states.get(id)
  if (state === null) {
    if (before) states.delete(before)
    return
  }
  const now = Math.floor(world.now / 1000)
  const merged = mergeVars(before?.vars ?? NO_VARS, vars)
  if (before) {
    states.update(before, { state, vars: merged, time_updated: now })
    return
  }
  states.insert({
    id,
    sequence: 0,
    project_id: service.project_id,
    service_id: service.id,
    contact_id: contact.id,
    state,
    vars: merged,
    time_created: now,
    time_updated: now,
  })
}
