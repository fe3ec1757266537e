import type { KeptWorld } from '../core/reading/kept-schema.ts'
import type { Simulator } from './simulator.ts'

export class UnreadableFile extends Error {}

/** Keeps worlds in a file from one run to the next: read once at start, written once at the end. */
export class Snapshots {
  constructor(readonly file: string) {}

  /**
   * Puts the worlds of the file back, all or none; answers how many there were. A file that is not there yet holds none.
   * @throws UnreadableFile with the place in the file where it differs
   */
  async load(simulator: Simulator): Promise<number> {
    try {
      const database = await this.#open()
      await database.read()
      const worlds = await simulator.readKept(database.data)
      for (const { options, state } of worlds) {
        const { id } = simulator.create(options)
        simulator.worlds.restore(id, state)
      }
      return worlds.length
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
      .map(({ id }) => ({ options: simulator.worlds.optionsOf(id), state: simulator.get(id).state() }))
    await database.write()
  }

  async #open() {
    const [{ Low }, { JSONFile }] = await Promise.all([import('lowdb'), import('lowdb/node')])
    return new Low<{ worlds: KeptWorld[] }>(new JSONFile(this.file), { worlds: [] })
  }
}
