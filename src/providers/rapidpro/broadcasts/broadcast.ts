import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { jsonList } from '../../../http/json-text.ts'
import { viewOf } from '../../../http/view.ts'
import { contacts } from '../contacts/contact.ts'
import { orNull } from '../dialect/endpoints.ts'
import { uuidOf } from '../dialect/ids.ts'
import { contactRef, instant, keptReply, objectRef, quickReply } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'
import { identityOfStored, noUrnAmong } from '../dialect/urns.ts'
import { groups } from '../groups/group.ts'
import { attachmentText } from '../media/attachment.ts'
import { workspaceOf } from '../workspace/workspace.ts'

const BROADCAST_STATUSES = ['pending', 'queued', 'started', 'completed', 'failed', 'interrupted'] as const

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

/** How a broadcast looks to somebody who finds the bucket at an address. */
export const broadcastView = viewOf<Broadcast, string>()('Broadcast', {
  id: [Type.Integer(), ({ id }) => Number(id)],
  uuid: [Type.String({ format: 'uuid' }), ({ id }, world) => uuidOf(Number(id), workspaceOf(world).broadcast_uuids)],
  status: [Type.Unsafe<Broadcast['status']>({ type: 'string', enum: [...BROADCAST_STATUSES] }), ({ status }) => status],
  progress: [
    Type.Object(
      {
        total: Type.Integer({ description: '-1 until the recipients are known.' }),
        started: Type.Integer({ description: 'Messages created so far.' }),
      },
      { additionalProperties: false },
    ),
    ({ total, started }) => ({ total, started }),
  ],
  urns: [
    orNull(Type.Array(Type.String(), { description: 'Null in anonymous workspaces.' })),
    ({ urns }, world) => (workspaceOf(world).anon ? null : urns.map(identityOfStored)),
  ],
  contacts: [
    Type.Array(contactRef.schema),
    (row, world) =>
      jsonList(
        row.contacts.map((id) => contactRef.json(world.collection(contacts).get(id) ?? { id, name: null }, world)),
      ),
  ],
  groups: [
    Type.Array(objectRef.schema),
    (row, world) =>
      jsonList(
        row.groups.flatMap((id) => world.collection(groups).get(id) ?? []).map((group) => objectRef.json(group, world)),
      ),
  ],
  text: [Type.Record(Type.String(), orNull(Type.String()), { description: 'By language.' }), ({ text }) => text],
  attachments: [
    Type.Record(Type.String(), Type.Array(Type.String()), { description: 'By language, as content-type:url.' }),
    ({ attachments }, _world, bucket) =>
      Object.fromEntries(
        Object.entries(attachments).map(([language, files]) => [
          language,
          files.map((one) => attachmentText(bucket, one)),
        ]),
      ),
  ],
  quick_replies: [
    Type.Record(Type.String(), Type.Array(quickReply), { description: 'By language.' }),
    ({ quick_replies }) => quick_replies,
  ],
  base_language: [
    Type.String({ description: 'For contacts whose own language has no text.' }),
    ({ base_language }) => base_language,
  ],
  created_on: [instant('When it was created.'), ({ created_on }) => formatTime(created_on)],
})
