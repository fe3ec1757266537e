import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import type { PowerpackDeleted } from '../powerpacks/events.ts'
import { type AccountNumber, type PoolService, numbers } from './number.ts'

/** A number is in one pool at most. @throws Problem */
export function joinPool(world: World, row: AccountNumber, pool: string, service: PoolService): AccountNumber {
  if (row.pool === pool) return row
  if (row.pool !== null) throw invalid('number', `number ${row.id} is in another powerpack`)
  return world.collection(numbers).update(row, { pool, pooledAt: world.clock.micros(), pooledFor: service })
}

export const leavePool = (world: World, row: AccountNumber): AccountNumber =>
  world.collection(numbers).update(row, { pool: null, pooledAt: null, pooledFor: null })

/** The numbers of a powerpack that is gone stay with the account. */
export function numbersLeavePool({ pool }: PowerpackDeleted, world: World): void {
  for (const number of world.collection(numbers).by('pool', pool).slice()) leavePool(world, number)
}
