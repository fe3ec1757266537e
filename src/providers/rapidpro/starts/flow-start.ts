import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { jsonList } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import { contacts } from '../contacts/contact.ts'
import { contactRef, instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { noUrnAmong } from '../dialect/urns.ts'
import { flows } from '../flows/flow.ts'
import { groups } from '../groups/group.ts'

const START_STATUSES = ['pending', 'queued', 'started', 'completed', 'failed', 'interrupted'] as const

/** Many contacts begin with a flow, because somebody asked for it. */
export type FlowStart = RowOf<typeof flowStarts>

export const flowStarts = defineCollection(
  'rapidpro.flow_starts',
  {
    id: kept.uuid,
    flow: kept.idOf('rapidpro.flows'),
    status: kept.oneOf(START_STATUSES),
    /** How many runs it will make; -1 until that is known. */
    total: kept.whole(-1, kept.HIGHEST),
    started: kept.count,
    groups: kept.listOf(kept.text),
    contacts: kept.listOf(kept.text),
    urns: kept.listOf(kept.text),
    restart_participants: kept.boolean,
    exclude_active: kept.boolean,
    params: kept.jsonObject,
    created_on: kept.micros,
    modified_on: kept.micros,
    /** Uuids of the contacts that are still to begin. */
    waiting: kept.listOf(kept.text),
  },
  { orders: ['modified_on'], ids: 'rapidpro.flow-start', wrongWith: ({ urns }) => noUrnAmong(urns) },
)

export const flowStartRows = (world: World) => world.collection(flowStarts)

const record = { additionalProperties: false } as const
const params = Type.Object({}, { additionalProperties: true })

/** How a flow start looks. */
export const flowStartView = viewOf<FlowStart>()('FlowStart', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  flow: [objectRef.schema, ({ flow }, world) => objectRef.json(world.collection(flows).get(flow)!, world)],
  status: [Type.Unsafe<FlowStart['status']>({ type: 'string', enum: [...START_STATUSES] }), ({ status }) => status],
  progress: [
    Type.Object(
      {
        total: Type.Integer({ description: '-1 until it is known who begins.' }),
        started: Type.Integer({ description: 'Runs made so far.' }),
      },
      record,
    ),
    ({ total, started }) => ({ total, started }),
  ],
  groups: [
    Type.Array(objectRef.schema),
    (row, world) =>
      jsonList(
        row.groups.flatMap((id) => world.collection(groups).get(id) ?? []).map((group) => objectRef.json(group, world)),
      ),
  ],
  contacts: [
    Type.Array(contactRef.schema, { description: 'Those that were named; not those that URNs led to.' }),
    (row, world) =>
      jsonList(
        row.contacts.map((id) => contactRef.json(world.collection(contacts).get(id) ?? { id, name: null }, world)),
      ),
  ],
  params: [params, (row) => row.params as Record<string, never>],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
  modified_on: [instant('When it last went on.'), ({ modified_on }) => formatTime(modified_on)],
  id: [Type.Integer({ description: 'Deprecated.' }), ({ sequence }) => sequence],
  extra: [
    Type.Object({}, { additionalProperties: true, description: 'Deprecated: see `params`.' }),
    (row) => row.params as Record<string, never>,
  ],
  restart_participants: [Type.Boolean({ description: 'Deprecated.' }), (row) => row.restart_participants],
  exclude_active: [Type.Boolean({ description: 'Deprecated.' }), (row) => row.exclude_active],
})
