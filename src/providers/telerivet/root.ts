import * as Type from 'typebox'
import { endpoint } from './dialect/endpoints.ts'

/** Where one begins to look around. */
export const rootEndpoints = [
  endpoint({
    id: 'telerivet.getRoot',
    method: 'get',
    path: '/v1',
    summary: 'Names the lists that one can begin with.',
    tag: 'Projects',
    returns: Type.Object(
      { version: Type.String(), projects: Type.String(), organizations: Type.String() },
      { additionalProperties: false },
    ),
    handle: ({ request }) => ({
      version: '1',
      projects: `${request.origin}/v1/projects`,
      organizations: `${request.origin}/v1/organizations`,
    }),
  }),
]
