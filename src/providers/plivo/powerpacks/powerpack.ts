import { type Static, Type } from '@sinclair/typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
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

export const powerpackSchema = Type.Object(
  {
    application_id: Type.String(),
    application_type: Type.Unsafe<(typeof APPLICATION_TYPES)[number]>({ type: 'string', enum: [...APPLICATION_TYPES] }),
    created_on: Type.String(),
    local_connect: Type.Boolean(),
    name: Type.String(),
    number_pool: Type.String({ description: 'Path of its numbers.' }),
    number_priority: Type.Array(Type.Record(Type.String(), Type.Unknown())),
    sticky_sender: Type.Boolean(),
    uuid: Type.String({ format: 'uuid' }),
  },
  { additionalProperties: false, title: 'Powerpack' },
)

export const viewPowerpack = (row: Powerpack, authId: string): Static<typeof powerpackSchema> => ({
  application_id: row.application ?? '',
  application_type: row.applicationType,
  created_on: isoTime(row.created),
  local_connect: row.local,
  name: row.name,
  number_pool: `/v1/Account/${authId}/NumberPool/${row.pool}/`,
  number_priority: row.priority ?? [],
  sticky_sender: row.sticky,
  uuid: row.id,
})
