import * as Type from 'typebox'
import { CLOCK_MODES } from '../clock/modes.ts'
import { FASTEST, SLOWEST } from '../clock/speed.ts'
import * as kept from '../store/kept.ts'
import { PROFILES } from '../profile.ts'
import type { WorldState } from '../world.ts'
import { WORLD_ID, type WorldOptions } from '../worlds.ts'

/** A world as it is kept from one run to the next: how it was asked for, and what it holds. */
export interface KeptWorld {
  options: WorldOptions & { id: string }
  state: WorldState
}

const optionsSchema = kept.object({
  id: kept.written(WORLD_ID),
  name: kept.optional(kept.text),
  seed: kept.optional(kept.text),
  profile: kept.optional(kept.oneOf(PROFILES)),
  clock: kept.optional(
    kept.object({
      mode: kept.optional(kept.oneOf(CLOCK_MODES)),
      now: kept.optional(kept.time),
      speed: kept.optional(Type.Number({ minimum: SLOWEST, maximum: FASTEST })),
    }),
  ),
  fixture: kept.optional(kept.text),
  expiresIn: kept.optional(kept.duration),
  adopted: kept.optional(Type.Unsafe<Record<string, Record<string, string>>>(kept.mapOf(kept.mapOf(kept.text)))),
})

/** All worlds that are kept; each state is read by itself. */
export const keptSchema = kept.object({
  worlds: kept.listOf(kept.object({ options: optionsSchema, state: kept.json })),
})
