import { describe, expect, test, vi } from 'vitest'
import { stillOutside } from '../../../scripts/still-outside.ts'
import { defineJob } from '../../../src/core/clock/job-kind.ts'
import type { ClockMode } from '../../../src/core/clock/modes.ts'
import * as kept from '../../../src/core/store/kept.ts'
import { World } from '../../../src/core/world.ts'
import { RealTime } from '../../../src/server/real-time.ts'

/** A wall that the test moves: everything that was to be done by then is done, in its order. */
function startWall() {
  let passed = 0
  let alarms: { at: number; run: () => void }[] = []
  const wall = {
    passed: () => passed,
    clock: () => 1_000_000 + passed,
    after(milliseconds: number, run: () => void) {
      const alarm = { at: passed + milliseconds, run }
      alarms.push(alarm)
      return () => void (alarms = alarms.filter((one) => one !== alarm))
    },
  }
  /** Lets so many real milliseconds pass. */
  async function pass(milliseconds: number) {
    const end = passed + milliseconds
    for (;;) {
      const next = alarms.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0]
      if (!next) break
      passed = Math.max(passed, next.at)
      alarms = alarms.filter((one) => one !== next)
      next.run()
      await new Promise((resolve) => setImmediate(resolve))
    }
    passed = end
  }
  return { wall, pass, alarms: () => alarms.map(({ at }) => at - passed) }
}

const NOTE = defineJob('note', { name: kept.text })
const SLOW = defineJob('slow', {})

/** A driven world, at 0, whose `note` jobs write down at which real and which virtual time they ran. */
function startDriven(mode: ClockMode, { speed = 1, now = 0 } = {}) {
  const started = startWall()
  const realTime = new RealTime(started.wall)
  const world = new World('driven', { seed: 'test', clock: { mode, speed, now } }, stillOutside)
  const ran: string[] = []
  world.clock.register(NOTE, ({ name }) => {
    ran.push(`${name} at ${world.now} after ${started.wall.passed()}`)
  })
  realTime.watch(world)
  const note = (delay: number, name: string) => world.clock.schedule(delay, NOTE, { name })
  const set = (changed: ClockMode, faster = 1) => {
    world.clock.mode = changed
    world.clock.speed = faster
    realTime.watch(world)
  }
  const look = () => {
    realTime.follow(world)
    return world.now
  }
  return { ...started, realTime, world, clock: world.clock, ran, note, set, look }
}

describe('a clock that follows the wall', () => {
  test.each([
    ['real', 1, 5000],
    ['scaled', 60, 84],
    ['scaled', 0.5, 10_000],
  ] as const)(
    '%s, %d times as fast, does what is due after 5 s at its time, and no sooner',
    async (mode, speed, wait) => {
      const { note, pass, ran, alarms } = startDriven(mode, { speed })
      note(5000, 'a')
      expect(alarms()).toEqual([wait])
      await pass(wait - 1)
      expect(ran).toEqual([])
      await pass(1)
      expect(ran).toEqual([`a at 5000 after ${wait}`])
    },
  )

  test.each([
    ['real', 1, 700],
    ['scaled', 60, 42_000],
  ] as const)('%s stands where it should whenever somebody looks', async (mode, speed, now) => {
    const { look, pass } = startDriven(mode, { speed })
    await pass(700)
    expect(look()).toBe(now)
  })

  test('never goes past what is due, even where somebody looks late', async () => {
    const { look, note, pass, wall, ran } = startDriven('real')
    note(100, 'a')
    wall.passed = () => 250
    expect(look()).toBe(100)
    expect(ran).toEqual([])
    await pass(100)
    expect(ran).toEqual(['a at 100 after 250'])
    expect(look()).toBe(250)
  })

  test('is woken once for what is due first, whatever is scheduled after', async () => {
    const { note, alarms, clock } = startDriven('real')
    note(300, 'c')
    const first = note(100, 'a')
    note(200, 'b')
    expect(alarms()).toEqual([100])
    clock.cancel(first)
    note(50, 'd')
    expect(alarms()).toEqual([50])
  })

  test('that was advanced goes on from there, and does not stand still until the wall has caught up', async () => {
    const { clock, look, note, pass, ran } = startDriven('real')
    await pass(10)
    await clock.advanceTo(60_000)
    expect(look()).toBe(60_000)
    await pass(500)
    expect(look()).toBe(60_500)
    note(100, 'a')
    await pass(100)
    expect(ran).toEqual(['a at 60600 after 610'])
  })

  test('changes its speed from where it stands', async () => {
    const { look, pass, set } = startDriven('scaled', { speed: 1000 })
    await pass(10)
    expect(look()).toBe(10_000)
    set('scaled', 2)
    expect(look()).toBe(10_000)
    await pass(10)
    expect(look()).toBe(10_020)
  })

  test('is woken in time for what is due in a thousand years, and does nothing before', async () => {
    const { note, alarms, pass, ran } = startDriven('real')
    note(1000 * 366 * 86_400_000, 'a')
    expect(alarms()).toEqual([2_147_483_647])
    await pass(2_147_483_647)
    expect(ran).toEqual([])
    expect(alarms()).toEqual([2_147_483_647])
  })

  test('of an earlier run is at the wall clock again; one that was further goes on from there', async () => {
    const behind = startDriven('real')
    behind.note(10, 'a')
    behind.realTime.resume(behind.world)
    await behind.pass(0)
    expect(behind.ran).toEqual(['a at 10 after 0'])
    expect(behind.look()).toBe(1_000_000)
    const ahead = startDriven('real', { now: 5_000_000 })
    ahead.realTime.resume(ahead.world)
    expect(ahead.look()).toBe(5_000_000)
    const scaled = startDriven('scaled', { speed: 2 })
    scaled.realTime.resume(scaled.world)
    expect(scaled.look()).toBe(0)
  })
})

