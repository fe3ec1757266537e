import { Refusal } from '../refusal.ts'
import type { Job } from './job.ts'
import type { ClockFace } from './works.ts'

/** How many jobs one go may run, where nobody asks for fewer. */
export const MOST_JOBS = 2_000_000

/** How many jobs are run until idle unless more are asked for: whoever answers each message with the next never is. */
export const MOST_JOBS_UNTIL_IDLE = 100_000

/** How an advance may end before it has got where it should. */
export interface Bounds {
  /** Once aborted, no further job runs, and what is under way is left to itself. The reason is an Error that says why. */
  signal?: AbortSignal | undefined
  /** How many jobs may run, `MOST_JOBS` unless given. */
  jobs?: number | undefined
  /** Asked before each job: once it answers true, no further job runs, and the clock stays where it stands. */
  until?: (() => boolean) | undefined
}

/** One go of a clock: what it has run, what it has put off to the end of the moment, and what ends it early. */
export class Advance {
  ran = 0
  /** What is still to be heard before time moves on, in the order of the jobs that left it. */
  readonly putOff: { job: Job; finish: () => Promise<void> }[] = []
  readonly signal: AbortSignal | undefined
  readonly #most: number
  readonly #until: () => boolean
  readonly #kinds = new Map<string, number>()

  /** @param clock which may end itself, with the world */
  constructor(
    { signal, jobs = MOST_JOBS, until = NEVER }: Bounds,
    readonly clock: Pick<ClockFace, 'ending'>,
  ) {
    this.signal = signal
    this.#most = jobs
    this.#until = until
  }

  /** Whether it has come as far as it was to come; what was put off is heard first. */
  get reached(): boolean {
    return this.putOff.length === 0 && this.#until()
  }

  get aborted(): boolean {
    return this.signal !== undefined && this.signal.aborted
  }

  /** @throws Refusal `busy` where so many have run that the next is one too many */
  count({ kind, dueAt }: Job): void {
    if (this.ran === this.#most) throw new Refusal('busy', this.#tooMany(dueAt))
    this.ran++
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1)
  }

  /** As `running`, and earlier where the advance is ended before: who is waited for then does not hold it up. */
  orAborted(running: Promise<void>): Promise<void> {
    const over = new AbortController()
    return new Promise<void>((resolve, reject) => {
      for (const signal of [this.signal, this.clock.ending])
        signal?.addEventListener('abort', () => resolve(), { signal: over.signal })
      running.then(resolve, reject)
    }).finally(() => over.abort())
  }

  #tooMany(dueAt: number): string {
    const kinds = [...this.#kinds].sort(([, a], [, b]) => b - a).map(([kind, ran]) => `${ran} of "${kind}"`)
    const more = this.#most < MOST_JOBS ? `, or allow more "jobs" (up to ${MOST_JOBS}) where so many are needed` : ''
    return [
      `Stopped after ${this.ran} jobs (${kinds.join(', ')}), and the next is due at ${new Date(dueAt).toISOString()}.`,
      'Something seems to keep scheduling the next, as a receiver does that answers each message with another.',
      `What was done stays done. Advance again to go on, say how far with "by" or "to"${more}.`,
    ].join(' ')
  }
}

const NEVER = (): boolean => false
