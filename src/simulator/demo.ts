import type { World } from '../core/world.ts'
import type { Simulator } from './simulator.ts'

/** The world that the examples in the documents are made of. */
export const DEMO = 'demo'

/**
 * The world `demo`: as it is where somebody has one, else furnished from a snapshot. Its clock is automatic, so that what
 * is sent there arrives at once. @throws Unreadable where the snapshot is not one of a world with these providers
 */
export async function openDemo(simulator: Simulator, snapshot: { state: unknown }): Promise<World> {
  const state = await simulator.readWorld(snapshot.state)
  const there = simulator.worlds.find(DEMO)
  if (there) return there
  simulator.create({ id: DEMO, clock: { mode: 'auto' } })
  return simulator.worlds.restore(DEMO, { ...state, clock: { ...state.clock, mode: 'auto' } })
}
