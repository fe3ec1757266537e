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

/** Writes openapi/ from the endpoint definitions; the world `demo` lends the examples. The kits know the operations by name. */
const root = join(import.meta.dirname, '..')
const simulator = new Simulator({ providers, outside: stillOutside, fixtures: shippedFixtures })
const world = await simulator.createFrom(DEMO_WORLD)
mkdirSync(join(root, 'openapi'), { recursive: true })
for (const api of [adminOf(simulator), ...providers]) {
  const document = new OpenApiBuilder(documentOf(api, world)).getSpec()
  writeFileSync(join(root, 'openapi', `${api.name}.json`), `${JSON.stringify(document, null, 2)}\n`)
}

const namesOf = (provider: (typeof providers)[number]): string =>
  provider.endpoints.map(({ id }) => `    | '${id.slice(provider.name.length + 1)}'\n`).join('')
writeFileSync(
  join(root, 'openapi', 'operations.ts'),
  `/** The operations of each platform, as they are called in faults. Written by npm run generate. */
export interface Operations {
${providers.map((one) => `  ${one.name}:\n${namesOf(one)}`).join('')}}
`,
)
