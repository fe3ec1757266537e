import { type Static, Type } from '@sinclair/typebox'
import { defineCollection } from '../../../core/store/collection.ts'
import type { Row } from '../../../core/store/row.ts'
import type { World } from '../../../core/world.ts'
import { contactRows } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { uuidOf } from '../dialect/ids.ts'
import { contactRef, instant, objectRef, quickReply } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { identityOfStored } from '../dialect/urns.ts'
import { groupRows } from '../groups/group.ts'
import { workspaceOf } from '../workspace/workspace.ts'

const BROADCAST_STATUSES = ['pending', 'queued', 'started', 'completed', 'failed', 'interrupted'] as const

type QuickReply = Static<typeof quickReply>

/** One text to many contacts. Its id is its number; its uuid is made of it. */
export interface Broadcast extends Row {
  status: (typeof BROADCAST_STATUSES)[number]
  /** How many messages it will be; -1 until that is known. */
  total: number
  started: number
  urns: readonly string[]
  contacts: readonly string[]
  groups: readonly string[]
  /** By language; null where a language has attachments only. */
  text: Readonly<Record<string, string | null>>
  attachments: Readonly<Record<string, readonly string[]>>
  quick_replies: Readonly<Record<string, readonly QuickReply[]>>
  base_language: string
  created_on: number
  /** Uuids of the contacts still to be written to. */
  waiting: readonly string[]
}

const broadcasts = defineCollection<Broadcast>('rapidpro.broadcasts')

export const broadcastRows = (world: World) => world.collection(broadcasts)

export const broadcastSchema = Type.Object(
  {
    id: Type.Integer(),
    uuid: Type.String({ format: 'uuid' }),
    status: Type.Unsafe<Broadcast['status']>({ type: 'string', enum: [...BROADCAST_STATUSES] }),
    progress: Type.Object(
      {
        total: Type.Integer({ description: '-1 until the recipients are known.' }),
        started: Type.Integer({ description: 'Messages created so far.' }),
      },
      { additionalProperties: false },
    ),
    urns: orNull(Type.Array(Type.String(), { description: 'Null in anonymous workspaces.' })),
    contacts: Type.Array(contactRef),
    groups: Type.Array(objectRef),
    text: Type.Record(Type.String(), orNull(Type.String()), { description: 'By language.' }),
    attachments: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'By language, as content-type:url.',
    }),
    quick_replies: Type.Record(Type.String(), Type.Array(quickReply), { description: 'By language.' }),
    base_language: Type.String({ description: 'For contacts whose own language has no text.' }),
    created_on: instant('When it was created.'),
  },
  { additionalProperties: false, title: 'Broadcast' },
)

/** Makes what shows a broadcast in this world. */
export function viewBroadcasts(world: World): (row: Broadcast) => Static<typeof broadcastSchema> {
  const { anon, broadcast_uuids } = workspaceOf(world)
  return (row) => ({
    id: Number(row.id),
    uuid: uuidOf(Number(row.id), broadcast_uuids),
    status: row.status,
    progress: { total: row.total, started: row.started },
    urns: anon ? null : row.urns.map(identityOfStored),
    contacts: row.contacts.map((id) => ({ uuid: id, name: contactRows(world).get(id)?.name ?? null })),
    groups: row.groups.flatMap((id) => groupRows(world).get(id) ?? []).map(({ id, name }) => ({ uuid: id, name })),
    text: row.text,
    attachments: row.attachments as Record<string, string[]>,
    quick_replies: row.quick_replies as Record<string, QuickReply[]>,
    base_language: row.base_language,
    created_on: formatTime(row.created_on),
  })
}
