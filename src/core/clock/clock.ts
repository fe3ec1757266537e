import type { JsonObject } from '../json.ts'
import { Refusal } from '../refusal.ts'
import { FURTHEST } from '../store/kept.ts'
import { Advance, type Bounds, MOST_JOBS_UNTIL_IDLE } from './advance.ts'
import type { ClockCopy, ClockHands, ClockState } from './clock-state.ts'
import { Going, iso } from './going.ts'
import { JobQueue } from './job-queue.ts'
import type { JobKind } from './job-kind.ts'
import type { Job, Runner } from './job.ts'
import { JobsUnderWay } from './jobs-under-way.ts'
import type { ClockMode } from './modes.ts'
import { Runners } from './runners.ts'
import type { ClockPorts, Works } from './works.ts'

/** Somebody who goes by what a clock has to do. */
export interface ClockWatcher {
  /** Told after each change of what is due next. */
  scheduled?(): void
  /** Told of a job that failed after nobody waited for it any more. */
  failed?(error: unknown): void
}

/** Time that moves only when told, and runs due jobs in order while it moves. All times are virtual milliseconds. */
export class Clock {
  mode: ClockMode
  /** Virtual seconds in one real second, in `scaled` mode. */
  speed: number
  #micros: number
  #sequence: number
  #going: Going | undefined
  #catchingUp: Promise<number> | undefined
  /** Replaced, never changed: who is told may stop watching. */
  #watchers: readonly ClockWatcher[] = []
  /** Made when somebody wants to be told of the end. */
  #end: AbortController | undefined
  #gone: Refusal | undefined
  readonly #works: Works

  constructor(
    state: Partial<ClockHands> & { now: number; jobs?: readonly Job[] | JobQueue },
    readonly ports: ClockPorts,
  ) {
    this.mode = state.mode ?? 'frozen'
    this.speed = state.speed ?? 1
    this.#works = {
      now: state.now,
      queue: state.jobs instanceof JobQueue ? state.jobs : new JobQueue(state.jobs),
      underWay: new JobsUnderWay({
        ended: () => this.#tellScheduled(),
        failed: (error) => {
          for (const watcher of this.#watchers) watcher.failed?.(error)
        },
      }),
      runners: new Runners(),
      ports,
      face: this,
    }
    this.#micros = state.micros ?? Math.min(0, state.now * 1000 - 1)
    this.#sequence = state.sequence ?? 0
  }

  get now(): number {
    return this.#works.now
  }

  /** Lets others run once this has gone on for a while; undefined where there is no need to wait. */
  breathe(): Promise<void> | undefined {
    return this.ports.outside.breathe()
  }

  get advancing(): boolean {
    return this.#going !== undefined
  }

  /** The go under way that awaits what it runs; undefined where nobody advances, or only a driver does. */
  get advance(): Advance | undefined {
    return this.#going?.awaited ? this.#going.advance : undefined
  }

  /** Whether some job has begun and still waits for an answer. */
  get waiting(): boolean {
    return this.#works.underWay.size > 0
  }

  /** Microseconds since 1970, strictly later at each call: rows made within one millisecond keep their order. */
  micros(): number {
    return (this.#micros = Math.max(this.now * 1000, this.#micros + 1))
  }

  /** Tells somebody of what this clock has to do from now on; answers how to stop it. */
  watch(watcher: ClockWatcher): () => void {
    this.#watchers = [...this.#watchers, watcher]
    return () => {
      this.#watchers = this.#watchers.filter((one) => one !== watcher)
    }
  }

  /** Says who runs the jobs of a kind. */
  register<P>(kind: JobKind<P>, runner: Runner<P>): void {
    this.#works.runners.add(kind, runner)
  }

  /** Others are registered once a job of theirs is to run, which in most worlds is never. */
  registerLater(connect: () => void): void {
    this.#works.runners.addLater(connect)
  }

  /**
   * Puts work on the clock, `delay` milliseconds from now; answers the name by which it can be cancelled.
   * @param patient nobody waits for it: neither does an automatic clock move on for its sake, nor is an advance until idle
   */
  schedule<P>(delay: number, { name: kind }: JobKind<P>, payload: P & JsonObject, { patient = false } = {}): number {
    const sequence = ++this.#sequence
    const job = { sequence, dueAt: this.now + Math.max(0, delay), kind, payload, cause: this.ports.causes.cause }
    this.#works.queue.push(patient ? { ...job, patient } : job)
    this.#tellScheduled()
    return sequence
  }

  cancel(sequence: number): void {
    this.#works.queue.cancel(sequence)
  }

  /** Cancels the job that waits and says this in its payload; answers whether there was one. */
  callOff<P, N extends keyof P & string>(kind: JobKind<P>, name: N, value: P[N]): boolean {
    const job = this.find(kind, name, value)
    if (job) this.cancel(job.sequence)
    return job !== undefined
  }

  /** The job that waits and says this in its payload, if there is one. */
  find<P, N extends keyof P & string>({ name: kind }: JobKind<P>, name: N, value: P[N]): Job | undefined {
    return this.#works.queue.find(kind, name, value)
  }

  /**
   * Begins a job that waits and says this in its payload at once, whoever moves the clock, and ends when it has: somebody
   * waits for what comes of it. Until then it is under way, and an advance waits for it. Where none waits, nothing is done.
   */
  async hurry<P, N extends keyof P & string>(kind: JobKind<P>, name: N, value: P[N]): Promise<void> {
    const { underWay, runners, ports } = this.#works
    const job = this.find(kind, name, value)
    if (!job) return
    this.cancel(job.sequence)
    const running = ports.causes.within(job.cause, () => runners.run(job))
    if (!running) return
    const ended = underWay.begin(job, typeof running === 'function' ? running() : running)
    underWay.leave(ended)
    await ended
  }

  /** The due time of the next job, if there is one. */
  nextDue(): number | undefined {
    return this.#works.queue.peek()?.dueAt
  }

  /** The due time of the next job of one of these kinds, if there is one. */
  nextOf(kinds: ReadonlySet<string>): number | undefined {
    return this.#works.queue.firstOf(kinds)?.dueAt
  }

  /** The due time of the next job that somebody waits for, if there is one. */
  nextAwaited(): number | undefined {
    return this.#works.queue.peekAwaited()?.dueAt
  }

  /** How many jobs wait for their time. */
  get size(): number {
    return this.#works.queue.size
  }

  /** The jobs that wait, in the order in which they will run. */
  pending(): Job[] {
    return this.#works.queue.inOrder()
  }

  /** Kinds of waiting jobs that nobody has said how to run: those of a state that another program saved. */
  strangers(): string[] {
    const { queue, runners } = this.#works
    return [...queue.kinds()].filter((kind) => !runners.has(kind))
  }

  /** Ends this clock: a world that was reset or deleted runs nothing any more, whatever still answers late. */
  retire(): void {
    this.#gone ??= new Refusal(
      'gone',
      'The world was reset, restored or deleted meanwhile: whatever waited for the old one is not heard any more.',
    )
    this.#end?.abort(this.#gone)
  }

