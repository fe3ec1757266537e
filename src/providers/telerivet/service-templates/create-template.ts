import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import type { Organization } from '../organizations/organization.ts'
import type { Project } from '../projects/project.ts'
import { EVENTS_OF, type Context } from '../services/types.ts'
import { type ServiceTemplate, serviceTemplates } from './service-template.ts'
import type { Parameter } from './parameter.ts'

interface NewTemplate {
  name: string
  organization: Organization
  /** The one project that it is to be available to; null: all of the organization's. */
  project: Project | null
  contexts: readonly Context[]
  parameters: readonly Parameter[]
  messages: readonly string[]
  collects_responses: boolean
}

/** Makes a template, of which services can be made from then on. */
export const createTemplate = (world: World, { organization, project, contexts, ...given }: NewTemplate) =>
  world.collection(serviceTemplates).insert({
    ...given,
    id: newId(world, 'service'),
    sequence: 0,
    organization_id: organization.id,
    project_id: project && project.id,
    contexts: Object.fromEntries(contexts.map((context) => [context, EVENTS_OF[context]])),
  }) satisfies ServiceTemplate
