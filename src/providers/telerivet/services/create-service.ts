import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS, mergeVars } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { serviceTemplates } from '../service-templates/service-template.ts'
import { getOrCreateTable } from '../tables/get-or-create-table.ts'
import { type Config, isOfTemplate } from './config.ts'
import { type Service, services } from './service.ts'
import { type ServiceChanges, checkService, isTaken } from './service-request.ts'
import { madeOf } from './made-of.ts'
import { type ServiceType, TYPES, occasionsOf } from './types.ts'

interface NewService extends ServiceChanges {
  service_type: ServiceType
  config: Config
  message_types?: Service['message_types'] | undefined
}

/** Adds a service; attributes that its type has no use for are null. @throws Problem before anything is changed */
export function createService(world: World, project: Project, given: NewService): Service {
  checkService(world, project, given)
  const { service_type, config } = given
  const { contexts, vars } = madeOf(world, service_type, config, mergeVars(NO_VARS, given.vars))
  const { triggeredBy, byHand } = occasionsOf(service_type, contexts)
  const isForMessages = triggeredBy === 'message'
  const name = given.name ?? unusedName(world, project, TYPES[service_type].title)
  return world.collection(services).insert({
    id: newId(world, 'service'),
    sequence: 0,
    project_id: project.id,
    name,
    service_type,
    active: given.active ?? true,
    priority: given.priority ?? lastPriority(world, project) + 1,
    contexts,
    vars,
    response_table_id:
      given.response_table_id === undefined ? responseTable(world, project, config, name) : given.response_table_id,
    phone_ids: triggeredBy === undefined ? null : (given.phone_ids ?? null),
    message_types: isForMessages ? (given.message_types ?? null) : null,
    apply_mode: isForMessages ? (given.apply_mode ?? 'unhandled') : null,
    contact_number_filter: isForMessages ? (given.contact_number_filter ?? 'long_number') : null,
    show_action: byHand ? (given.show_action ?? true) : null,
    direction: triggeredBy === 'call' ? (given.direction ?? 'both') : null,
    config,
  })
}

/** "A data table may automatically be created with the same name as the service if the service collects responses." */
function responseTable(world: World, project: Project, config: Config, name: string): string | null {
  const template = isOfTemplate(config) && world.collection(serviceTemplates).get(config.template_service_id)
  return template && template.collects_responses ? getOrCreateTable(world, project, name).id : null
}

/** "If a name is not provided, a unique default name will be generated." */
function unusedName(world: World, project: Project, title: string): string {
  let name = title
  for (let number = 2; isTaken(world, project, name); number++) name = `${title} ${number}`
  return name
}

/** A new service comes after those that are there. */
const lastPriority = (world: World, project: Project): number =>
  world
    .collection(services)
    .by('project_id', project.id)
    .toArray()
    .reduce((last, { priority }) => (priority > last ? priority : last), 0)
