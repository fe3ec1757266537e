import { Refusal } from '../../../core/refusal.ts'
import type { World } from '../../../core/world.ts'
import type { Project } from '../projects/project.ts'
import { type ShortDomain, shortDomains } from './short-domain.ts'

/** Registers a domain for the short links of a project. @throws Refusal where it is registered already */
export function addDomain(world: World, project: Project, domain: string): ShortDomain {
  const rows = world.collection(shortDomains)
  if (rows.get(domain)) throw new Refusal('exists', `The domain "${domain}" is registered already. Choose another.`)
  return rows.insert({ id: domain, project_id: project.id })
}
