import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../scripts/bundle/bundle.ts'
import { ship } from '../../scripts/bundle/ship.ts'

const folder = mkdtempSync(join(tmpdir(), 'textbed-bundle-'))

/** The file that commands are run from. */
export const program = join(folder, 'cli.js')

/** What went into the bundle that they are. */
export const bundled = await bundle(folder)
ship(folder)
/** Commands that have not ended: no test that fails leaves one behind. */
const alive = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

export interface Ended {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

/** The bundled textbed as a process of its own, as whoever starts it sees it. */
export class Command {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  #stdout = ''
  #stderr = ''

  constructor(args: readonly string[], nodeOptions: readonly string[] = [], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [...nodeOptions, program, ...args], { env })
    alive.add(this.child)
    this.child.once('exit', () => alive.delete(this.child))
    this.child.stdout!.on('data', (part: Buffer) => (this.#stdout += part.toString()))
    this.child.stderr!.on('data', (part: Buffer) => (this.#stderr += part.toString()))
    this.ended = once(this.child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as string | null,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }))
  }

  get stdout(): string {
    return this.#stdout
  }

  get stderr(): string {
    return this.#stderr
  }

  /** What a pattern finds in what it says. @throws where it ends before it has said so */
  async says(pattern: RegExp, stream: 'stdout' | 'stderr' = 'stdout'): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this[stream])
      if (found) return found
      const said = once(this.child[stream]!, 'data').then(() => undefined)
      const ended = await Promise.race([said, this.ended])
      // What was said last may have come together with the end.
      if (ended && !pattern.test(this[stream]))
        throw new Error(`textbed ended with ${ended.code}, and said ${ended.stdout}${ended.stderr}`)
    }
  }

  /** Where it listens. @throws where it ends before it does */
  async url(): Promise<string> {
    return (await this.says(/^textbed listens on (http:\S+)/))[1]!
  }
}
