import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FixtureSource } from '../simulator/fixtures.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** A folder that comes with the program: beside the bundle, or two above where it runs from its sources. */
export function shipped(folder: string): string {
  const beside = join(here, folder)
  return existsSync(beside) ? beside : join(here, '../..', folder)
}

/** The fixtures that come with the program, by the names of their files. */
export const shippedFixtures: FixtureSource = {
  async names() {
    const files = await readdir(shipped('fixtures'))
    return files.filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length))
  },
  async read(name) {
    return JSON.parse(await readFile(join(shipped('fixtures'), `${name}.json`), 'utf8')) as { state: unknown }
  },
}
