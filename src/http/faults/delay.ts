import { FURTHEST } from '../../core/store/kept.ts'
import type { World } from '../../core/world.ts'
import type { Call } from '../call.ts'
import { CallerGone, Stopping } from '../message.ts'
import { ConnectionReset } from './connection-reset.ts'

/**
 * Holds a call up for so many virtual milliseconds, as long as its caller waits. Where textbed is being stopped it goes on
 * at once. @throws ConnectionReset where the caller goes, or the world ends
 */
export function delay({ world, request: { signal } }: Call, milliseconds: number): Promise<void> | void {
  if (milliseconds === 0 || !canWait(world, milliseconds)) return undefined
  return world.waits.wait(milliseconds, signal).catch((reason: unknown) => {
    if (reason instanceof Stopping) return
    const who = reason instanceof CallerGone ? 'The caller has gone' : 'The world ended'
    throw new ConnectionReset(`${who} while the call was delayed.`)
  })
}

/**
 * While the clock waits for a webhook's receiver, a call that the receiver makes cannot wait for the clock: the two would
 * wait for each other. Nor does any wait for a time that no clock reaches. Such calls go on at once.
 */
const canWait = (world: World, milliseconds: number): boolean =>
  world.now + milliseconds <= FURTHEST && !(world.clock.advancing && world.attempting.size > 0)
