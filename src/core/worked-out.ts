import type { Sight } from './sight.ts'
import { type Changing, type Seen, Witness, stands } from './witness.ts'

/** Works something out of a world's rows. It may depend on what it looks at there, and on the variant: no more. */
export type Work<T, V extends string | number> = (world: Sight, variant: V) => T

/**
 * What was worked out of a world's rows and is asked for again and again, the last of each kind. It stands as long as the
 * rows that were looked at are those that are there, so that nobody has to forget anything.
 */
export class WorkedOut {
  readonly #known = new Map<unknown, Seen & { variant: unknown; result: unknown }>()
  readonly #world: Sight & Changing

  constructor(world: Sight & Changing) {
    this.#world = world
  }

  of<T, V extends string | number>(work: Work<T, V>, variant: V): T {
    const known = this.#known.get(work)
    if (known && known.variant === variant && stands(known, this.#world)) return known.result as T
    const witness = new Witness(this.#world)
    const result = work(witness, variant)
    this.#known.set(work, { variant, looks: witness.looks, changes: this.#world.changes, result })
    return result
  }
}
