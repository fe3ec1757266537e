import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpenApiBuilder } from 'openapi3-ts/oas31'
import { adminOf } from '../src/admin/index.ts'
import { documentOf } from '../src/http/openapi.ts'
import { providers } from '../src/providers/index.ts'
import { shippedFixtures } from '../src/server/shipped.ts'
import { DEMO_WORLD } from '../src/simulator/demo.ts'
import { Simulator } from '../src/simulator/simulator.ts'
import { stillOutside } from './still-outside.ts'

/** Writes openapi/*.json from the endpoint definitions; the world `demo` lends the examples. */
const root = join(import.meta.dirname, '..')
const simulator = new Simulator({ providers, outside: stillOutside, fixtures: shippedFixtures })
const world = await simulator.createFrom(DEMO_WORLD)
mkdirSync(join(root, 'openapi'), { recursive: true })
for (const api of [adminOf(simulator), ...providers]) {
  const document = new OpenApiBuilder(documentOf(api, world)).getSpec()
  writeFileSync(join(root, 'openapi', `${api.name}.json`), `${JSON.stringify(document, null, 2)}\n`)
}
