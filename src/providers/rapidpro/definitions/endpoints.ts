import * as Type from 'typebox'
import { Problem } from '../../../http/problem.ts'
import { activeCampaign } from '../campaigns/campaign.ts'
import { endpoint } from '../dialect/endpoints.ts'
import { repeatedFilter, textFilter } from '../dialect/filters.ts'
import { activeFlow, exampleFlow } from '../flows/flow.ts'
import { DEPENDENCIES, withDependencies } from './components.ts'
import { exportOf } from './export-of.ts'

const listOf = (description: string) => Type.Array(Type.Object({}, { additionalProperties: true }), { description })

export const getDefinitions = endpoint({
  path: '/api/v2/definitions.json',
  tag: 'Flows',
  scope: 'v2',
  id: 'rapidpro.getDefinitions',
  summary: 'Exports flows and campaigns, as any workspace can take them in.',
  method: 'get',
  query: {
    flow: repeatedFilter('The uuid of a flow; may be there several times.'),
    campaign: repeatedFilter('The uuid of a campaign; may be there several times.'),
    dependencies: textFilter('What comes along: all unless another is given.', DEPENDENCIES),
  },
  example: (demo) => ({ query: { flow: exampleFlow(demo) } }),
  returns: Type.Object(
    {
      version: Type.String(),
      site: Type.String({ description: 'Where it was written.' }),
      flows: listOf('Definitions of flows.'),
      campaigns: listOf('Campaigns with their events.'),
      triggers: listOf('What starts the flows.'),
      fields: listOf('Fields that they use; empty unless all dependencies are wanted.'),
      groups: listOf('Groups that they use; empty unless all dependencies are wanted.'),
    },
    { additionalProperties: false, title: 'Export' },
  ),
  manners: { credentialsFirst: true },
  handle({ world, request, query }) {
    const { flow = [], campaign = [], dependencies = 'all' } = query
    const depth = DEPENDENCIES.find((word) => word === dependencies)
    if (!depth) throw new Problem('invalid', `dependencies must be one of ${DEPENDENCIES.join(', ')}`)
    const asked = {
      flows: flow.flatMap((uuid) => activeFlow(world, uuid) ?? []),
      campaigns: campaign.flatMap((uuid) => activeCampaign(world, uuid) ?? []),
    }
    return exportOf(world, withDependencies(world, asked, depth), request.origin, depth === 'all') as never
  },
})
