import { readFile } from 'node:fs/promises'
import { DEMO, openDemo } from '../simulator/demo.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { report } from './report.ts'

/** Furnishes the world `demo` from a file, whenever the page is opened and nobody has one of that name. */
export class DemoWorld {
  #opening: Promise<void> | undefined

  constructor(
    readonly simulator: Simulator,
    readonly file: string,
  ) {}

  /** Never fails: without the world `demo` the page shows another one. */
  async open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => (this.#opening = undefined))
    await this.#opening
  }

  async #open(): Promise<void> {
    if (this.simulator.worlds.find(DEMO)) return
    try {
      await openDemo(this.simulator, JSON.parse(await readFile(this.file, 'utf8')) as { state: unknown })
    } catch (error) {
      report(`the world "${DEMO}" could not be furnished from ${this.file}`, error)
    }
  }
}
