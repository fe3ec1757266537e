import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { providers } from '../../../src/providers/index.ts'
import { Simulator } from '../../../src/simulator/simulator.ts'
import { Snapshots } from '../../../src/simulator/snapshots.ts'

const newSimulator = () => new Simulator({ providers, outside: stillOutside })
const newFile = () => join(mkdtempSync(join(tmpdir(), 'textbed-')), 'worlds.json')

test('worlds that were kept go on in the next run as if nothing had been', async () => {
  const kept = new Snapshots(newFile())
  const before = newSimulator()
  const world = before.create({ id: 'mine', seed: 'a', clock: { now: Date.UTC(2026, 4, 1) } })
  world.deliveries.submit({ provider: 'plivo', message: 'M', from: '14155550100', to: '+14155550123', text: 'hi' })
  await kept.save(before)

  const after = newSimulator()
  expect(await kept.load(after)).toBe(1)
  const same = after.worlds.get('mine')
  expect(same.state()).toEqual(world.state())
  expect(same.credentials).toEqual(world.credentials)
  await same.clock.runUntilIdle()
  expect(same.deliveries.get('D1')?.state).toBe('delivered')
  expect(after.worlds.reset('mine').now).toBe(Date.UTC(2026, 4, 1))
})

test('a file that is not there yet holds no worlds', async () => {
  const simulator = newSimulator()
  expect(await new Snapshots(newFile()).load(simulator)).toBe(0)
  expect(simulator.worlds.list()).toEqual([])
})

test.each(['{"worlds": [', '{}', '{"worlds": [{"options": {"id": "a"}, "state": {"seed": "a"}}]}', '[]'])(
  'a file that holds %s is refused in a sentence',
  async (text) => {
    const file = newFile()
    writeFileSync(file, text)
    await expect(new Snapshots(file).load(newSimulator())).rejects.toThrow(
      /does not hold worlds as this version of textbed keeps them .* move it away to begin anew/,
    )
  },
)
