import { DEMO, DEMO_WORLD } from '../simulator/demo.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { report } from './report.ts'

/** Furnishes the world `demo`, whenever the page is opened and nobody has one of that name. */
export class DemoWorld {
  #opening: Promise<void> | undefined

  constructor(readonly simulator: Simulator) {}

  /** Never fails: without the world `demo` the page shows another one. */
  async open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
    await this.#opening
  }

  async #open(): Promise<void> {
    if (this.simulator.worlds.find(DEMO)) return
    try {
      await this.simulator.createFrom(DEMO_WORLD)
    } catch (error) {
      // Somebody may have made one meanwhile.
      if (!this.simulator.worlds.find(DEMO)) report(`the world "${DEMO}" could not be furnished`, error)
    }
  }
}
