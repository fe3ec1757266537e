import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../../scripts/bundle/bundle.ts'
import { ship } from '../../scripts/bundle/ship.ts'

const root = join(import.meta.dirname, '../..')

/** Textbed as a package, built but not packed: for folders that are to import it as they would once it is installed. */
export class Packed {
  readonly folder = mkdtempSync(join(tmpdir(), 'textbed-packed-'))
  /** How its command is started, as words. */
  readonly command = [process.execPath, join(this.folder, 'dist/cli.js')]

  async build(): Promise<this> {
    cpSync(join(root, 'package.json'), join(this.folder, 'package.json'))
    await bundle(join(this.folder, 'dist'))
    ship(join(this.folder, 'dist'))
    // What it has beside itself where somebody uses the kit for Vitest.
    mkdirSync(join(this.folder, 'node_modules'))
    this.lend(this.folder, 'vitest')
    return this
  }

  /** Installs it in a folder, with packages of ours beside it. */
  installIn(folder: string, packages: readonly string[]): void {
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
    symlinkSync(this.folder, join(folder, 'node_modules/textbed'))
    symlinkSync(join(this.folder, 'dist/cli.js'), join(folder, 'node_modules/.bin/textbed'))
    for (const name of packages) this.lend(folder, name)
  }

  lend(folder: string, name: string): void {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
