import type { Server } from './servers/server.ts'
import { steer } from './world.ts'

export interface Advanced {
  steps: number
  seconds: number
  stepsPerSecond: number
  /** How long the event loop was kept from its turn at most, milliseconds. */
  stall: number
}

/** Delivers all that is under way in the bench's world, in one advance. */
export async function advance(server: Server): Promise<Advanced> {
  await server.ask('watch')
  const start = performance.now()
  const { ran } = await steer<{ ran: number }>(server, 'POST', '/bench/clock/advance', { by: 60 })
  const seconds = (performance.now() - start) / 1000
  return { steps: ran, seconds, stepsPerSecond: ran / seconds, stall: await server.ask<number>('stall') }
}
