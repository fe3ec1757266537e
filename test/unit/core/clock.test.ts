import { describe, expect, test, vi } from 'vitest'
import { defineJob } from '../../../src/core/clock/job-kind.ts'
import * as kept from '../../../src/core/store/kept.ts'
import type { ClockState } from '../../../src/core/clock/clock-state.ts'
import { Journal } from '../../../src/core/journal.ts'
import { Clock } from '../../../src/core/clock/clock.ts'
import type { Outside } from '../../../src/core/clock/works.ts'
import type { Refusal } from '../../../src/core/refusal.ts'

const causes = { cause: null, within: <T>(_cause: number | null, run: () => T): T => run() }
const quiet: Outside = { breathe: () => undefined, settle: () => Promise.resolve() }

const NOTE = defineJob('note', { name: kept.text })
const ASIDE = defineJob('aside', { name: kept.text })
/** A kind of jobs that carry nothing. */
const bare = (name: string) => defineJob(name, {})

/** A clock at 0 whose `note` jobs write down what they are called and when they ran. */
function startClock(outside: Partial<Outside> = {}, state: Partial<ClockState> = {}) {
  const clock = new Clock({ now: 0, ...state }, { causes, outside: { ...quiet, ...outside } })
  const ran: string[] = []
  clock.register(NOTE, ({ name }) => {
    ran.push(`${name}@${clock.now}`)
  })
  const note = (delay: number, name: string) => clock.schedule(delay, NOTE, { name })
  return { clock, ran, note }
}

/** Everything that can happen by itself has happened. */
const aTurn = () => new Promise((resolve) => setImmediate(resolve))

/** A promise that somebody else resolves. */
function later<T = void>() {
  let resolve!: (value: T) => void
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}

/** What ends an advance early. */
const ending = () => {
  const controller = new AbortController()
  return { signal: controller.signal, end: () => controller.abort(new Error('the caller has gone')) }
}

/** A clock whose `aside` jobs begin at once and are heard later, when their gate opens. */
function startAside() {
  const started = startClock()
  const gates: Record<string, ReturnType<typeof later<void>>> = {}
  started.clock.register(ASIDE, ({ name }) => {
    started.ran.push(`${name} begins`)
    const gate = (gates[name] = later())
    return async () => {
      await gate.promise
      started.ran.push(`${name}@${started.clock.now}`)
    }
  })
  return {
    ...started,
    gates,
    aside: (delay: number, name: string) => started.clock.schedule(delay, ASIDE, { name }),
  }
}

