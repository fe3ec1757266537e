import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/core/refusal.ts'
import type { World } from '../../src/core/world.ts'
import { providers } from '../../src/providers/index.ts'
import { type Asked, askIn } from '../support/ask-in.ts'
import { RAPIDPRO, TELERIVET } from '../support/asked-of-crowds.ts'
import { startBare } from '../support/bare-simulator.ts'
import { crowd } from '../support/crowded.ts'
import { atWork, leftOver } from '../support/left-over.ts'
import { miscounted } from '../support/miscounted.ts'
import { wrong } from './shown.ts'

// Long work stands still half-way, at any turn that others have, while these change the very rows that it is about, in any
// order: nothing breaks, what is counted is what is there, and every moment can be put back and goes on.

const RUNS = Number(process.env['TEXTBED_HALF_WAY'] ?? 6)
const SEED = Number(process.env['TEXTBED_HALF_WAY_SEED'] ?? 7)

/** How often one looks while things go on. */
const LOOKS = 10

const CROWDED = { id: 'crowded', seed: 'test', fixture: 'lively' }
const HOUR = 3_600_000

const does = <D extends string, V>(what: D, value: fc.Arbitrary<V>) => fc.tuple(fc.constant(what), value)

const nothing = fc.constant(undefined)
const time = fc.constantFrom(0, 500, 1000, 3000, 90_000_000)

const anyStep = (table: typeof RAPIDPRO) =>
  fc.oneof(
    { weight: 16, arbitrary: does('ask', fc.constantFrom(...Object.values(table))) },
    { weight: 10, arbitrary: does('turn', fc.tuple(fc.nat(), fc.constantFrom(1, 1, 2, 3, 12))) },
    { weight: 4, arbitrary: does('advance', time) },
    { weight: 2, arbitrary: does('follow', time) },
    { weight: 2, arbitrary: does('fork', nothing) },
    { weight: 2, arbitrary: does('snapshot', nothing) },
    { weight: 1, arbitrary: does('putBack', nothing) },
    { weight: 1, arbitrary: does('reset', nothing) },
  )

/** Much is begun at once, and then goes on by turns while more is asked for. */
const anySteps = fc.constantFrom(TELERIVET, RAPIDPRO).chain((table) => {
  const begun = fc.shuffledSubarray(Object.values(table), { minLength: 10, maxLength: 14 })
  const rest = fc.array(anyStep(table), { minLength: 8, maxLength: 24, size: 'max' })
  return fc.tuple(begun, rest).map(([asks, more]) => [...asks.map((one) => ['ask' as const, one] as const), ...more])
})

/** A simulator in which whoever lets others have their turn stands still until it is told to go on. */
function startStanding() {
  const standing: (() => void)[] = []
  let stands = false
  const breathe = () => (stands ? new Promise<void>((goOn) => void standing.push(goOn)) : undefined)
  return {
    bare: startBare(providers, { breathe }),
    standStill() {
      stands = true
    },
    /** Lets one of those who stand go on for some turns. */
    async goOn(whose: number, turns: number) {
      for (let turn = 0; turn < turns && standing.length > 0; turn++) {
        standing.splice(whose % standing.length, 1)[0]!()
        await standstill()
      }
    },
    goOnAll() {
      stands = false
      for (const goOn of standing.splice(0)) goOn()
    },
  }
}

/** All that happens without anybody going on who stands has happened. */
const standstill = () => new Promise((resolve) => void setImmediate(resolve))

test(
  'long work is left half-way, whatever is done meanwhile to what it is about, and nothing breaks or is lost',
  { timeout: 20_000 * RUNS },
  async () => {
    const here = startStanding()
    const { simulator } = here.bare
    const full = await simulator.createFrom(CROWDED)
    const ids = await crowd(here.bare, full)
    const fullText = JSON.stringify(full)
    const elsewhere = startBare(providers).simulator
    await elsewhere.createFrom(CROWDED)

    /** What a world shows and counts is what is there, and it can be put back elsewhere. */
    async function look(world: World): Promise<World> {
      expect(wrong(world)).toEqual([])
      const moment = JSON.stringify(world)
      const again = await elsewhere.restore(CROWDED.id, await elsewhere.readWorld(JSON.parse(moment)))
      expect(JSON.stringify(again) === moment).toBe(true)
      return again
    }

    await fc.assert(
      fc
        .asyncProperty(anySteps, async (steps) => {
          const begun: Promise<unknown>[] = []
          const broken: unknown[] = []
          const forks: [World, string][] = []
          const watch = (world: World) => world.clock.watch({ failed: (error) => void broken.push(error) })
          const { id } = simulator.fork(CROWDED.id)
          const world = () => simulator.worlds.get(id)
          watch(world())
          const fail = (error: unknown) => error instanceof Refusal || broken.push(error)
          /** Begins something, and does not wait for it. */
          const begin = (run: () => Promise<unknown>) => void begun.push(run().catch(fail))
          const ask = async (asked: Asked) => {
            const answer = await askIn(here.bare, world(), asked)
            if (answer.status >= 500) broken.push([asked, answer.status, answer.body])
            return answer.body
          }
          const DO = {
            ask: (what: (typeof RAPIDPRO)[string]) => begin(() => ask(what(ids))),
            turn: ([whose, turns]: [number, number]) => here.goOn(whose, turns),
            advance: (by: number) => begin(() => world().clock.advanceTo(world().now + by)),
            follow: (by: number) => begin(() => world().clock.catchUp(world().now + by)),
            fork() {
              const fork = simulator.fork(id)
              forks.push([fork, JSON.stringify(fork)])
            },
            snapshot() {
              const rows = JSON.stringify(world().store.state())
              begin(async () => {
                const { state } = JSON.parse(await ask(['admin', 'GET', 'snapshot']))
                if (JSON.stringify(state.rows) !== rows) broken.push('The snapshot is not of one moment.')
              })
            },
            putBack: () =>
              begin(async () => watch(await simulator.restore(id, await simulator.readWorld(JSON.parse(fullText))))),
            reset: () => begin(async () => watch(await simulator.reset(id))),
          }

          here.standStill()
          for (const [at, [what, value]] of steps.entries()) {
            await DO[what](value as never)
            await standstill()
            expect(miscounted(world())).toEqual([])
            if (at % LOOKS === LOOKS - 1) await look(world())
          }
          const halfWay = await look(world())
          await halfWay.clock.advanceTo(halfWay.now + HOUR)
          expect(atWork(halfWay)).toEqual([])
          expect(miscounted(halfWay)).toEqual([])

          here.goOnAll()
          await Promise.all(begun)
          await world().clock.advanceTo(world().now + HOUR)
          expect(broken).toEqual([])
          expect(world().clock.waiting).toBe(false)
          expect([...atWork(world()), ...leftOver(world()), ...miscounted(world())]).toEqual([])
          await look(world())
          for (const [fork, text] of forks) {
            expect(JSON.stringify(fork) === text).toBe(true)
            await fork.clock.advanceTo(fork.now + HOUR)
          }
        })
        .afterEach(() => {
          here.goOnAll()
          for (const { id } of simulator.worlds.list()) if (id !== CROWDED.id) simulator.delete(id)
        }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    )
  },
)
