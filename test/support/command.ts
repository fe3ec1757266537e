import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../scripts/bundle/bundle.ts'
import { ship } from '../../scripts/bundle/ship.ts'

const folder = mkdtempSync(join(tmpdir(), 'textbed-bundle-'))

/** What went into the bundle that commands are run from. */
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

  constructor(args: readonly string[], nodeOptions: readonly string[] = []) {
    this.child = spawn(process.execPath, [...nodeOptions, join(folder, 'cli.js'), ...args], { env: {} })
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

  /** Where it listens. @throws where it ends before it does */
  async url(): Promise<string> {
    for (;;) {
      const url = /^textbed listens on (http:\S+)/.exec(this.#stdout)?.[1]
      if (url) return url
      const ended = await Promise.race([once(this.child.stdout!, 'data').then(() => undefined), this.ended])
      if (ended) throw new Error(`textbed ended with ${ended.code}: ${ended.stderr}`)
    }
  }
}
