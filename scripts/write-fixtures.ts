import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { providers } from '../src/providers/index.ts'
import { Simulator } from '../src/simulator/simulator.ts'
import { stillOutside } from './still-outside.ts'

/** Writes fixtures/*.json: worlds as snapshots, the same bytes each time. */
const simulator = new Simulator({ providers, outside: stillOutside })
const folder = join(import.meta.dirname, '../fixtures')
mkdirSync(folder, { recursive: true })
const fresh = { textbed_snapshot: 1, state: simulator.create({ id: 'default' }).state() }
writeFileSync(join(folder, 'fresh.json'), `${JSON.stringify(fresh, null, 2)}\n`)