describe('jobs run', () => {
  test('in the order of their times, and those of one time in the order in which they were scheduled', async () => {
    const { clock, ran, note } = startClock()
    note(20, 'c')
    note(10, 'a')
    note(20, 'd')
    note(10, 'b')
    expect(await clock.advanceTo(100)).toBe(4)
    expect(ran).toEqual(['a@10', 'b@10', 'c@20', 'd@20'])
    expect(clock.now).toBe(100)
  })

  test('when they are due at exactly the moment that is reached, and not before', async () => {
    const { clock, ran, note } = startClock()
    note(10, 'a')
    await clock.advanceTo(9)
    expect(ran).toEqual([])
    await clock.advanceTo(10)
    expect(ran).toEqual(['a@10'])
  })

  test('in the same advance when another job schedules them and they are due by then', async () => {
    const { clock, ran, note } = startClock()
    clock.register(bare('twice'), () => {
      note(5, 'soon')
      note(500, 'late')
    })
    clock.schedule(10, bare('twice'), {})
    await clock.advanceTo(100)
    expect(ran).toEqual(['soon@15'])
    expect(clock.pending().map(({ dueAt }) => dueAt)).toEqual([510])
  })

  test('without turning the clock back where their time has passed, as in a state that was put back later', async () => {
    const first = startClock()
    first.note(10, 'overdue')
    const { clock, ran } = startClock({}, { ...first.clock.state(), now: 50 })
    expect(await clock.advanceTo(60)).toBe(1)
    expect([ran, clock.now]).toEqual([['overdue@50'], 60])
  })

  test('at once, not in the past, where the delay is negative', async () => {
    const { clock, ran, note } = startClock({}, { now: 50 })
    note(-10, 'a')
    await clock.advanceTo(50)
    expect(ran).toEqual(['a@50'])
  })

  test('one after the other, each awaited', async () => {
    const { clock, ran, note } = startClock()
    const gate = later()
    clock.register(bare('slow'), async () => {
      await gate.promise
      ran.push(`slow@${clock.now}`)
    })
    clock.schedule(10, bare('slow'), {})
    note(20, 'after')
    const advancing = clock.advanceTo(30)
    await Promise.resolve()
    expect(ran).toEqual([])
    gate.resolve()
    await advancing
    expect(ran).toEqual(['slow@10', 'after@20'])
  })

  test('when a call that came in meanwhile schedules them while the clock lets others have their turn', async () => {
    let calls: (() => void)[] = []
    const { clock, ran, note } = startClock({
      settle: async () => {
        const arrived = calls
        calls = []
        for (const call of arrived) call()
      },
    })
    note(10, 'first')
    calls.push(() => note(5, 'from a call'))
    await clock.advanceTo(20)
    expect(ran).toEqual(['first@10', 'from a call@15'])
  })

  test('with their cause in force', async () => {
    const journal = new Journal()
    const seen: (number | null)[] = []
    const clock = new Clock({ now: 0 }, { causes: journal, outside: quiet })
    clock.register(NOTE, () => {
      seen.push(journal.cause)
    })
    journal.within(7, () => clock.schedule(1, NOTE, { name: 'a' }))
    clock.schedule(1, NOTE, { name: 'b' })
    await clock.advanceTo(1)
    expect(seen).toEqual([7, null])
  })
})

describe('a cancelled job', () => {
  test('does not run and is not pending', async () => {
    const { clock, ran, note } = startClock()
    const first = note(10, 'a')
    note(20, 'b')
    clock.cancel(first)
    expect(clock.nextDue()).toBe(20)
    expect(clock.pending()).toHaveLength(1)
    await clock.runUntilIdle()
    expect(ran).toEqual(['b@20'])
  })

  test('harms nobody when it has run already', async () => {
    const { clock, ran, note } = startClock()
    const first = note(10, 'a')
    await clock.advanceTo(10)
    clock.cancel(first)
    note(10, 'b')
    await clock.runUntilIdle()
    expect(ran).toEqual(['a@10', 'b@20'])
  })

  test('is one of thousands', async () => {
    const { clock, ran, note } = startClock()
    const jobs = Array.from({ length: 5000 }, (_, index) => note(index, String(index)))
    for (const job of jobs.filter((_, index) => index % 5 !== 0)) clock.cancel(job)
    await clock.runUntilIdle()
    expect(ran).toEqual(Array.from({ length: 1000 }, (_, index) => `${index * 5}@${index * 5}`))
  })
})

describe('runUntilIdle', () => {
  test('leaves the clock at the time of the last job', async () => {
    const { clock, note } = startClock()
    note(10, 'a')
    note(70, 'b')
    expect(await clock.runUntilIdle()).toBe(2)
    expect(clock.now).toBe(70)
    expect(await clock.runUntilIdle()).toBe(0)
    expect(clock.now).toBe(70)
  })

  test('stops where something schedules itself for ever, and says how much of what ran, and what to do', async () => {
    const { clock, note } = startClock()
    clock.register(bare('echo'), () => void clock.schedule(1000, bare('echo'), {}))
    clock.schedule(0, bare('echo'), {})
    note(500, 'a')
    const stopped = clock.runUntilIdle({ jobs: 100 })
    await expect(stopped).rejects.toThrow(
      'Stopped after 100 jobs (99 of "echo", 1 of "note"), and the next is due at 1970-01-01T00:01:39.000Z. ' +
        'Something seems to keep scheduling the next, as a receiver does that answers each message with another. ' +
        'What was done stays done. Advance again to go on, say how far with "by" or "to", or allow more "jobs" (up to 2000000) where so many are needed.',
    )
    await expect(stopped).rejects.toMatchObject({ reason: 'busy' })
    expect(clock.now).toBe(98_000)
    expect(clock.advancing).toBe(false)
    expect(await clock.advanceTo(200_000)).toBe(102)
  })

  test('runs 100,000 jobs unless more are allowed', async () => {
    const { clock } = startClock()
    clock.register(bare('count'), () => {})
    for (let index = 0; index <= 100_000; index++) clock.schedule(index, bare('count'), {})
    await expect(clock.runUntilIdle()).rejects.toThrow('Stopped after 100000 jobs')
    expect(clock.now).toBe(99_999)
    expect(await clock.runUntilIdle()).toBe(1)
  })

  test('runs exactly as many jobs as are allowed', async () => {
    const { clock, note } = startClock()
    for (let index = 0; index < 100; index++) note(index, 'a')
    expect(await clock.runUntilIdle({ jobs: 100 })).toBe(100)
  })
})

