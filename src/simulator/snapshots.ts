import type { WorldState } from '../core/world.ts'
import type { WorldOptions } from '../core/worlds.ts'
import type { Simulator } from './simulator.ts'

export class UnreadableFile extends Error {}

interface Kept {
  options: WorldOptions
  state: WorldState
}

/** Keeps worlds in a file from one run to the next: read once at start, written once at the end. */
export class Snapshots {
  constructor(readonly file: string) {}

  /** Puts the worlds of the file back; answers how many there were. A file that is not there yet holds none. */
  async load(simulator: Simulator): Promise<number> {
    try {
      const database = await this.#open()
      await database.read()
      const { data } = database
      for (const { options, state } of data.worlds) {
        const { id } = simulator.create(options)
        simulator.worlds.restore(id, state)
      }
      return data.worlds.length
    } catch (error) {
      throw new UnreadableFile(
        `${this.file} does not hold worlds as this version of textbed keeps them (${(error as Error).message}). Name another file, or move it away to begin anew.`,
      )
    }
  }

  /** Writes the worlds beside the file, and then over it: whoever is killed meanwhile leaves what was there before. */
  async save(simulator: Simulator): Promise<void> {
    const database = await this.#open()
    database.data.worlds = simulator.worlds
      .list()
      .map((world) => ({ options: simulator.worlds.optionsOf(world.id), state: world.state() }))
    await database.write()
  }

  async #open() {
    const [{ Low }, { JSONFile }] = await Promise.all([import('lowdb'), import('lowdb/node')])
    return new Low<{ worlds: Kept[] }>(new JSONFile(this.file), { worlds: [] })
  }
}
