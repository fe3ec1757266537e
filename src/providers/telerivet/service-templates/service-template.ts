import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { keptId } from '../dialect/ids.ts'
import { idSchema, nullable, oneOf } from '../dialect/schemas.ts'
import type { Project } from '../projects/project.ts'
import { PARAMETER_TYPES, keptParameter } from './parameter.ts'

/** A service of Custom Actions that was made a template, so that services can be made of it through the API. */
export type ServiceTemplate = RowOf<typeof serviceTemplates>

export const serviceTemplates = defineCollection(
  'telerivet.service-templates',
  {
    id: keptId('service'),
    organization_id: kept.idOf('telerivet.organizations'),
    /** The one project that it is available to; null: all of the organization's. */
    project_id: kept.orNull(kept.idOf('telerivet.projects')),
    name: kept.text,
    /** The contexts in which its instances can be invoked, each with its events. */
    contexts: kept.mapOf(kept.listOf(kept.text)),
    parameters: kept.listOf(keptParameter),
    /** What its instances say to a contact, in this order. */
    messages: kept.listOf(kept.text),
    /** Whether what contacts write to its instances becomes rows of a table. */
    collects_responses: kept.boolean,
  },
  { indexes: ['organization_id'], ids: 'telerivet.service' },
)

/** "The service template must be available to the current project or organization." */
export function templateOf(world: World, project: Project, id: string): ServiceTemplate | undefined {
  const template = world.collection(serviceTemplates).get(id)
  const isAvailable =
    template?.organization_id === project.organization_id &&
    (template.project_id === null || template.project_id === project.id)
  return isAvailable ? template : undefined
}

const parameterSchema = Type.Object(
  {
    name: Type.String(),
    type: oneOf(PARAMETER_TYPES),
    required: Type.Boolean(),
    choices: Type.Optional(Type.Array(Type.String())),
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
  },
  { additionalProperties: false },
)

export const serviceTemplateView = viewOf<ServiceTemplate>()('Service template', {
  id: [idSchema('service template'), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  organization_id: [idSchema('organization'), ({ organization_id }) => organization_id],
  project_id: [
    nullable(idSchema('one project that it is available to; null: all of the organization')),
    ({ project_id }) => project_id,
  ],
  contexts: [Type.Array(Type.String()), ({ contexts }) => Object.keys(contexts)],
  parameters: [Type.Array(parameterSchema), ({ parameters }) => parameters],
  messages: [Type.Array(Type.String()), ({ messages }) => messages],
  collects_responses: [Type.Boolean(), ({ collects_responses }) => collects_responses],
})
