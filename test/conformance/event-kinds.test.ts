import { expect, test } from 'vitest'
import { providers } from '../../src/providers/index.ts'
import { stillOutside } from '../../scripts/still-outside.ts'
import { Simulator } from '../../src/simulator/simulator.ts'
import { sourcesIn } from '../support/source-files.ts'

test('every kind of event that is defined is known to the journal, once', () => {
  const defined = sourcesIn('src')
    .filter(([file]) => !file.endsWith('core/events.ts'))
    .flatMap(([, source]) => [...source.matchAll(/eventKind<[\s\S]*?>\(\)\(\s*'([^']+)'/g)])
    .map(([, name]) => name)
  expect(defined).toContain('telerivet.phone.changed')
  const { events } = new Simulator({ providers, outside: stillOutside })
  expect(new Set(events)).toEqual(new Set(defined))
  expect(events).toHaveLength(defined.length)
})
