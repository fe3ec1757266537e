import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { World, unfold } from '../../../src/core/world.ts'
import { writeJson } from '../../../src/core/write-json.ts'

const still = () => undefined
const outbound = { provider: 'toy', message: 'M1', from: '+15550001111', to: '+250788123123', text: 'Hello' }

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

test('what is written in pieces is what JSON.stringify writes, with lines or without', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.constantFrom(0, 2), async (value, space) => {
      const whole = { value, list: [value, { value }], none: undefined, lines: ['a\nb'] }
      expect(await textOf(writeJson(whole, still, space))).toBe(JSON.stringify(whole, null, space))
    }),
    { numRuns: 300, seed: 19 },
  )
})

test('others have their turn between the pieces', async () => {
  let turns = 0
  const breathe = async () => void turns++
  await textOf(writeJson({ rows: Array.from({ length: 10_000 }, () => ({ text: 'Hello, world' })) }, breathe))
  expect(turns).toBeGreaterThan(2)
})

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
        const pieces = writeJson(unfold(world.copy()), still)
        let text = ''
        let turn = 0
        await ACTS['send']!(world)
        for await (const piece of pieces) {
          text += piece
          await ACTS[meanwhile[turn++ % meanwhile.length]!]!(world)
        }
        expect(text).toBe(expected)
      },
    ),
    { numRuns: 30, seed: 19 },
  )
})
