import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { providers } from '../src/providers/index.ts'
import { shippedFixtures } from '../src/server/shipped.ts'
import { Simulator } from '../src/simulator/simulator.ts'
import { expressionsPage } from './expressions-page.ts'
import { simulatedPage } from './simulated-page.ts'
import { stillOutside } from './still-outside.ts'

/** Writes the pages of docs/ that are made of what is defined in code. */
const root = join(import.meta.dirname, '..')
const simulator = new Simulator({ providers, outside: stillOutside, fixtures: shippedFixtures })
writeFileSync(join(root, 'docs/simulated.md'), simulatedPage(simulator))
writeFileSync(join(root, 'docs/expressions.md'), expressionsPage())
