import { type Static, Type } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { isoTime } from '../dialect/time.ts'
import { type AccountNumber, numbers, type PoolService } from '../numbers/number.ts'

export const poolNumberSchema = Type.Object(
  {
    account_phone_number_resource: Type.String({ description: 'Path of the number itself.' }),
    added_on: Type.String(),
    country_iso2: Type.String(),
    number: Type.String(),
    number_pool_uuid: Type.String({ format: 'uuid' }),
    service: Type.String(),
    type: Type.String(),
  },
  { additionalProperties: false, title: 'Number of a powerpack' },
)

export const viewPoolNumber = (row: AccountNumber, authId: string): Static<typeof poolNumberSchema> => ({
  account_phone_number_resource: `/v1/Account/${authId}/Number/${row.id}/`,
  added_on: isoTime(row.pooledAt ?? 0),
  country_iso2: row.country,
  number: row.id,
  number_pool_uuid: row.pool ?? '',
  service: row.pooledFor ?? 'sms',
  type: row.type === 'tollfree' || row.type === 'mobile' ? row.type : 'fixed',
})

/** A number is in one pool at most. */
export function joinPool(world: World, row: AccountNumber, pool: string, service: PoolService): AccountNumber {
  if (row.pool === pool) return row
  if (row.pool !== null) throw invalid('number', `number ${row.id} is in another powerpack`)
  return world.collection(numbers).update(row, { pool, pooledAt: world.clock.micros(), pooledFor: service })
}

export const leavePool = (world: World, row: AccountNumber): void =>
  void world.collection(numbers).update(row, { pool: null, pooledAt: null, pooledFor: null })
