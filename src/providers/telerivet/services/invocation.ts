import type { World } from '../../../core/world.ts'
import { type Field } from '../../../http/field.ts'
import { invalid } from '../../../http/problem.ts'
import { refuse } from '../dialect/fields.ts'
import { inProject } from '../dialect/in-project.ts'
import { type Vars, varsField } from '../dialect/vars.ts'
import type { Project } from '../projects/project.ts'
import { type Service, services } from './service.ts'
import type { CONTEXTS } from './words.ts'

export type Context = (typeof CONTEXTS)[number]

/** What somebody invokes a service for. */
export interface Invocation {
  context: Context
  event: string
  message_id?: string | null
  contact_id?: string | null
  /** Sends what the service sends, unless that says otherwise. */
  route_id?: string | null
  /** Temporary variables of this run. */
  variables?: Vars
}

/** "Up to 25 temporary variable names and their corresponding values to set when invoking the service". */
const MOST_VARIABLES = 25

/** Temporary variables; null is the same as leaving one out. */
export const variablesField: Field<Vars | undefined> = {
  ...varsField,
  schema: {
    ...varsField.schema,
    maxProperties: MOST_VARIABLES,
    description: 'Temporary variables of this run; the service sees each by its name with a $ in front.',
  },
  read(raw, path, issues, call) {
    const given = varsField.read(raw, path, issues, call)
    if (!given) return undefined
    if (Object.keys(given).length > MOST_VARIABLES)
      return refuse(path, 'too_many', issues, `must not hold more than ${MOST_VARIABLES} variables`)
    return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)) as Vars
  },
}

/** The events that a service takes in a context; none where it cannot be invoked there. */
export const eventsIn = ({ contexts }: Service, context: Context): readonly string[] => contexts[context] ?? []

/** "Inactive services cannot be invoked via the API", and no service in a context or for an event that it does not take. @throws Problem */
export function refuseInvocation(service: Service, { context, event }: Pick<Invocation, 'context' | 'event'>): void {
  if (!service.active) throw invalid('service_id', INACTIVE)
  const events = eventsIn(service, context)
  if (events.length === 0)
    throw invalid('context', `must be one of those of the service: ${Object.keys(service.contexts).join(', ')}`)
  if (!events.includes(event))
    throw invalid('event', `must be one that the service takes in this context: ${events.join(', ')}`)
}

/** The project's service of that id, to be run for what is of a context. @throws Problem where there is none */
export function serviceFor(world: World, project: Project, id: string, context: Context): Service {
  const service = inProject(world, services, project, id)
  if (!service) throw invalid('service_id', 'is not the ID of a service of this project')
  if (!service.active) throw invalid('service_id', INACTIVE)
  if (!eventsIn(service, context).includes('default'))
    throw invalid('service_id', `is of a service that cannot be invoked for a ${context}`)
  return service
}

const INACTIVE = 'is of an inactive service, which cannot be invoked'
