import type { World } from '../../../core/world.ts'
import { suffixOf } from '../dialect/phone-numbers.ts'
import { NO_VARS, type Vars } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Contact, NO_GROUPS } from './contact.ts'

/** As long as an ID. */
export const NO_ID = '-'.repeat(18)

/** Whom nobody knows by a number yet, as it would be once it is written to. */
export const draftNewcomer = (world: World, project: Project, phone_number: string): Contact =>
  draftContact(world, project, NO_ID, null, phone_number)

/** A contact as it would be. */
export function draftContact(
  world: World,
  project: Project,
  id: string,
  name: string | null,
  phone_number: string | null,
  vars: Vars = NO_VARS,
): Contact & { sequence: 0 } {
  const now = Math.floor(world.now / 1000)
  return {
    id,
    sequence: 0,
    project_id: project.id,
    name,
    phone_number,
    suffix: phone_number === null ? null : suffixOf(phone_number),
    time_created: now,
    time_updated: now,
    send_blocked: false,
    conversation_status: 'closed',
    last_message_time: null,
    last_incoming_message_time: null,
    last_outgoing_message_time: null,
    incoming_message_count: 0,
    outgoing_message_count: 0,
    last_message_id: null,
    default_route_id: null,
    group_ids: NO_GROUPS,
    vars,
  }
}
