import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { inProject } from '../dialect/in-project.ts'
import { idSchema } from '../dialect/schemas.ts'
import type { Project } from '../projects/project.ts'

/** A domain that short links may have instead of the vendor's; its id is its name. */
export type ShortDomain = RowOf<typeof shortDomains>

export const shortDomains = defineCollection(
  'telerivet.short-domains',
  { id: kept.written(/^[a-z0-9.-]+$/), project_id: kept.idOf('telerivet.projects') },
  { indexes: ['project_id'] },
)

export const shortDomainView = viewOf<ShortDomain>()('Short domain', {
  id: [Type.String({ description: 'The domain.' }), ({ id }) => id],
  project_id: [idSchema('project'), ({ project_id }) => project_id],
})

/** Whether short links of a project may have this domain. */
export const isShortDomain = (world: World, project: Project, domain: string): boolean =>
  inProject(world, shortDomains, project, domain.toLowerCase()) !== undefined
