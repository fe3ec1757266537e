import type { JsonObject } from '../json.ts'
import { Refusal } from '../refusal.ts'
import { JobHeap } from './job-heap.ts'
import type { Job, Runner } from './job.ts'

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
  within(cause: number | null, run: () => void | Promise<void>): void | Promise<void>
  /** Lets others run once this has gone on for a while; undefined where there is no need to wait. */
  breathe(): Promise<void> | undefined
  /** Gives calls that have already arrived their turn. */
  settle(): Promise<void>
  /** How many jobs one go may run, two million unless given. */
  readonly loopLimit?: number
}

/** A job that keeps scheduling itself at no delay would run for ever: this many in one go, and the clock names it. */
const LOOP_LIMIT = 2_000_000

/** Time that moves only when told, and runs due jobs in order while it moves. All times are virtual milliseconds. */
export class Clock {
  mode: ClockMode
  /** Virtual seconds in one real second, in `scaled` mode. */
  speed: number
  #now: number
  #micros: number
  #sequence: number
  #advancing = false
  #catchingUp: Promise<number> | undefined
  #retired = false
  readonly #heap = new JobHeap()
  readonly #cancelled = new Set<number>()
  readonly #runners = new Map<string, Runner>()
  readonly #afloat = new Set<Promise<void>>()
  /** Jobs that have begun and not ended: a snapshot taken meanwhile begins them again. */
  readonly #begun = new Set<Job>()
  /** Told after each change of what is due next, so that a driver can set its alarm. */
  onSchedule: (() => void) | undefined
  /** Told of a job that failed after nobody waited for it any more. */
  onFailure: ((error: unknown) => void) | undefined
  /** Told once when this clock is retired, so that those who wait for its time can be told. */
  onRetire: (() => void) | undefined

  constructor(
    state: Partial<ClockState> & { now: number },
    readonly ports: ClockPorts,
  ) {
    this.mode = state.mode ?? 'frozen'
    this.speed = state.speed ?? 1
    this.#now = state.now
    this.#micros = state.micros ?? Math.min(0, state.now * 1000 - 1)
    this.#sequence = state.sequence ?? 0
    for (const job of state.jobs ?? []) this.#heap.push(job)
  }

  get now(): number {
    return this.#now
  }

  get advancing(): boolean {
    return this.#advancing
  }

  /** Whether some job has begun and still waits for an answer. */
  get waiting(): boolean {
    return this.#begun.size > 0
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
    this.#heap.push({ sequence, dueAt: this.#now + Math.max(0, delay), kind, payload, cause: this.ports.cause() })
    this.onSchedule?.()
    return sequence
  }

