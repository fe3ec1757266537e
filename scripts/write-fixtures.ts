import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from './fixtures.ts'

/** Writes fixtures/: worlds, and in exports/ what platforms write of theirs. */
const folder = join(import.meta.dirname, '../fixtures')
mkdirSync(join(folder, 'exports'), { recursive: true })
for (const [name, text] of Object.entries(await fixtures())) writeFileSync(join(folder, name), text)
