import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeSnapshot } from '../../../src/admin/worlds/write-snapshot.ts'
import { World } from '../../../src/core/world.ts'

const outbound = { provider: 'toy', message: 'M1', from: '+15550001111', to: '+250788123123', text: 'Hello' }

const ACTS: Record<string, (world: World) => unknown> = {
  send: (world) => world.deliveries.submit({ ...outbound }),
  advance: (world) => world.clock.advanceTo(world.now + 700),
  draw: (world) => world.random.uuid('something'),
}
const acts = fc.constantFrom(...Object.keys(ACTS))

test('a snapshot that is taken while calls go on is the world at one moment', async () => {
  const outside = { breathe: () => undefined, settle: () => Promise.resolve() }
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 450 }),
      fc.array(acts, { maxLength: 8 }),
      fc.array(acts, { minLength: 1, maxLength: 12 }),
      async (many, before, meanwhile) => {
        const world = new World('w', { seed: 'test', clock: { now: 0 } }, outside)
        for (let sent = 0; sent < many; sent++) ACTS['send']!(world)
        for (const act of before) await ACTS[act]!(world)
        const expected = JSON.stringify(world)
        const pieces = writeSnapshot(world, '"textbed_snapshot":0')
        let text = ''
        let turn = 0
        await ACTS['send']!(world)
        for await (const piece of pieces) {
          text += piece
          await ACTS[meanwhile[turn++ % meanwhile.length]!]!(world)
        }
        const { textbed_snapshot, state } = JSON.parse(text) as { textbed_snapshot: number; state: unknown }
        expect(textbed_snapshot).toBe(0)
        expect(state).toEqual(JSON.parse(expected))
      },
    ),
    { numRuns: 30, seed: 19 },
  )
})
