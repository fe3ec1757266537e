import { DAWN } from '../src/core/worlds.ts'
import type { SimulatorOutside } from '../src/simulator/simulator.ts'

/** An outside in which nothing moves and nothing is sent: for scripts that only look at what a world begins with. */
export const stillOutside: SimulatorOutside = {
  wallClock: () => DAWN,
  breathe: () => undefined,
  settle: () => Promise.resolve(),
  after: () => () => {},
  callOut: () => Promise.resolve({ kind: 'unreachable', why: 'nothing is sent from here' }),
}