  cancel(sequence: number): void {
    this.#cancelled.add(sequence)
    if (this.#cancelled.size > 1000 && this.#cancelled.size * 2 > this.#heap.size) this.#dropCancelled()
  }

  /** The due time of the next job, if there is one. */
  nextDue(): number | undefined {
    return this.#peek()?.dueAt
  }

  /** How many jobs wait for their time. */
  get size(): number {
    this.#dropCancelled()
    return this.#heap.size
  }

  /** The jobs that wait, in the order in which they will run. */
  pending(): Job[] {
    this.#dropCancelled()
    return this.#heap.inOrder()
  }

  /** Kinds of waiting jobs that nobody has said how to run: those of a state that another program saved. */
  strangers(): string[] {
    return [...new Set(this.pending().map(({ kind }) => kind))].filter((kind) => !this.#runners.has(kind))
  }

  /** Ends this clock: a world that was reset or deleted runs nothing any more, whatever still answers late. */
  retire(): void {
    if (this.#retired) return
    this.#retired = true
    this.onSchedule = undefined
    this.onRetire?.()
  }

  get retired(): boolean {
    return this.#retired
  }

  /** Moves on to `time` at the latest without running anything: up to the next due job and no further. */
  follow(time: number): void {
    if (this.#advancing) return
    const limit = Math.min(time, this.nextDue() ?? time)
    if (limit > this.#now) this.#now = limit
  }

  /**
   * Moves on to `time`, running all that falls due in (time, sequence) order and awaiting it, webhooks and what their
   * receivers do included. Answers how many jobs ran.
   * @throws Refusal `busy` where the clock is already being advanced, `illegal` where the time lies in the past.
   */
  async advanceTo(time: number): Promise<number> {
    if (time < this.#now) {
      throw new Refusal(
        'illegal',
        `The clock stands at ${iso(this.#now)} and cannot go back to ${iso(time)}. Reset the world or put a snapshot back to start earlier.`,
      )
    }
    return this.#run((job) => job !== undefined && job.dueAt <= time, time, true)
  }

  /** Runs until nothing is left on the clock, which then stands at the last job's time. */
  runUntilIdle(): Promise<number> {
    return this.#run((job) => job !== undefined, undefined, true)
  }

  /**
   * As `advanceTo`, for a driver that follows real time: nothing is awaited, so that a slow receiver delays nobody.
   * Does nothing while somebody else advances the clock.
   */
  async catchUp(time: number): Promise<void> {
    if (this.#advancing || this.#retired) return
    this.#catchingUp = this.#run((job) => job !== undefined && job.dueAt <= time, Math.max(time, this.#now), false)
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
      jobs: [...this.#begun, ...this.pending()],
    }
  }

  async #run(isDue: (job: Job | undefined) => boolean, end: number | undefined, awaited: boolean): Promise<number> {
    if (awaited && this.#catchingUp) await this.#catchingUp.catch(() => 0)
    if (this.#advancing) {
      throw new Refusal(
        'busy',
        'The clock of this world is already being advanced: a webhook receiver cannot advance it, and two tests that advance it need a world each.',
      )
    }
    this.#advancing = true
    const { loopLimit = LOOP_LIMIT } = this.ports
    let ran = 0
    let firstError: Error | undefined
    try {
      if (awaited) await this.#landed()
      for (;;) {
        while (!this.#retired && isDue(this.#peek())) {
          if (ran === loopLimit) {
            throw new Refusal(
              'busy',
              `Gave up after ${loopLimit} jobs in one go: "${this.#peek()!.kind}" seems to schedule itself for ever.`,
            )
          }
          const job = this.#heap.pop()!
          if (job.dueAt > this.#now) this.#now = job.dueAt
          ran++
          try {
            const running = this.#start(job)
            if (running) await (awaited ? running : this.#float(running))
          } catch (error) {
            firstError ??= error instanceof Error ? error : new Error(String(error))
          }
          const pause = (ran & 63) === 0 ? this.ports.breathe() : undefined
          if (pause) await pause
        }
        if (this.#retired || !awaited) break
        await this.ports.settle()
        if (this.#retired || !isDue(this.#peek())) break
      }
      if (end !== undefined && end > this.#now && !this.#retired) this.#now = end
    } finally {
      this.#advancing = false
      this.onSchedule?.()
    }
    if (firstError) throw firstError
    if (this.#retired && awaited) {
      throw new Refusal(
        'gone',
        'The world was reset, restored or deleted while its clock was being advanced: nothing of the old one runs any more.',
      )
    }
    return ran
  }

  #start(job: Job): void | Promise<void> {
    const runner = this.#runners.get(job.kind)
    if (!runner) throw new Error(`No runner is registered for jobs of kind "${job.kind}".`)
    const running = this.ports.within(job.cause, () => runner(job.payload as never, job))
    if (!running) return
    this.#begun.add(job)
    return running.finally(() => {
      this.#begun.delete(job)
      this.onSchedule?.()
    })
  }

  /** Leaves a promise to itself; a later advance waits for it. */
  #float(running: Promise<void>): void {
    const done = running.catch((error: unknown) => this.onFailure?.(error)).finally(() => this.#afloat.delete(done))
    this.#afloat.add(done)
  }

  async #landed(): Promise<void> {
    while (this.#afloat.size > 0) await Promise.all(this.#afloat)
  }

  #peek(): Job | undefined {
    for (;;) {
      const job = this.#heap.peek()
      if (!job || this.#cancelled.size === 0 || !this.#cancelled.delete(job.sequence)) return job
      this.#heap.pop()
    }
  }

  #dropCancelled(): void {
    if (this.#cancelled.size === 0) return
    this.#heap.remove((job) => this.#cancelled.has(job.sequence))
    this.#cancelled.clear()
  }
}

const iso = (time: number): string => new Date(time).toISOString()
