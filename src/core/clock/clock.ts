import type { JsonObject } from '../json.ts'
import { Refusal } from '../refusal.ts'
import { FURTHEST } from '../store/kept.ts'
import { Advance, type Bounds, MOST_JOBS_UNTIL_IDLE } from './advance.ts'
import { JobQueue } from './job-queue.ts'
import type { JobKind } from './job-kind.ts'
import type { Job, Runner } from './job.ts'
import { JobsUnderWay } from './jobs-under-way.ts'

/**
 * Who moves the clock. `real` and `scaled` follow the wall clock (scaled: `speed` times as fast), `frozen` moves only
 * when told, `auto` jumps to the next due job as soon as nothing else is going on. The driving is done outside core.
 */
export const CLOCK_MODES = ['real', 'scaled', 'frozen', 'auto'] as const
export type ClockMode = (typeof CLOCK_MODES)[number]

export interface ClockState {
  mode: ClockMode
  speed: number
  now: number
  micros: number
  sequence: number
  jobs: Job[]
}

/** What a clock asks of those around it. */
export interface ClockPorts {
  /** The journal entry to blame for what is scheduled now. */
  cause(): number | null
  /** Runs a job with its cause in force. */
  within<T>(cause: number | null, run: () => T): T
  /** Lets others run once this has gone on for a while; undefined where there is no need to wait. */
  breathe(): Promise<void> | undefined
  /** Gives calls that have already arrived their turn. */
  settle(): Promise<void>
}

