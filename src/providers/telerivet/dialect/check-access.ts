import { Problem } from '../../../http/problem.ts'
import type { Stage } from '../../../http/stages.ts'
import type { ApiKey } from '../api-keys/api-key.ts'
import { type Organization, organizations } from '../organizations/organization.ts'
import { type Project, projects } from '../projects/project.ts'
import type { Caller } from './auth.ts'
import { permissionOf } from './endpoints.ts'

/** Finds the project that the path names: nothing below an unknown one exists, and not every key opens every one. */
export const findProject: Stage = (call) => {
  const id = call.params.project_id
  if (id === undefined) return
  const project = call.world.collection(projects).get(id)
  if (!project) throw new Problem('not_found', `There is no project ${JSON.stringify(id)}.`)
  const caller = call.caller as Caller
  if (!opensProject(caller.key, project)) throw new Problem('forbidden', 'This API key has no access to the project.')
  caller.project = project
}

/** Refuses what the key's user is not allowed to do. */
export const checkPermission: Stage = ({ endpoint, params, found: world, caller }) => {
  if (endpoint.open || !world) return
  const { key } = caller as Caller
  const id = params.organization_id
  const organization = id === undefined ? undefined : world.collection(organizations).get(id)
  if (organization && !opensOrganization(key, organization))
    throw new Problem('forbidden', 'This API key has no access to the organization.')
  const permission = permissionOf(endpoint)
  if (permission !== undefined && !key.permissions.includes(permission))
    throw new Problem('forbidden', `This API key does not have the permission "${permission}".`)
}

const opensOrganization = (key: ApiKey, { id }: Organization): boolean =>
  key.project_id === null && key.organization_id === id

const opensProject = (key: ApiKey, { id, organization_id }: Project): boolean =>
  key.organization_id === organization_id && (key.project_id === null || key.project_id === id)