describe('an advance that nobody waits for any more', () => {
  test('runs no further job, stays where it is, and says so', async () => {
    const { clock, ran, note } = startClock()
    const { signal, end } = ending()
    note(10, 'a')
    clock.register(bare('hang up'), end)
    clock.schedule(20, bare('hang up'), {})
    note(20, 'b')
    const advancing = clock.advanceTo(100, { signal })
    await expect(advancing).rejects.toThrow(
      'The clock was stopped at 1970-01-01T00:00:00.020Z, after 2 jobs: the caller has gone',
    )
    await expect(advancing).rejects.toMatchObject({ reason: 'gone' })
    expect(ran).toEqual(['a@10'])
    expect(clock.now).toBe(20)
    expect(await clock.advanceTo(100)).toBe(1)
  })

  test('waits for nobody, and the next advance waits for whom it left', async () => {
    const { clock, ran } = startClock()
    const { signal, end } = ending()
    const gate = later()
    clock.register(bare('slow'), async () => {
      await gate.promise
      ran.push('slow')
    })
    clock.schedule(10, bare('slow'), {})
    const first = clock.runUntilIdle({ signal })
    await aTurn()
    end()
    await expect(first).rejects.toMatchObject({ reason: 'gone' })
    expect(clock.advancing).toBe(false)
    expect(clock.state().jobs).toMatchObject([{ kind: 'slow' }])
    const second = clock.advanceTo(20).then(() => ran.push('second'))
    await aTurn()
    expect(ran).toEqual([])
    gate.resolve()
    await second
    expect(ran).toEqual(['slow', 'second'])
  })

  test('hears what it had put off all the same', async () => {
    const { clock, ran } = startClock()
    const { signal, end } = ending()
    clock.register(bare('aside'), () => async () => void ran.push('heard'))
    clock.register(bare('hang up'), end)
    clock.schedule(10, bare('aside'), {})
    clock.schedule(10, bare('hang up'), {})
    await expect(clock.advanceTo(20, { signal })).rejects.toMatchObject({ reason: 'gone' })
    await clock.advanceTo(20)
    expect(ran).toEqual(['heard'])
  })

  test('does not begin', async () => {
    const { clock, ran, note } = startClock()
    const { signal, end } = ending()
    note(10, 'a')
    end()
    await expect(clock.advanceTo(20, { signal })).rejects.toThrow('after 0 jobs')
    expect(ran).toEqual([])
  })
})

