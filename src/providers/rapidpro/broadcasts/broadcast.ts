import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { contactRows } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { uuidOf } from '../dialect/ids.ts'
import { contactRef, instant, keptReply, objectRef, quickReply } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { identityOfStored, noUrnAmong } from '../dialect/urns.ts'
import { groupRows } from '../groups/group.ts'
import { workspaceOf } from '../workspace/workspace.ts'

const BROADCAST_STATUSES = ['pending', 'queued', 'started', 'completed', 'failed', 'interrupted'] as const

type QuickReply = Static<typeof quickReply>

/** One text to many contacts. Its id is its number; its uuid is made of it. */
export type Broadcast = RowOf<typeof broadcasts>

export const broadcasts = defineCollection(
  'rapidpro.broadcasts',
  {
    status: kept.oneOf(BROADCAST_STATUSES),
    /** How many messages it will be; -1 until that is known. */
    total: kept.whole(-1, kept.HIGHEST),
    started: kept.count,
    urns: kept.listOf(kept.text),
    contacts: kept.listOf(kept.text),
    groups: kept.listOf(kept.text),
    /** By language; null where a language has attachments only. */
    text: kept.mapOf(kept.orNull(kept.text)),
    attachments: kept.mapOf(kept.listOf(kept.text)),
    quick_replies: kept.mapOf(kept.listOf(keptReply)),
    base_language: kept.language,
    created_on: kept.micros,
    /** Uuids of the contacts still to be written to. */
    waiting: kept.listOf(kept.text),
  },
  { ids: 'rapidpro.broadcast', prefix: '', wrongWith: ({ urns }) => noUrnAmong(urns) },
)

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
