import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { newId } from '../dialect/ids.ts'
import { NO_VARS, type VarChanges, mergeVars } from '../dialect/vars.ts'
import type { Organization } from '../organizations/organization.ts'
import { type Project, projects } from './project.ts'

interface NewProject {
  name: string
  timezone_id?: string | undefined
  url_slug?: string | undefined
  auto_create_contacts: boolean
  vars?: VarChanges | undefined
}

/** Adds a project without any route. @throws Problem where its name or slug is taken */
export function createProject(world: World, organization: Organization, given: NewProject): Project {
  refuseTaken(world, organization.id, given)
  const vars = mergeVars(NO_VARS, given.vars)
  const id = newId(world, 'project')
  return world.collection(projects).insert({
    id,
    sequence: 0,
    name: given.name,
    timezone_id: given.timezone_id ?? organization.timezone_id,
    url_slug: given.url_slug ?? id.slice(2, 10),
    default_route_id: null,
    auto_create_contacts: given.auto_create_contacts,
    vars,
    organization_id: organization.id,
  })
}

/** "name: unique within the organization; url_slug: unique". */
export function refuseTaken(
  world: World,
  organization: string,
  { name, url_slug }: { name?: string | undefined; url_slug?: string | undefined },
  self?: Project,
): void {
  for (const other of world.collection(projects).all()) {
    if (other === self) continue
    if (
      name !== undefined &&
      other.organization_id === organization &&
      other.name.toLowerCase() === name.toLowerCase()
    ) {
      throw invalid('name', 'is the name of another project of the organization')
    }
    if (url_slug !== undefined && other.url_slug === url_slug) throw invalid('url_slug', 'is taken by another project')
  }
}