describe('a job that is put off to the end of its moment', () => {
  test('holds up no other job of that moment, and is over before the next', async () => {
    const { clock, ran, note, aside, gates } = startAside()
    aside(10, 'a')
    note(10, 'b')
    note(11, 'c')
    const advancing = clock.advanceTo(20)
    await aTurn()
    expect(ran).toEqual(['a begins', 'b@10'])
    expect(clock.now).toBe(10)
    gates['a']!.resolve()
    expect(await advancing).toBe(3)
    expect(ran).toEqual(['a begins', 'b@10', 'a@10', 'c@11'])
  })

  test('is heard in its order, whoever is ready first', async () => {
    const { clock, ran, aside, gates } = startAside()
    for (const name of ['a', 'b', 'c']) aside(10, name)
    const advancing = clock.advanceTo(20)
    await aTurn()
    expect(ran).toHaveLength(3)
    for (const name of ['c', 'b', 'a']) gates[name]!.resolve()
    await advancing
    expect(ran).toEqual(['a begins', 'b begins', 'c begins', 'a@10', 'b@10', 'c@10'])
  })

  test('begins again in a copy that was made meanwhile', async () => {
    const { clock, ran, aside, gates } = startAside()
    aside(10, 'a')
    const advancing = clock.advanceTo(20)
    await aTurn()
    expect(ran).toEqual(['a begins'])
    expect(clock.waiting).toBe(true)
    expect(clock.state().jobs).toMatchObject([{ kind: 'aside', dueAt: 10 }])
    gates['a']!.resolve()
    await advancing
    expect(clock.state().jobs).toEqual([])
    expect(clock.waiting).toBe(false)
  })

  test('begins again in a copy, too, that is made before it could be heard', async () => {
    const { clock, aside, gates } = startAside()
    const gate = later()
    clock.register(bare('slow'), () => gate.promise)
    aside(10, 'a')
    clock.schedule(10, bare('slow'), {})
    const advancing = clock.advanceTo(20)
    await aTurn()
    expect(clock.state().jobs.map(({ kind }) => kind)).toEqual(['aside', 'slow'])
    gate.resolve()
    gates['a']!.resolve()
    await advancing
    expect(clock.state().jobs).toEqual([])
  })

  test('that fails stops nothing, and its error is thrown in the end', async () => {
    const { clock, ran, note } = startClock()
    clock.register(bare('broken'), () => () => Promise.reject(new Error('too late')))
    clock.schedule(10, bare('broken'), {})
    note(20, 'a')
    await expect(clock.advanceTo(30)).rejects.toThrow('too late')
    expect(ran).toEqual(['a@20'])
  })
})

describe('refused is', () => {
  test('going back', async () => {
    const { clock } = startClock({}, { now: 1000 })
    const refused = clock.advanceTo(999)
    await expect(refused).rejects.toThrow(
      'The clock stands at 1970-01-01T00:00:01.000Z and cannot go back to 1970-01-01T00:00:00.999Z. Reset the world or put a snapshot back to start earlier.',
    )
    await expect(refused).rejects.toMatchObject({ reason: 'illegal' })
    expect(clock.now).toBe(1000)
  })

  test('a second advance while the first is under way', async () => {
    const { clock } = startClock()
    const gate = later()
    clock.register(bare('slow'), () => gate.promise)
    clock.schedule(10, bare('slow'), {})
    const first = clock.advanceTo(20)
    await expect(clock.advanceTo(30)).rejects.toThrow('The clock of this world is already being advanced')
    await expect(clock.runUntilIdle()).rejects.toMatchObject({ reason: 'busy' })
    gate.resolve()
    expect(await first).toBe(1)
    expect(await clock.advanceTo(30)).toBe(0)
  })

  test('a receiver that advances the clock which waits for it', async () => {
    const { clock } = startClock()
    let heard: unknown
    clock.register(bare('webhook'), async () => {
      heard = await clock.advanceTo(99).catch((error: Refusal) => error.message)
    })
    clock.schedule(10, bare('webhook'), {})
    await clock.advanceTo(20)
    expect(heard).toContain('a webhook receiver cannot advance it')
    expect(clock.now).toBe(20)
  })
})

