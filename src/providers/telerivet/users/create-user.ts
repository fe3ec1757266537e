import type { World } from '../../../core/world.ts'
import { newId } from '../dialect/ids.ts'
import type { Organization } from '../organizations/organization.ts'
import type { Project } from '../projects/project.ts'
import { type User, users } from './user.ts'

interface NewUser {
  email: string
  name: string
  organization: Organization
  /** The one project that is to be open to them; null: all of the organization. */
  project: Project | null
}

/** Adds somebody who logs in to the web pages. */
export const createUser = (world: World, { email, name, organization, project }: NewUser): User =>
  world.collection(users).insert({
    id: newId(world, 'user'),
    sequence: 0,
    organization_id: organization.id,
    project_id: project ? project.id : null,
    email,
    name,
  })
