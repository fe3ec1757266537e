import { expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { providers } from '../../../src/providers/index.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'

/** A simulator that asks somebody in at each turn that others have, and a state with enough rows for many turns. */
function simulatorWith(atEachTurn: (simulator: Simulator) => void) {
  const simulator: Simulator = new Simulator({
    providers,
    outside: {
      ...stillOutside,
      breathe: () => {
        atEachTurn(simulator)
        return Promise.resolve()
      },
    },
  })
  const source = simulator.create({ id: 'source' })
  for (let sent = 0; sent < 300; sent++)
    source.deliveries.submit({ provider: 'plivo', message: 'M', from: '14155550100', to: '+14155550123', text: 'hi' })
  return { simulator, source, state: JSON.parse(JSON.stringify(source.state())) as ReturnType<typeof source.state> }
}

test('until a snapshot is there altogether, calls find what was there before', async () => {
  const seen = new Set<unknown>()
  const { simulator, source, state } = simulatorWith(({ worlds }) => seen.add(worlds.find('target')))
  const before = simulator.create({ id: 'target' })
  const after = await simulator.restore('target', await simulator.readWorld(state))
  expect(seen).toEqual(new Set([before]))
  expect(simulator.get('target')).toBe(after)
  expect(after.state()).toEqual(source.state())
})

test('a snapshot for a world that was deleted meanwhile is put back nowhere', async () => {
  const { simulator, state } = simulatorWith(({ worlds }) => worlds.find('target') && worlds.delete('target'))
  simulator.create({ id: 'target' })
  await expect(simulator.restore('target', state)).rejects.toThrow('There is no world "target".')
  expect(simulator.worlds.list().map(({ id }) => id)).toEqual(['source'])
})