/** Time that moves only when told, and runs due jobs in order while it moves. All times are virtual milliseconds. */
export class Clock {
  mode: ClockMode
  /** Virtual seconds in one real second, in `scaled` mode. */
  speed: number
  #now: number
  #micros: number
  #sequence: number
  #going: Advance | undefined
  #awaited = false
  #catchingUp: Promise<number> | undefined
  readonly #end = new AbortController()
  readonly #queue: JobQueue
  readonly #runners = new Map<string, Runner>()
  readonly #underWay = new JobsUnderWay({
    ended: () => this.onSchedule?.(),
    failed: (error) => this.onFailure?.(error),
  })
  /** Told after each change of what is due next, so that a driver can set its alarm. */
  onSchedule: (() => void) | undefined
  /** Told of a job that failed after nobody waited for it any more. */
  onFailure: ((error: unknown) => void) | undefined

  constructor(
    state: Partial<ClockState> & { now: number },
    readonly ports: ClockPorts,
  ) {
    this.mode = state.mode ?? 'frozen'
    this.speed = state.speed ?? 1
    this.#now = state.now
    this.#micros = state.micros ?? Math.min(0, state.now * 1000 - 1)
    this.#sequence = state.sequence ?? 0
    this.#queue = new JobQueue(state.jobs)
  }

  get now(): number {
    return this.#now
  }

  get advancing(): boolean {
    return this.#going !== undefined
  }

  /** The go under way that awaits what it runs; undefined where nobody advances, or only a driver does. */
  get advance(): Advance | undefined {
    return this.#awaited ? this.#going : undefined
  }

  /** Whether some job has begun and still waits for an answer. */
  get waiting(): boolean {
    return this.#underWay.size > 0
  }

  /** Microseconds since 1970, strictly later at each call: rows made within one millisecond keep their order. */
  micros(): number {
    return (this.#micros = Math.max(this.#now * 1000, this.#micros + 1))
  }

  register(kind: string, runner: Runner): void {
    this.#runners.set(kind, runner)
  }

  /** Puts work on the clock, `delay` milliseconds from now; answers the name by which it can be cancelled. */
  schedule(delay: number, kind: string, payload: JsonObject): number {
    const sequence = ++this.#sequence
    this.#queue.push({ sequence, dueAt: this.#now + Math.max(0, delay), kind, payload, cause: this.ports.cause() })
    this.onSchedule?.()
    return sequence
  }

  cancel(sequence: number): void {
    this.#queue.cancel(sequence)
  }

  /** The name of a job that waits and says this in its payload, if there is one. */
  find({ name: kind }: JobKind, name: string, value: unknown): number | undefined {
    return this.#queue.find(kind, name, value)?.sequence
  }

  /** The due time of the next job, if there is one. */
  nextDue(): number | undefined {
    return this.#queue.peek()?.dueAt
  }

  /** How many jobs wait for their time. */
  get size(): number {
    return this.#queue.size
  }

  /** The jobs that wait, in the order in which they will run. */
  pending(): Job[] {
    return this.#queue.inOrder()
  }

  /** Kinds of waiting jobs that nobody has said how to run: those of a state that another program saved. */
  strangers(): string[] {
    return [...new Set(this.pending().map(({ kind }) => kind))].filter((kind) => !this.#runners.has(kind))
  }

  /** Ends this clock: a world that was reset or deleted runs nothing any more, whatever still answers late. */
  retire(): void {
    this.onSchedule = undefined
    this.#end.abort(
      new Refusal(
        'gone',
        'The world was reset, restored or deleted meanwhile: whatever waited for the old one is not heard any more.',
      ),
    )
  }

  get retired(): boolean {
    return this.#end.signal.aborted
  }

  /** Aborted when this clock is retired, so that those who wait for its time can be told; the reason is a Refusal `gone`. */
  get ending(): AbortSignal {
    return this.#end.signal
  }

  /** Moves on to `time` at the latest without running anything: up to the next due job and no further. */
  follow(time: number): void {
    if (this.#going) return
    const limit = Math.min(time, this.nextDue() ?? time, FURTHEST)
    if (limit > this.#now) this.#now = limit
  }

  /**
   * Moves on to `time`, running all that falls due in (time, sequence) order and awaiting it, webhooks and what their
   * receivers do included. Answers how many jobs ran.
   * @throws Refusal `busy` where the clock is already being advanced, or more jobs are due than the bounds allow;
   * `illegal` where the time lies in the past; `gone` where the bounds' signal ended it early.
   */
  async advanceTo(time: number, bounds: Bounds = {}): Promise<number> {
    if (time < this.#now) {
      throw new Refusal(
        'illegal',
        `The clock stands at ${iso(this.#now)} and cannot go back to ${iso(time)}. Reset the world or put a snapshot back to start earlier.`,
      )
    }
    return this.#run((job) => job.dueAt <= time, time, new Advance(bounds, this.ending), true)
  }

  /**
   * Runs until nothing is left on the clock that falls due before the end of time, and stands at the last job's time;
   * refused as `advanceTo`.
   */
  async runUntilIdle({ signal, jobs = MOST_JOBS_UNTIL_IDLE }: Bounds = {}): Promise<number> {
    return this.#run((job) => job.dueAt <= FURTHEST, undefined, new Advance({ signal, jobs }, this.ending), true)
  }

  /**
   * As `advanceTo`, for a driver that follows real time: nothing is awaited, so that a slow receiver delays nobody.
   * Does nothing while somebody else advances the clock.
   */
  async catchUp(time: number): Promise<void> {
    if (this.#going || this.retired) return
    const end = Math.min(time, FURTHEST)
    this.#catchingUp = this.#run(
      (job) => job.dueAt <= end,
      Math.max(end, this.#now),
      new Advance({}, this.ending),
      false,
    )
    try {
      await this.#catchingUp
    } finally {
      this.#catchingUp = undefined
    }
  }

  state(): ClockState {
    return {
      mode: this.mode,
      speed: this.speed,
      now: this.#now,
      micros: this.#micros,
      sequence: this.#sequence,
      jobs: [...this.#underWay.all(), ...this.pending()],
    }
  }

  async #run(
    isDue: (job: Job) => boolean,
    end: number | undefined,
    advance: Advance,
    awaited: boolean,
  ): Promise<number> {
    if (awaited && this.#catchingUp) await this.#catchingUp.catch(() => 0)
    if (this.#going) {
      throw new Refusal(
        'busy',
        'The clock of this world is already being advanced: a webhook receiver cannot advance it, and two tests that advance it need a world each.',
      )
    }
    this.#going = advance
    this.#awaited = awaited
    const errors: unknown[] = []
    try {
      const left = awaited ? this.#underWay.landed() : undefined
      if (left) await advance.orAborted(left)
      for (;;) {
        if (this.retired || advance.aborted) break
        const next = this.#queue.peek()
        const due = next !== undefined && isDue(next)
        if (due && (next.dueAt <= this.#now || advance.putOff.length === 0)) {
          advance.count(next)
          const running = this.#step(advance, errors)
          if (running) await running
          const pause = (advance.ran & 63) === 0 ? this.ports.breathe() : undefined
          if (pause) await pause
        } else if (advance.putOff.length > 0) await this.#hear(advance, errors)
        else if (!due) {
          if (!awaited) break
          await this.ports.settle()
          const arrived = this.#queue.peek()
          if (!arrived || !isDue(arrived)) break
        }
      }
      if (end !== undefined && end > this.#now && !this.retired && !advance.aborted) this.#now = end
    } finally {
      for (const { job, finish } of advance.putOff) this.#underWay.leave(this.#underWay.begin(job, finish()))
      this.#going = undefined
      this.onSchedule?.()
    }
    if (errors.length > 0) throw errors[0]
    if (awaited) this.#refuseUnfinished(advance)
    return advance.ran
  }

  /** Runs the next job. A promise ends where the one after it may run. */
  #step(advance: Advance, errors: unknown[]): Promise<void> | undefined {
    const job = this.#queue.pop()!
    if (job.dueAt > this.#now) this.#now = job.dueAt
    try {
      const runner = this.#runners.get(job.kind)
      if (!runner) throw new Error(`No runner is registered for jobs of kind "${job.kind}".`)
      const running = this.ports.within(job.cause, () => runner(job.payload as never, job))
      if (!running) return undefined
      if (typeof running !== 'function') return this.#follow(this.#underWay.begin(job, running), advance, errors)
      this.#underWay.hold(job)
      advance.putOff.push({ job, finish: running })
    } catch (error) {
      errors.push(asError(error))
    }
    return undefined
  }

  /** What was put off to the end of the moment is heard, one after the other, before time moves on. */
  async #hear(advance: Advance, errors: unknown[]): Promise<void> {
    const { job, finish } = advance.putOff.shift()!
    await this.#follow(this.#underWay.begin(job, finish()), advance, errors)
  }

  /** Awaits a job where somebody awaits the advance; leaves it to itself where nobody does, or does no longer. */
  async #follow(running: Promise<void>, advance: Advance, errors: unknown[]): Promise<void> {
    if (!this.#awaited) return this.#underWay.leave(running)
    try {
      await advance.orAborted(running)
    } catch (error) {
      errors.push(asError(error))
    }
    if (advance.aborted || this.retired) this.#underWay.leave(running)
  }

  /** @throws Refusal `gone` */
  #refuseUnfinished(advance: Advance): void {
    if (this.retired)
      throw new Refusal(
        'gone',
        'The world was reset, restored or deleted while its clock was being advanced: nothing of the old one runs any more.',
      )
    if (advance.aborted)
      throw new Refusal(
        'gone',
        `The clock was stopped at ${iso(this.#now)}, after ${advance.ran} jobs: ${(advance.signal!.reason as Error).message}`,
      )
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

const iso = (time: number): string => new Date(time).toISOString()
