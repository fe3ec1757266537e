import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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

// oxlint-disable-next-line typescript/no-explicit-any -- nothing is known of what stands in a file
const EDITS: Record<string, [edit: (file: any) => void, place: string]> = {
  'rows that no platform would have made': [
    (file) => (file.worlds[1].state.rows['plivo.account'].rows[0].name = 5),
    'at /worlds/1/state/rows/plivo.account/rows/0/name: 5 is not text',
  ],
  'a clock without bounds': [(file) => (file.worlds[0].state.clock.speed = 1e300), 'at /worlds/0/state/clock/speed: '],
  'options that nobody can ask for': [
    (file) => (file.worlds[0].options.clock = { mode: 'backwards' }),
    'at /worlds/0/options/clock/mode: "backwards" is not "real", "scaled", "frozen" or "auto"',
  ],
  'a world with a name that cannot stand in a path': [
    (file) => (file.worlds[0].options.id = '../x'),
    'at /worlds/0/options/id: "../x" is not text of the form ',
  ],
  'two worlds of one name': [
    (file) => (file.worlds[1].options.id = 'one'),
    'at /worlds/1/options/id: "one" is the id of an earlier world',
  ],
  'credentials that are no text': [
    (file) => (file.worlds[0].options.adopted = { plivo: { auth_id: 5 } }),
    'at /worlds/0/options/adopted/plivo/auth_id: 5 is not text',
  ],
}

describe('a kept file is refused whole, with the place, where it holds', () => {
  test.each(Object.entries(EDITS))('%s', async (_what, [edit, place]) => {
    const name = newFile()
    const before = newSimulator()
    for (const id of ['one', 'two']) before.create({ id })
    await new Snapshots(name).save(before)
    const file = JSON.parse(readFileSync(name, 'utf8')) as unknown
    edit(file)
    writeFileSync(name, JSON.stringify(file))
    const after = newSimulator()
    await expect(new Snapshots(name).load(after)).rejects.toThrow(`${name} does not hold worlds`)
    await expect(new Snapshots(name).load(after)).rejects.toThrow(place)
    expect(after.worlds.list()).toEqual([])
  })
})