describe('a job that fails', () => {
  test('stops nothing: the clock moves on, and the first error is thrown in the end', async () => {
    const { clock, ran, note } = startClock()
    const broken = defineJob('broken', { why: kept.text })
    const rejected = defineJob('rejected', { why: kept.text })
    clock.register(broken, ({ why }) => {
      throw new Error(why)
    })
    clock.register(rejected, ({ why }) => Promise.reject(new Error(why)))
    clock.schedule(10, broken, { why: 'first' })
    note(20, 'a')
    clock.schedule(30, rejected, { why: 'second' })
    note(40, 'b')
    await expect(clock.advanceTo(100)).rejects.toThrow('first')
    expect(ran).toEqual(['a@20', 'b@40'])
    expect(clock.now).toBe(100)
    expect(clock.waiting).toBe(false)
    expect(await clock.advanceTo(200)).toBe(0)
  })

  test('is named where nobody knows how to run it', async () => {
    const { clock } = startClock()
    clock.schedule(1, bare('unheard-of'), {})
    await expect(clock.advanceTo(1)).rejects.toThrow('No runner is registered for jobs of kind "unheard-of".')
  })
})

describe('a clock that is retired while it is advanced', () => {
  test('runs nothing more, and says so', async () => {
    const { clock, ran, note } = startClock()
    clock.register(bare('reset'), () => clock.retire())
    clock.schedule(10, bare('reset'), {})
    note(10, 'never')
    await expect(clock.advanceTo(50)).rejects.toMatchObject({ reason: 'gone' })
    expect(ran).toEqual([])
    expect(clock.now).toBe(10)
  })

  test('waits for nobody any more', async () => {
    const { clock } = startClock()
    clock.register(bare('hangs'), () => new Promise(() => {}))
    clock.schedule(10, bare('hangs'), {})
    const advancing = clock.advanceTo(50)
    await aTurn()
    clock.retire()
    await expect(advancing).rejects.toMatchObject({ reason: 'gone' })
  })

  test('runs nothing for a driver either', async () => {
    const { clock, ran, note } = startClock()
    note(10, 'never')
    clock.retire()
    await clock.catchUp(50)
    expect(ran).toEqual([])
  })

  test('tells those who wait for it', () => {
    const { clock } = startClock()
    const told = vi.fn<() => void>()
    clock.ending.addEventListener('abort', told)
    clock.retire()
    clock.retire()
    expect(told).toHaveBeenCalledTimes(1)
  })
})

describe('the state of a clock', () => {
  test('is that of a clock which goes on in the same way', async () => {
    const first = startClock()
    first.note(10, 'a')
    first.note(30, 'b')
    first.clock.cancel(first.note(40, 'cancelled'))
    first.clock.micros()
    await first.clock.advanceTo(20)
    const saved = JSON.parse(JSON.stringify(first.clock.state())) as ClockState
    const second = startClock({}, saved)
    expect(second.clock.state()).toEqual(saved)
    for (const { clock, note } of [first, second]) {
      note(10, 'c')
      await clock.runUntilIdle()
    }
    expect(second.ran).toEqual(['b@30', 'c@30'])
    expect(second.clock.state()).toEqual(first.clock.state())
    expect(second.clock.micros()).toBe(first.clock.micros())
  })

  test('holds the jobs that have begun and not ended, so that they begin again', async () => {
    const { clock } = startClock()
    const gate = later()
    const begun = later()
    clock.register(bare('slow'), () => {
      begun.resolve()
      return gate.promise
    })
    clock.schedule(10, bare('slow'), {})
    const advancing = clock.advanceTo(20)
    await begun.promise
    expect(clock.waiting).toBe(true)
    expect(clock.state().jobs.map(({ kind, dueAt }) => ({ kind, dueAt }))).toEqual([{ kind: 'slow', dueAt: 10 }])
    expect(clock.state().now).toBe(10)
    gate.resolve()
    await advancing
    expect(clock.state().jobs).toEqual([])
  })
})

