import { type Static, Type } from '@sinclair/typebox'
import type { World } from '../../../core/world.ts'
import { isoTime } from '../dialect/time.ts'
import { type AccountNumber, numbers } from '../numbers/number.ts'
import type { Powerpack } from './powerpack.ts'

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

/** The number of a pool that has no other: nothing can be sent to it through this powerpack. */
export function onlyNumberOf(world: World, { pool }: Powerpack): string | undefined {
  const members = world.collection(numbers).by('pool', pool)
  return members.length === 1 ? members.at(0)!.id : undefined
}
