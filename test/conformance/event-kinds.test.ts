import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { providers } from '../../src/providers/index.ts'
import { stillOutside } from '../../scripts/still-outside.ts'
import { Simulator } from '../../src/simulator/simulator.ts'

const folder = new URL('../../src/', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

test('every kind of event that is defined is known to the journal, once', () => {
  const defined = sources
    .filter((file) => !file.endsWith('core/events.ts'))
    .flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/eventKind<[\s\S]*?>\(\)\(\s*'([^']+)'/g),
    ])
    .map(([, name]) => name)
  expect(defined).toContain('telerivet.phone.changed')
  const { events } = new Simulator({ providers, outside: stillOutside })
  expect(new Set(events)).toEqual(new Set(defined))
  expect(events).toHaveLength(defined.length)
})
