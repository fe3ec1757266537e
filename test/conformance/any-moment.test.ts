import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { unfold } from '../../src/core/world.ts'
import { writeJson } from '../../src/core/write-json.ts'
import type { CallOut } from '../../src/http/outbound-request.ts'
import { providers } from '../../src/providers/index.ts'
import { type Action, OPERATIONS, anyAction } from '../support/any-action.ts'
import { startBare } from '../support/bare-simulator.ts'
import { miscounted } from '../support/miscounted.ts'
import { type Side, attempt, planOf, worldOf } from '../support/plan-of.ts'
import { wrong } from './shown.ts'

// Whatever is called in whatever order at all platforms and by whoever tests: a fork and its parent never see each other,
// a world put back from its snapshot goes on as if it had never been away, and a snapshot is one moment of it.

const RUNS = Number(process.env['TEXTBED_MOMENTS'] ?? 2)
const SEED = Number(process.env['TEXTBED_MOMENTS_SEED'] ?? 7)

const answered = (status: number, text: string, type = 'application/json') =>
  Promise.resolve({ kind: 'answered' as const, status, headers: { 'content-type': type }, body: text })

/** Receivers: most take what comes, some answer with texts of their own, some are broken, and each does so every time. */
const callOut: CallOut = ({ url, method, body }) => {
  let hash = 7
  for (const byte of Buffer.from(`${method} ${url} ${String(body)}`)) hash = (Math.imul(hash, 31) + byte) >>> 0
  switch (hash % 8) {
    case 0:
      return answered(500, 'broken')
    case 1:
      return Promise.resolve({ kind: 'refused', why: 'nobody listens' })
    case 2:
      return Promise.resolve({ kind: 'too_slow', why: 'it took too long' })
    case 3:
      return answered(200, '{"messages":[{"content":"An answer"}],"variables":{"contact":{"vars":{"x":1}}}}')
    default:
      return answered(200, '')
  }
}

const START = { seed: 'test', fixture: 'lively' }

async function start(id: string): Promise<Side> {
  const bare = startBare(providers, { callOut })
  await bare.simulator.createFrom({ ...START, id })
  return { bare, id }
}

const stateOf = (side: Side): string => JSON.stringify(worldOf(side).state())

async function putBack(side: Side, state: string): Promise<void> {
  const { simulator } = side.bare
  await simulator.restore(side.id, await simulator.readWorld(JSON.parse(state)))
}

/** What a world shows and counts is what is there. */
function lookAt(side: Side): void {
  const world = worldOf(side)
  expect(wrong(world)).toEqual([])
  expect(miscounted(world)).toEqual([])
}

/** Does the same in two worlds that stand the same, and expects the same to come of it. */
async function doInBoth(side: Side, alone: Side, one: Action): Promise<void> {
  const run = planOf(side, one)
  const heard = await attempt(() => run(side))
  expect([one, await attempt(() => run(alone))]).toEqual([one, heard])
}

/** How often one looks while things go on. */
const LOOKS = 8

test(
  'a fork, its parent and what was put back go on as each would have alone, whatever is called, and a snapshot is one moment',
  { timeout: 60_000 * RUNS },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAction, { minLength: 10, maxLength: 40, size: 'max' }),
        fc.array(fc.tuple(fc.nat({ max: 1 }), anyAction), { minLength: 20, maxLength: 60, size: 'max' }),
        async (before, after) => {
          const parent = await start('parent')
          for (const [at, one] of before.entries()) {
            await attempt(() => planOf(parent, one)(parent))
            if (at % LOOKS === 0) lookAt(parent)
          }

          const moment = stateOf(parent)
          parent.bare.simulator.fork(parent.id, 'fork')
          const snapshot = writeJson(unfold(worldOf(parent).copy()), () => undefined)[Symbol.asyncIterator]()
          let written = ''
          const sides: { side: Side; alone: Side }[] = []
          for (const id of ['parent', 'fork']) {
            const alone = await start(id)
            await putBack(alone, moment)
            sides.push({ side: { ...parent, id }, alone })
          }

          for (const [at, [which, one]] of after.entries()) {
            const { side, alone } = sides[which]!
            await doInBoth(side, alone, one)
            if (at % LOOKS === 0) lookAt(side)
            written += (await snapshot.next()).value ?? ''
          }
          for (let next = await snapshot.next(); !next.done; next = await snapshot.next()) written += next.value
          expect(written).toBe(moment)

          for (const { side, alone } of sides) {
            expect(JSON.parse(stateOf(alone))).toEqual(JSON.parse(stateOf(side)))
            lookAt(side)
            // All that is shown is the same as well, and so is what is still to come.
            for (const { id, method } of OPERATIONS)
              if (method === 'get') await doInBoth(side, alone, { do: 'call', operation: id, picks: [0] })
            await doInBoth(side, alone, { do: 'advance', by: 3_600_000 })
            expect(stateOf(alone)).toBe(stateOf(side))
          }
        },
      ),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    )
  },
)
