import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpenApiBuilder } from 'openapi3-ts/oas31'
import { adminOf } from '../src/admin/index.ts'
import { documentOf } from '../src/http/openapi.ts'
import { providers } from '../src/providers/index.ts'
import { stillOutside } from './still-outside.ts'
import { Simulator } from '../src/simulator/simulator.ts'

/** Writes openapi/*.json from the endpoint definitions; the default world lends the examples. */
const simulator = new Simulator({ providers, outside: stillOutside })
const world = simulator.create({ id: 'default' })
const folder = join(import.meta.dirname, '../openapi')
mkdirSync(folder, { recursive: true })
for (const api of [...providers, adminOf(simulator)]) {
  const document = new OpenApiBuilder(documentOf(api, world)).getSpec()
  writeFileSync(join(folder, `${api.name}.json`), `${JSON.stringify(document, null, 2)}\n`)
}
