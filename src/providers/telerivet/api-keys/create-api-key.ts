import type { World } from '../../../core/world.ts'
import type { Project } from '../projects/project.ts'
import { users } from '../users/user.ts'
import type { Organization } from '../organizations/organization.ts'
import { type ApiKey, apiKeys, secretOf } from './api-key.ts'
import { PERMISSIONS, type Permission } from './permissions.ts'

interface NewApiKey {
  name: string
  organization: Organization
  /** The one project that it is to open; null for all of the organization's, and the organization. */
  project: Project | null
  /** All of them unless given. */
  permissions?: readonly Permission[] | undefined
  /** Whose it is to be; the organization's first user unless given. */
  user_id?: string | undefined
}

/** Gives out a key, which opens its world from now on. */
export function createApiKey(world: World, { name, organization, project, permissions, user_id }: NewApiKey): ApiKey {
  const key = world.collection(apiKeys).insert({
    id: `K${world.random.count('telerivet.api-key')}`,
    sequence: 0,
    name,
    organization_id: organization.id,
    project_id: project && project.id,
    permissions: permissions ? PERMISSIONS.filter((one) => permissions.includes(one)) : PERMISSIONS,
    user_id: user_id ?? world.collection(users).by('organization_id', organization.id).at(0)?.id ?? null,
    time_created: Math.floor(world.now / 1000),
  })
  world.keyring.add('telerivet', secretOf(world, key.id), key.id)
  return key
}
