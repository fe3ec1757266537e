import { type Static, Type } from '@sinclair/typebox'
import { defineCollection } from '../../../core/store/collection.ts'
import type { JsonObject } from '../../../core/json.ts'
import type { Owned } from '../dialect/caller.ts'
import { isoTime } from '../dialect/time.ts'

export const APPLICATION_TYPES = ['', 'XML', 'PHLO'] as const

/** A sender made of many numbers: each message goes out from one of its pool. */
export interface Powerpack extends Owned {
  name: string
  /** Keeps to the number that a person has heard from before. */
  sticky: boolean
  /** Prefers numbers from where the person is. */
  local: boolean
  applicationType: (typeof APPLICATION_TYPES)[number]
  application: string | null
  pool: string
  /** Which kinds of numbers go before which; kept as it was given. */
  priority: JsonObject[] | null
  /** Microseconds. */
  created: number
}

export const powerpacks = defineCollection<Powerpack>('plivo.powerpacks', { indexes: ['owner', 'pool'] })

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
