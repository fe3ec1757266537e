import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from './fixtures.ts'

/** Writes fixtures/*.json. */
const folder = join(import.meta.dirname, '../fixtures')
mkdirSync(folder, { recursive: true })
for (const [name, text] of Object.entries(await fixtures())) writeFileSync(join(folder, name), text)
