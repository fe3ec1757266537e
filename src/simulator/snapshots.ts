import { unfold } from '../core/world.ts'
import type { Kept } from './kept-file.ts'
import type { Simulator } from './simulator.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Keeps worlds in a file from one run to the next: read once at start, written once at the end. */
export class Snapshots {
  constructor(readonly file: string) {}

  /**
   * Puts the worlds of the file back, all or none; answers how many there were. A file that is not there yet holds none.
   * @throws UnreadableFile with the place in the file where it differs
   */
  async load(simulator: Simulator): Promise<number> {
    try {
      const database = await this.#open(simulator)
      await database.read()
      const worlds = await simulator.readKept(database.data)
      for (const { options, state } of worlds) {
        const { id } = simulator.create(options)
        await simulator.restore(id, state)
      }
      return worlds.length
    } catch (error) {
      throw new UnreadableFile(
        `${this.file} does not hold worlds as this version of textbed keeps them (${(error as Error).message}). Name another file, or move it away to begin anew.`,
      )
    }
  }

  /** Writes all worlds as they are now. */
  async save(simulator: Simulator): Promise<void> {
    const database = await this.#open(simulator)
    database.data.worlds = simulator.worlds
      .list()
      .map(({ id }) => ({ options: simulator.worlds.optionsOf(id), state: unfold(simulator.get(id).copy()) }))
    await database.write()
  }

  async #open(simulator: Simulator) {
    const [{ Low }, { KeptFile }] = await Promise.all([import('lowdb'), import('./kept-file.ts')])
    return new Low<Kept>(new KeptFile(this.file, simulator), { worlds: [] })
  }
}
