import { open, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { unfold } from '../core/world.ts'
import { writeJson } from '../core/write-json.ts'
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
      const bytes = await bytesOf(this.file)
      if (!bytes) return 0
      const worlds = await simulator.readKept(await simulator.readJson(bytes, BOUNDS))
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

  /** Writes the worlds beside the file, and then over it: whoever is killed meanwhile leaves what was there before. */
  async save(simulator: Simulator): Promise<void> {
    const beside = join(dirname(this.file), `.${basename(this.file)}.tmp`)
    await writeFile(beside, write(simulator))
    await rename(beside, this.file)
  }
}

/** As deep as a world keeps what came in calls; whoever names a file says how long it may be. */
const BOUNDS = { depth: 128, values: Infinity }

/** Read bit by bit, for a file may be larger than what is read in one go. */
const READ_IN_ONE_GO = 16 * 1024 * 1024

/** Undefined where there is no such file. */
async function bytesOf(file: string): Promise<Uint8Array | undefined> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return undefined
  try {
    const bytes = Buffer.allocUnsafe((await handle.stat()).size)
    let size = 0
    while (size < bytes.length) {
      const { bytesRead } = await handle.read(bytes, size, Math.min(READ_IN_ONE_GO, bytes.length - size))
      if (bytesRead === 0) break
      size += bytesRead
    }
    return bytes.subarray(0, size)
  } finally {
    await handle.close()
  }
}

/** All worlds as they are now, in lines that can be read and compared. */
async function* write(simulator: Simulator): AsyncIterable<string> {
  const worlds = simulator.worlds
    .list()
    .map(({ id }) => ({ options: simulator.worlds.optionsOf(id), state: unfold(simulator.get(id).copy()) }))
  let joint = '['
  yield '{\n  "worlds": '
  for (const world of worlds) {
    yield `${joint}\n    `
    yield* writeJson(world, () => simulator.breathe(), 2, '\n    ')
    joint = ','
  }
  yield joint === '[' ? '[]\n}' : '\n  ]\n}'
}
