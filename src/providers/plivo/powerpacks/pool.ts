import * as Type from 'typebox'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { isoTime } from '../dialect/time.ts'
import { type AccountNumber, numbers } from '../numbers/number.ts'
import type { Powerpack } from './powerpack.ts'

/** How a number of a powerpack looks to the caller of an auth id. */
export const poolNumberView = viewOf<AccountNumber, string>()('Number of a powerpack', {
  account_phone_number_resource: [
    Type.String({ description: 'Path of the number itself.' }),
    (row, _world, authId) => `/v1/Account/${authId}/Number/${row.id}/`,
  ],
  added_on: [Type.String(), (row) => isoTime(row.pooledAt ?? 0)],
  country_iso2: [Type.String(), ({ country }) => country],
  number: [Type.String(), ({ id }) => id],
  number_pool_uuid: [Type.String({ format: 'uuid' }), (row) => row.pool ?? ''],
  service: [Type.String(), (row) => row.pooledFor ?? 'sms'],
  type: [Type.String(), (row) => (row.type === 'tollfree' || row.type === 'mobile' ? row.type : 'fixed')],
})

/** The number of a pool that has no other: nothing can be sent to it through this powerpack. */
export function onlyNumberOf(world: World, { pool }: Powerpack): string | undefined {
  const members = world.collection(numbers).by('pool', pool)
  return members.length === 1 ? members.at(0)!.id : undefined
}
