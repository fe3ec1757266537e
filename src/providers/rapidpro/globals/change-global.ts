import type { World } from '../../../core/world.ts'
import { keyOf } from '../dialect/keys.ts'
import { moment } from '../dialect/times.ts'
import { type Global, globalRows } from './global.ts'

/** A new global; the one that has the key already gets the value, and keeps its name. */
export function createGlobal(world: World, { name, value }: { name: string; value: string }): Global {
  const there = globalRows(world).get(keyOf(name))
  if (there) return giveValue(world, there, value)
  const now = moment(world)
  return globalRows(world).insert({ id: keyOf(name), sequence: 0, name, value, created_on: now, modified_on: now })
}

/** Gives a global another value, which is all that can change of it. */
export const giveValue = (world: World, global: Global, value: string): Global =>
  globalRows(world).update(global, { value, modified_on: moment(world) })
