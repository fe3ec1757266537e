import type { World } from '../core/world.ts'

/** What knowing how long nobody came by needs of the real outside. */
export interface IdlenessPorts {
  wallClock: () => number
  /** Does something after so many real milliseconds; answers how to call it off. */
  after: (milliseconds: number, run: () => void) => () => void
}

interface Expiring {
  longest: number
  used: number
  callOff: () => void
}

/** Ends worlds that nobody has called for as long as they were given: those of tests that were cut off. */
export class Idleness {
  readonly #expiring = new Map<string, Expiring>()

  constructor(
    readonly ports: IdlenessPorts,
    readonly end: (id: string) => void,
  ) {}

  /** @param longest real milliseconds */
  begin(id: string, longest: number): void {
    this.forget(id)
    const one: Expiring = { longest, used: this.ports.wallClock(), callOff: () => {} }
    this.#expiring.set(id, one)
    this.#wait(id, one, longest)
  }

  /** Somebody came by. It costs nothing where no world expires. */
  used({ id }: World): void {
    if (this.#expiring.size === 0) return
    const one = this.#expiring.get(id)
    if (one) one.used = this.ports.wallClock()
  }

  forget(id: string): void {
    this.#expiring.get(id)?.callOff()
    this.#expiring.delete(id)
  }

  #wait(id: string, one: Expiring, milliseconds: number): void {
    one.callOff = this.ports.after(milliseconds, () => {
      const left = one.used + one.longest - this.ports.wallClock()
      if (left > 0) return this.#wait(id, one, left)
      this.#expiring.delete(id)
      this.end(id)
    })
  }
}