describe('a driver that follows real time', () => {
  test('moves on up to the next job and no further', () => {
    const { clock, note } = startClock()
    note(10, 'a')
    clock.follow(5)
    expect(clock.now).toBe(5)
    clock.follow(50)
    expect(clock.now).toBe(10)
    clock.follow(3)
    expect(clock.now).toBe(10)
  })

  test('awaits no job, and a later advance waits for them all', async () => {
    const { clock, ran, note } = startClock()
    const gate = later()
    clock.register(bare('slow'), async () => {
      await gate.promise
      ran.push('slow')
    })
    clock.schedule(10, bare('slow'), {})
    note(20, 'a')
    await clock.catchUp(30)
    expect(ran).toEqual(['a@20'])
    expect(clock.now).toBe(30)
    const advancing = clock.advanceTo(40).then(() => ran.push('advanced'))
    await new Promise(setImmediate)
    expect(ran).toEqual(['a@20'])
    gate.resolve()
    await advancing
    expect(ran).toEqual(['a@20', 'slow', 'advanced'])
  })

  test('leaves a clock alone that somebody advances', async () => {
    const { clock, ran, note } = startClock()
    const gate = later()
    clock.register(bare('slow'), () => gate.promise)
    clock.schedule(10, bare('slow'), {})
    note(20, 'a')
    const advancing = clock.advanceTo(30)
    await clock.catchUp(100)
    clock.follow(100)
    expect([clock.now, ran]).toEqual([10, []])
    gate.resolve()
    await advancing
    expect([clock.now, ran]).toEqual([30, ['a@20']])
  })

  test('is waited for by an advance that begins meanwhile', async () => {
    const gate = later()
    let breaths = 0
    const { clock, ran, note } = startClock({ breathe: () => (breaths++ === 0 ? gate.promise : undefined) })
    for (let index = 0; index < 2; index++) note(10, String(index))
    const following = clock.catchUp(10)
    const advancing = clock.advanceTo(20)
    expect(ran).toHaveLength(1)
    gate.resolve()
    await Promise.all([following, advancing])
    expect(ran).toHaveLength(2)
    expect(clock.now).toBe(20)
  })

  test('hears of a job that failed after it had been left to itself', async () => {
    const { clock } = startClock()
    const failures: unknown[] = []
    clock.watch({ failed: (error) => failures.push(error) })
    clock.register(bare('rejected'), () => Promise.reject(new Error('late')))
    clock.schedule(10, bare('rejected'), {})
    await clock.catchUp(10)
    await clock.advanceTo(10)
    expect(failures).toEqual([new Error('late')])
  })

  test('is told after each change of what is due', async () => {
    const { clock, note } = startClock()
    const told = vi.fn<() => void>()
    clock.watch({ scheduled: told })
    note(10, 'a')
    expect(told).toHaveBeenCalledTimes(1)
    await clock.advanceTo(20)
    expect(told).toHaveBeenCalledTimes(2)
  })

  test('may be several, each of whom may stop', async () => {
    const { clock, note } = startClock()
    const [told, other] = [vi.fn<() => void>(), vi.fn<() => void>()]
    const stop = clock.watch({ scheduled: told })
    clock.watch({ scheduled: other })
    note(10, 'a')
    stop()
    note(20, 'b')
    expect([told.mock.calls.length, other.mock.calls.length]).toEqual([1, 2])
  })
})

test('100,000 jobs in one go leave others their turn again and again', async () => {
  let breaths = 0
  const { clock } = startClock({ breathe: () => void breaths++ })
  let ran = 0
  clock.register(bare('count'), () => void ran++)
  for (let index = 0; index < 100_000; index++) clock.schedule(index % 1000, bare('count'), {})
  expect(await clock.advanceTo(1000)).toBe(100_000)
  expect(ran).toBe(100_000)
  expect(breaths).toBeGreaterThan(1000)
})

test('micros are the time, and later at each call', async () => {
  const { clock } = startClock({}, { now: 1000 })
  expect([clock.micros(), clock.micros()]).toEqual([1_000_000, 1_000_001])
  await clock.advanceTo(1001)
  expect(clock.micros()).toBe(1_001_000)
  const early = startClock({}, { now: -5000 }).clock
  expect(early.micros()).toBe(-5_000_000)
})

describe('at the end of the year 9999, the last moment that can be written,', () => {
  const LAST = Date.UTC(10_000, 0, 1) - 1

  test('a clock stands still, whoever moves it', async () => {
    const { clock, ran, note } = startClock({}, { now: LAST - 1000 })
    note(500, 'in time')
    note(1500, 'too late')
    await clock.runUntilIdle()
    expect([clock.now, ran, clock.size]).toEqual([LAST - 500, [`in time@${LAST - 500}`], 1])
    clock.follow(Infinity)
    expect(clock.now).toBe(LAST)
    await clock.catchUp(Infinity)
    expect([clock.now, clock.size]).toEqual([LAST, 1])
  })
})

