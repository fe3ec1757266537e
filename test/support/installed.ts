import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** A project that has installed textbed from the archive that would be published, and nothing besides. */
export class Installed {
  readonly folder = mkdtempSync(join(tmpdir(), 'textbed-installed-'))
  /** Of the archive, bytes. */
  readonly size: number

  constructor() {
    const [packed] = JSON.parse(this.#npm(root, 'pack', '--json', '--pack-destination', this.folder))
    const archive = join(this.folder, packed.filename)
    this.size = statSync(archive).size
    this.write('package.json', '{ "type": "module", "private": true }')
    this.#npm(this.folder, 'install', '--offline', '--no-audit', '--no-fund', archive)
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text)
  }

  /** Lends a package of ours to the project. */
  lend(name: string): void {
    const there = join(this.folder, 'node_modules', name)
    mkdirSync(dirname(there), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), there)
  }

  /** Runs Node in the project. */
  node(...args: readonly string[]): SpawnSyncReturns<string> {
    return spawnSync(process.execPath, args, { cwd: this.folder, encoding: 'utf8', env: PLAIN })
  }

  /** Starts the command as npm has put it there. */
  command(...args: readonly string[]) {
    return spawn(join(this.folder, 'node_modules/.bin/textbed'), args, { cwd: this.folder, env: PLAIN })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true })
  }

  #npm(folder: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(`npm ${args.join(' ')} ended with ${status}: ${stderr}`)
    return stdout
  }
}

/** As somebody has it who runs no tests of ours. */
const PLAIN = { PATH: `${dirname(process.execPath)}:${process.env['PATH']}`, HOME: tmpdir() }
