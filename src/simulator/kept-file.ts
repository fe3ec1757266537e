import { open, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Adapter } from 'lowdb'
import { writeJson } from '../core/write-json.ts'

/** What a file of kept worlds holds; of one that was not checked yet, whatever stands there. */
export interface Kept {
  worlds: readonly unknown[]
}

export interface KeptFilePorts {
  /** Bytes as the JSON that they are, while others have their turn. */
  readJson(bytes: Uint8Array, bounds: { depth: number; values: number }): Promise<unknown>
  breathe(): Promise<void> | undefined
}

/**
 * The file as lowdb reads and writes it. lowdb's own adapter makes one text of it, which takes as long as it takes, and
 * cannot be longer than the longest text of the engine.
 */
export class KeptFile implements Adapter<Kept> {
  constructor(
    readonly file: string,
    readonly ports: KeptFilePorts,
  ) {}

  /** Null where there is no such file yet. */
  async read(): Promise<Kept | null> {
    const bytes = await bytesOf(this.file)
    return bytes ? ((await this.ports.readJson(bytes, BOUNDS)) as Kept) : null
  }

  /** Writes beside the file, and then over it: whoever is killed meanwhile leaves what was there before. */
  async write(kept: Kept): Promise<void> {
    const beside = join(dirname(this.file), `.${basename(this.file)}.tmp`)
    await writeFile(beside, this.#pieces(kept))
    await rename(beside, this.file)
  }

  /** In lines that can be read and compared. */
  async *#pieces({ worlds }: Kept): AsyncIterable<string> {
    let joint = '['
    yield '{\n  "worlds": '
    for (const world of worlds) {
      yield `${joint}\n    `
      yield* writeJson(world, () => this.ports.breathe(), 2, '\n    ')
      joint = ','
    }
    yield joint === '[' ? '[]\n}' : '\n  ]\n}'
  }
}

/** As deep as a world keeps what came in calls; whoever names a file says how long it may be. */
const BOUNDS = { depth: 128, values: Infinity }

/** Read bit by bit, for a file may be larger than what is read in one go. */
const READ_IN_ONE_GO = 16 * 1024 * 1024

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