describe('a job that is hurried', () => {
  test('runs at once, at the time that it is, and not again when its own time comes', async () => {
    const { clock, ran, note } = startClock()
    note(5, 'a')
    note(5, 'b')
    await clock.hurry(NOTE, 'name', 'b')
    expect(ran).toEqual(['b@0'])
    await clock.advanceTo(10)
    expect(ran).toEqual(['b@0', 'a@5'])
  })

  test('is under way until it has ended: an advance waits for it, and a copy begins it again', async () => {
    const { clock, ran, gates, aside } = startAside()
    const { promise, resolve } = later()
    const slow = defineJob('slow', { name: kept.text })
    clock.register(slow, () => promise)
    clock.schedule(0, slow, { name: 'a' })
    aside(0, 'b')
    const hurried = [clock.hurry(slow, 'name', 'a'), clock.hurry(ASIDE, 'name', 'b')]
    expect([clock.waiting, ran, clock.state().jobs.length]).toEqual([true, ['b begins'], 2])
    const advanced = clock.advanceTo(10)
    await aTurn()
    expect(clock.now).toBe(0)
    resolve()
    gates['b']!.resolve()
    await Promise.all([...hurried, advanced])
    expect([clock.waiting, clock.now, ran]).toEqual([false, 10, ['b begins', 'b@0']])
  })

  test('fails for whoever waits for it', async () => {
    const { clock } = startClock()
    clock.register(NOTE, () => Promise.reject(new Error('broken')))
    clock.schedule(0, NOTE, { name: 'a' })
    await expect(clock.hurry(NOTE, 'name', 'a')).rejects.toThrow('broken')
  })

  test('does nothing where none waits', async () => {
    const { clock } = startClock()
    expect(await clock.hurry(NOTE, 'name', 'a')).toBeUndefined()
  })
})

describe('a patient job', () => {
  const patiently = { patient: true }

  test('runs in its turn when time comes to it on the way to something else', async () => {
    const { clock, ran, note } = startClock()
    clock.schedule(5, NOTE, { name: 'patient' }, patiently)
    note(10, 'b')
    note(2, 'a')
    expect([clock.nextDue(), clock.nextAwaited(), clock.size]).toEqual([2, 2, 3])
    expect(await clock.runUntilIdle()).toBe(3)
    expect(ran).toEqual(['a@2', 'patient@5', 'b@10'])
  })

  test('keeps nobody from being idle, and runs when the clock is moved as far', async () => {
    const { clock, ran, note } = startClock()
    note(2, 'a')
    clock.schedule(5, NOTE, { name: 'patient' }, patiently)
    expect(await clock.runUntilIdle()).toBe(1)
    expect([clock.now, clock.nextDue(), clock.nextAwaited(), clock.size]).toEqual([2, 5, undefined, 1])
    await clock.advanceTo(5)
    expect([ran, clock.size]).toEqual([['a@2', 'patient@5'], 0])
  })

  test('is cancelled, found, copied and carried by a snapshot as any other', async () => {
    const { clock, ran } = startClock()
    const first = clock.schedule(5, NOTE, { name: 'first' }, patiently)
    clock.schedule(5, NOTE, { name: 'second' }, patiently)
    expect(clock.find(NOTE, 'name', 'first')?.sequence).toBe(first)
    clock.cancel(first)
    expect(clock.find(NOTE, 'name', 'first')).toBeUndefined()
    const carried = startClock({}, JSON.parse(JSON.stringify(clock.state())) as ClockState)
    expect(carried.clock.pending()).toMatchObject([{ payload: { name: 'second' }, patient: true }])
    expect(await carried.clock.runUntilIdle()).toBe(0)
    await carried.clock.advanceTo(5)
    await clock.advanceTo(5)
    expect([carried.ran, ran]).toEqual([['second@5'], ['second@5']])
  })
})
