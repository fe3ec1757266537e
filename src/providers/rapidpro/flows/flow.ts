import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { latest } from '../../../http/example.ts'
import { jsonList } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import type { RapidproCall } from '../dialect/caller.ts'
import { NONE, instant, objectRef } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { RUN_STATUSES } from '../runs/statuses.ts'
import type { Definition } from './definition/definition.ts'
import { wrongWithDefinition } from './definition/read-definition.ts'
import { flowLabels } from './flow-label.ts'

export const FLOW_TYPES = ['message', 'voice', 'survey', 'background'] as const

/** A conversation that contacts are led through. */
export type Flow = RowOf<typeof flows>

export const flows = defineCollection(
  'rapidpro.flows',
  {
    id: kept.uuid,
    name: kept.text,
    type: kept.oneOf(FLOW_TYPES),
    archived: kept.boolean,
    /** Whether it was not deleted: runs name those that were, and nothing else does. */
    is_active: kept.boolean,
    /** The campaign event whose message it sends: such a flow is named by its runs, and by nothing else. */
    message_of: kept.orNull(kept.uuid),
    /** Uuids of its labels. */
    labels: kept.listOf(kept.idOf('rapidpro.flow_labels')),
    /** Minutes after which whoever does not answer leaves it; 0 where nobody waits. */
    expires: kept.count,
    /** How many of its runs have which status. */
    runs: kept.object({
      active: kept.count,
      waiting: kept.count,
      completed: kept.count,
      interrupted: kept.count,
      expired: kept.count,
      failed: kept.count,
    }),
    /** What its editor wrote, with uuids of this workspace. */
    definition: kept.jsonObjectAs<Definition>(),
    /** How often it was saved. */
    revision: kept.count,
    /** What was found in the definition. */
    results: kept.listOf(
      kept.object({
        key: kept.text,
        name: kept.text,
        categories: kept.listOf(kept.text),
        node_uuids: kept.listOf(kept.text),
      }),
    ),
    parent_refs: kept.listOf(kept.text),
    /** What it needs: uuids of groups and of flows, keys of fields. */
    groups: kept.listOf(kept.text),
    flows: kept.listOf(kept.text),
    fields: kept.listOf(kept.text),
    created_on: kept.micros,
    modified_on: kept.micros,
  },
  {
    indexes: ['type', 'archived', 'message_of'],
    unlisted: { message_of: null },
    members: ['groups', 'flows', 'fields'],
    ids: 'rapidpro.flow',
    wrongWith: ({ definition }) => wrongWithDefinition(definition),
  },
)

export const flowRows = (world: World) => world.collection(flows)

/** Whether there is such a flow for whoever works with flows. */
export const isShown = ({ is_active, message_of }: Flow): boolean => is_active && message_of === null

/** The flow that sends the message of a campaign event. */
export const messageFlowOf = (world: World, event: string): Flow | undefined =>
  flowRows(world).by('message_of', event).at(0)

/** Those that were not deleted, in the order in which they came to be. */
export const activeFlows = (world: World): Flow[] => flowRows(world).all().filter(isShown)

/** The flow of that uuid, if it was not deleted. */
export function activeFlow(world: World, uuid: string): Flow | undefined {
  const flow = flowRows(world).get(uuid)
  return flow && isShown(flow) ? flow : undefined
}

/** References name a flow by its uuid alone. */
export const findFlow = ({ world }: RapidproCall, key: string): Flow | undefined => activeFlow(world, key)

/** The uuid of a flow that examples start. */
export const exampleFlow = (world: World): string =>
  latest(world, flows, (flow) => isShown(flow) && !flow.archived && flow.type === 'message')

const record = { additionalProperties: false } as const

const countsSchema = Type.Object(
  Object.fromEntries(RUN_STATUSES.map((status) => [status, Type.Integer()])) as Record<
    (typeof RUN_STATUSES)[number],
    ReturnType<typeof Type.Integer>
  >,
  { ...record, title: 'FlowRunCounts' },
)

const resultSchema = Type.Object(
  {
    key: Type.String(),
    name: Type.String(),
    categories: Type.Array(Type.String()),
    node_uuids: Type.Array(Type.String({ format: 'uuid' })),
  },
  { ...record, title: 'FlowResult' },
)

/** How a flow looks. */
export const flowView = viewOf<Flow>()('Flow', {
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
  name: [Type.String(), ({ name }) => name],
  type: [Type.Unsafe<Flow['type']>({ type: 'string', enum: [...FLOW_TYPES] }), ({ type }) => type],
  archived: [Type.Boolean(), ({ archived }) => archived],
  labels: [
    Type.Array(objectRef.schema),
    (row, world) =>
      row.labels.length === 0
        ? NONE
        : jsonList(
            row.labels
              .flatMap((id) => world.collection(flowLabels).get(id) ?? [])
              .map((label) => objectRef.json(label, world)),
          ),
  ],
  expires: [
    Type.Integer({ description: 'Minutes after which whoever does not answer leaves it.' }),
    ({ expires }) => expires,
  ],
  runs: [countsSchema, ({ runs }) => runs],
  results: [Type.Array(resultSchema, { description: 'What its runs may find out.' }), ({ results }) => results],
  parent_refs: [
    Type.Array(Type.String(), { description: 'Keys of results of a parent that it reads.' }),
    ({ parent_refs }) => parent_refs,
  ],
  created_on: [instant('When it was made.'), ({ created_on }) => formatTime(created_on)],
  modified_on: [instant('When it was last changed.'), ({ modified_on }) => formatTime(modified_on)],
})
