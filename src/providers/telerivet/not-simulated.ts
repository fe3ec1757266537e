import type { NotSimulated } from '../../http/api.ts'

const project = '/v1/projects/{project_id}'

/** What Telerivet's REST API has and textbed has not. */
export const notSimulated: readonly NotSimulated[] = [
  {
    what: 'scheduled messages',
    paths: [
      `${project}/scheduled`,
      `${project}/contacts/{contact_id}/scheduled`,
      `${project}/groups/{group_id}/scheduled`,
    ],
  },
  { what: 'relative scheduled messages', paths: [`${project}/relative_scheduled`] },
]
