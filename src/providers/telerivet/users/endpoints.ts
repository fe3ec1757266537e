import * as Type from 'typebox'
import { endpoint } from '../dialect/endpoints.ts'
import { users, userView } from './user.ts'

/** Who has access to a project. */
export const userEndpoints = [
  endpoint({
    id: 'telerivet.getUsers',
    method: 'get',
    path: '/v1/projects/{project_id}/users',
    summary: 'Lists the user accounts that have access to a project.',
    tag: 'Projects',
    permission: 'View user permissions',
    returns: Type.Array(userView.schema),
    handle: ({ world, caller: { project } }) =>
      world
        .collection(users)
        .by('organization_id', project.organization_id)
        .filter(({ project_id }) => project_id === null || project_id === project.id)
        .map((row) => userView.object(row, world)),
  }),
]
