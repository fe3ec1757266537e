import { setMaxListeners } from 'node:events'
import type { Outside } from '../core/clock/works.ts'
import type { World } from '../core/world.ts'
import { Stopping } from '../http/message.ts'
import { report } from './report.ts'

/** The only place that looks at a real clock or waits for one. */

/** Milliseconds since 1970, by the wall clock. */
export const wallClock = (): number => Date.now()

/** Real milliseconds since some moment; they never go back. */
export const passed = (): number => performance.now()

/** How long one stretch of virtual work may keep everybody else waiting, milliseconds. */
const LONGEST_STRETCH = 15

/** What tells of an end to any number of those who wait. */
function ending(): AbortController {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  return controller
}

/** Gives others their turn: after a stretch of work, and when a clock has run out of work. */
export function breathing(): Outside {
  let since = performance.now()
  const turn = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return {
    breathe: () => (performance.now() - since > LONGEST_STRETCH ? turn() : undefined),
    settle: turn,
    ending,
  }
}

/**
 * Puts things off to the end of the event loop's turn, and does them in one go there. Answers that are written together
 * wake a waiting client once; written one by one they wake it each time, which costs more than making them.
 */
export function atEndOfTurn(): (run: () => void) => void {
  let waiting: (() => void)[] = []
  const runAll = () => {
    const all = waiting
    waiting = []
    for (const run of all) run()
  }
  return (run) => {
    if (waiting.push(run) === 1) setImmediate(runAll)
  }
}

/** Something to be done after so many real milliseconds; answers how to call it off. */
export function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds)
  // Whoever still waits holds a socket open; once all are closed, no timer keeps the process alive.
  timer.unref()
  return () => clearTimeout(timer)
}

/** What drives clocks: tests have one that they move themselves. */
export interface Wall {
  /** Real milliseconds since some moment; they never go back. */
  passed(): number
  /** Milliseconds since 1970. */
  clock(): number
  after: typeof after
}

const REAL: Wall = { passed, clock: wallClock, after }

/** Node's timers cannot wait longer than this. */
const LONGEST_WAIT = 2_147_483_647

/** Drives the clocks of worlds that follow real time, and of those that jump as soon as nothing else goes on. */
export class RealTime {
  readonly #driven = new Map<World, Driven>()
  /** Worlds whose failures are told of, driven or not, as long as anything of theirs may fail. */
  readonly #known = new WeakSet<World>()
  readonly #end = ending()

  constructor(readonly wall: Wall = REAL) {}

  /** Aborted once no clock is driven any more, and nobody is to wait for one. */
  get ending(): AbortSignal {
    return this.#end.signal
  }

  /** Begins or ends driving a world, as its mode asks; to be called after each change of it. */
  watch(world: World): void {
    const { clock } = world
    if (!this.#known.has(world)) {
      this.#known.add(world)
      clock.watch({ failed: (error) => report('a job failed', error) })
    }
    this.#leave(world)
    if (clock.retired || clock.mode === 'frozen') return
    const unwatch = clock.watch({ scheduled: () => this.#setAlarm(world) })
    this.#driven.set(world, { wall: this.wall.passed(), virtual: world.now, cancel: undefined, unwatch })
    this.#setAlarm(world)
  }

  /**
   * The same for a world of an earlier run. A real clock is at the wall clock again, and what fell due in the meantime
   * runs as it is driven there; one that had been moved further goes on from where it stood, as scaled clocks do.
   */
  resume(world: World): void {
    this.watch(world)
    const driven = this.#driven.get(world)
    if (!driven || world.clock.mode !== 'real') return
    driven.virtual = Math.max(driven.virtual, this.wall.clock())
    this.#setAlarm(world)
  }

  /** Brings a world's time up to date before a call is served. */
  follow(world: World): void {
    const driven = this.#driven.get(world)
    if (driven && world.clock.mode !== 'auto') world.clock.follow(this.#target(world, driven))
  }

  /** Drives no clock any more. Each is left where it stands by now, for those who keep it. */
  stop(): void {
    this.#end.abort(new Stopping())
    for (const world of this.#driven.keys()) {
      this.follow(world)
      this.#leave(world)
    }
  }

  #leave(world: World): void {
    const driven = this.#driven.get(world)
    driven?.cancel?.()
    driven?.unwatch()
    this.#driven.delete(world)
  }

  #setAlarm(world: World): void {
    const driven = this.#driven.get(world)
    const { clock } = world
    if (!driven || clock.advancing) return
    driven.cancel?.()
    driven.cancel = undefined
    const due = clock.mode === 'auto' ? clock.nextAwaited() : clock.nextDue()
    if (due === undefined || (clock.mode === 'auto' && clock.waiting)) return
    const wait = clock.mode === 'auto' ? 0 : Math.max(0, Math.ceil((due - this.#target(world, driven)) / clock.speed))
    driven.cancel = this.wall.after(Math.min(wait, LONGEST_WAIT), () => this.#ring(world, driven))
  }

  #ring(world: World, driven: Driven): void {
    const { clock } = world
    const time = clock.mode === 'auto' ? (clock.nextAwaited() ?? clock.now) : this.#target(world, driven)
    clock.catchUp(time).catch((error: unknown) => report('a job failed', error))
  }

  /** Where the world's clock should stand by now. Where it was advanced further, it goes on from there. */
  #target({ clock }: World, driven: Driven): number {
    const wall = this.wall.passed()
    const time = driven.virtual + (wall - driven.wall) * clock.speed
    if (time >= clock.now) return Math.floor(time)
    driven.wall = wall
    driven.virtual = clock.now
    return clock.now
  }
}

interface Driven {
  /** A moment of both clocks: real milliseconds, and the virtual milliseconds that belong to them. */
  wall: number
  virtual: number
  cancel: (() => void) | undefined
  /** Stops hearing of what the clock has to do. */
  unwatch: () => void
}
