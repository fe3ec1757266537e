import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { viewOf } from '../../../http/view.ts'
import { keptOwner } from '../dialect/caller.ts'
import { isoTime } from '../dialect/time.ts'

export const APPLICATION_TYPES = ['', 'XML', 'PHLO'] as const

/** A sender made of many numbers: each message goes out from one of its pool. */
export type Powerpack = RowOf<typeof powerpacks>

export const powerpacks = defineCollection(
  'plivo.powerpacks',
  {
    id: kept.uuid,
    owner: keptOwner,
    name: kept.text,
    /** Keeps to the number that a person has heard from before. */
    sticky: kept.boolean,
    /** Prefers numbers from where the person is. */
    local: kept.boolean,
    applicationType: kept.oneOf(APPLICATION_TYPES),
    application: kept.orNull(kept.text),
    pool: kept.uuid,
    /** Which kinds of numbers go before which; kept as it was given. */
    priority: kept.orNull(Type.Array(kept.jsonObject)),
    created: kept.micros,
  },
  { indexes: ['owner', 'pool'], ids: 'plivo.powerpack' },
)

/** How a powerpack looks to the caller of an auth id. */
export const powerpackView = viewOf<Powerpack, string>()('Powerpack', {
  application_id: [Type.String(), (row) => row.application ?? ''],
  application_type: [
    Type.Unsafe<(typeof APPLICATION_TYPES)[number]>({ type: 'string', enum: [...APPLICATION_TYPES] }),
    ({ applicationType }) => applicationType,
  ],
  created_on: [Type.String(), (row) => isoTime(row.created)],
  local_connect: [Type.Boolean(), ({ local }) => local],
  name: [Type.String(), ({ name }) => name],
  number_pool: [
    Type.String({ description: 'Path of its numbers.' }),
    (row, _world, authId) => `/v1/Account/${authId}/NumberPool/${row.pool}/`,
  ],
  number_priority: [Type.Array(Type.Record(Type.String(), Type.Unknown())), (row) => row.priority ?? []],
  sticky_sender: [Type.Boolean(), ({ sticky }) => sticky],
  uuid: [Type.String({ format: 'uuid' }), ({ id }) => id],
})