  get retired(): boolean {
    return this.#gone !== undefined
  }

  /** Aborted when this clock is retired, so that those who wait for its time can be told; the reason is a Refusal `gone`. */
  get ending(): AbortSignal {
    if (!this.#end) {
      this.#end = this.ports.outside.ending?.() ?? new AbortController()
      if (this.#gone) this.#end.abort(this.#gone)
    }
    return this.#end.signal
  }

  /** Moves on to `time` at the latest without running anything: up to the next due job and no further. */
  follow(time: number): void {
    if (this.#going) return
    const limit = Math.min(time, this.nextDue() ?? time, FURTHEST)
    if (limit > this.now) this.#works.now = limit
  }

  /**
   * Moves on to `time`, running all that falls due in (time, sequence) order and awaiting it, webhooks and what their
   * receivers do included. Answers how many jobs ran.
   * @throws Refusal `busy` where the clock is already being advanced, or more jobs are due than the bounds allow;
   * `illegal` where the time lies in the past; `gone` where the bounds' signal ended it early.
   */
  async advanceTo(time: number, bounds: Bounds = {}): Promise<number> {
    if (time < this.now) {
      throw new Refusal(
        'illegal',
        `The clock stands at ${iso(this.now)} and cannot go back to ${iso(time)}. Reset the world or put a snapshot back to start earlier.`,
      )
    }
    return this.#run((job) => job.dueAt <= time, time, this.#goingOf(bounds, true))
  }

  /**
   * Runs until nothing is left on the clock that somebody waits for and that falls due before the end of time, and stands
   * at the last job's time; refused as `advanceTo`.
   */
  async runUntilIdle({ signal, jobs = MOST_JOBS_UNTIL_IDLE }: Bounds = {}): Promise<number> {
    const isDue = ({ dueAt }: Job): boolean => dueAt <= FURTHEST && this.nextAwaited() !== undefined
    return this.#run(isDue, undefined, this.#goingOf({ signal, jobs }, true))
  }

  /**
   * As `advanceTo`, for a driver that follows real time: nothing is awaited, so that a slow receiver delays nobody.
   * Does nothing while somebody else advances the clock.
   */
  async catchUp(time: number): Promise<void> {
    if (this.#going || this.retired) return
    const end = Math.min(time, FURTHEST)
    this.#catchingUp = this.#run((job) => job.dueAt <= end, Math.max(end, this.now), this.#goingOf({}, false))
    try {
      await this.#catchingUp
    } finally {
      this.#catchingUp = undefined
    }
  }

  state(): ClockState {
    return { ...this.#hands(), jobs: [...this.#works.underWay.all(), ...this.pending()] }
  }

  /** The same for a fork, or for whoever writes it out bit by bit; what is under way begins again there. */
  copy(): ClockCopy {
    const jobs = this.#works.queue.copy()
    for (const job of this.#works.underWay.all()) jobs.push(job)
    return { ...this.#hands(), jobs }
  }

  #hands(): ClockHands {
    return { mode: this.mode, speed: this.speed, now: this.now, micros: this.#micros, sequence: this.#sequence }
  }

  #goingOf(bounds: Bounds, awaited: boolean): Going {
    return new Going(this.#works, new Advance(bounds, this), awaited)
  }

  async #run(isDue: (job: Job) => boolean, end: number | undefined, going: Going): Promise<number> {
    if (going.awaited && this.#catchingUp) await this.#catchingUp.catch(() => 0)
    if (this.#going) {
      throw new Refusal(
        'busy',
        'The clock of this world is already being advanced: a webhook receiver cannot advance it, and two tests that advance it need a world each.',
      )
    }
    this.#going = going
    try {
      return await going.run(isDue, end)
    } finally {
      this.#going = undefined
      this.#tellScheduled()
    }
  }

  #tellScheduled(): void {
    for (const watcher of this.#watchers) watcher.scheduled?.()
  }
}
