import type { RapidproCall } from '../dialect/caller.ts'
import { type User, userNamed } from './user.ts'

/** References name a user by their address; tickets are assigned to anybody but viewers. */
export function findAssignee({ world }: Pick<RapidproCall, 'world'>, key: string): User | undefined {
  const user = userNamed(world, key)
  return user?.is_active && user.role !== 'viewer' ? user : undefined
}