describe('an auto clock', () => {
  test('does not move on for the sake of what nobody waits for, and does it on the way', async () => {
    const { clock, note, pass, ran } = startDriven('auto')
    clock.schedule(5_000, NOTE, { name: 'patient' }, { patient: true })
    await pass(1)
    expect([ran, clock.now]).toEqual([[], 0])
    note(10_000, 'a')
    await pass(1)
    expect(ran.map((line) => line.replace(/ after .*/, ''))).toEqual(['patient at 5000', 'a at 10000'])
  })

  test('jumps to what is due next, at once and one after the other', async () => {
    const { note, pass, ran } = startDriven('auto')
    note(60_000, 'b')
    note(5000, 'a')
    await pass(0)
    expect(ran).toEqual(['a at 5000 after 0', 'b at 60000 after 0'])
  })

  test('does not jump while somebody is waited for', async () => {
    const { clock, note, pass, ran } = startDriven('auto')
    let answer!: () => void
    clock.register(SLOW, () => new Promise<void>((resolve) => (answer = resolve)))
    clock.schedule(10, SLOW, {})
    note(20, 'a')
    await pass(100)
    expect(ran).toEqual([])
    answer()
    await new Promise((resolve) => setImmediate(resolve))
    await pass(0)
    expect(ran).toEqual(['a at 20 after 100'])
  })

  test('stands still for whoever looks while nothing is due', async () => {
    const { look, pass } = startDriven('auto')
    await pass(5000)
    expect(look()).toBe(0)
  })
})

describe('nothing is driven any more', () => {
  test('on a clock that was frozen', async () => {
    const { set, note, pass, ran, alarms, look } = startDriven('real')
    note(100, 'a')
    set('frozen')
    expect(alarms()).toEqual([])
    note(200, 'b')
    await pass(1000)
    expect({ ran, now: look() }).toEqual({ ran: [], now: 0 })
  })

  test('in a world that has ended', async () => {
    const { clock, realTime, world, note, pass, ran, alarms } = startDriven('real')
    note(100, 'a')
    clock.retire()
    realTime.watch(world)
    expect(alarms()).toEqual([])
    await pass(1000)
    expect(ran).toEqual([])
  })

  test('once all is stopped', async () => {
    const { realTime, note, pass, ran, alarms } = startDriven('real')
    note(100, 'a')
    realTime.stop()
    note(50, 'b')
    expect(alarms()).toEqual([])
    expect(realTime.ending.reason).toMatchObject({ message: 'textbed is being stopped.' })
    await pass(1000)
    expect(ran).toEqual([])
  })
})

test.each(['frozen', 'real'] as const)(
  'what fails after nobody waits for it is reported, on a %s clock',
  async (mode) => {
    const { clock, wall } = startDriven(mode)
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    let fail!: (error: Error) => void
    clock.register(SLOW, () => new Promise<void>((_resolve, reject) => (fail = reject)))
    clock.schedule(0, SLOW, {})
    const caller = new AbortController()
    const advancing = clock.advanceTo(wall.passed(), { signal: caller.signal })
    await new Promise((resolve) => setImmediate(resolve))
    caller.abort(new Error('gone'))
    await expect(advancing).rejects.toThrow('gone')
    fail(new Error('too late'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(said.mock.calls.flat().join('')).toContain('textbed: a job failed: Error: too late')
    said.mockRestore()
  },
)
