import { Refusal } from '../refusal.ts'
import type { Advance } from './advance.ts'
import type { Job } from './job.ts'
import type { Works } from './works.ts'

/** One go of a clock: whatever falls due is run at its own time, in (time, sequence) order. */
export class Going {
  readonly #errors: unknown[] = []

  /** @param awaited whether somebody waits for what it runs, so that nothing due is left in the end */
  constructor(
    readonly works: Works,
    readonly advance: Advance,
    readonly awaited: boolean,
  ) {}

  /**
   * Runs all that is due, and stands at `end` then, or at the last job's time where there is none. Answers how many ran.
   * @throws the first error of a job; Refusal `busy` or `gone` as `Clock.advanceTo`
   */
  async run(isDue: (job: Job) => boolean, end: number | undefined): Promise<number> {
    const { works, advance, awaited } = this
    try {
      const left = awaited ? works.underWay.landed() : undefined
      if (left) await advance.orAborted(left)
      let reached = advance.reached
      while (!reached && !this.#isOver) {
        const next = works.queue.peek()
        const due = next !== undefined && isDue(next)
        if (due && (next.dueAt <= works.now || advance.putOff.length === 0)) {
          advance.count(next)
          const running = this.#step()
          if (running) await running
          const pause = works.ports.outside.breathe()
          if (pause) await pause
        } else if (advance.putOff.length > 0) await this.#hear()
        else {
          if (!awaited) break
          // What arrives meanwhile may be due, too.
          await works.ports.outside.settle()
          const arrived = works.queue.peek()
          if (!arrived || !isDue(arrived)) break
        }
        reached = advance.reached
      }
      if (end !== undefined && end > works.now && !reached && !this.#isOver) works.now = end
    } finally {
      for (const { job, finish } of advance.putOff) works.underWay.leave(works.underWay.begin(job, finish()))
    }
    if (this.#errors.length > 0) throw this.#errors[0]
    if (awaited) this.#refuseUnfinished()
    return advance.ran
  }

  get #isOver(): boolean {
    return this.works.face.retired || this.advance.aborted
  }

  /** Runs the next job. A promise ends where the one after it may run. */
  #step(): Promise<void> | undefined {
    const { works, advance } = this
    const job = works.queue.pop()!
    if (job.dueAt > works.now) works.now = job.dueAt
    try {
      const running = works.ports.causes.within(job.cause, () => works.runners.run(job))
      if (!running) return undefined
      if (typeof running !== 'function') return this.#follow(works.underWay.begin(job, running))
      works.underWay.hold(job)
      advance.putOff.push({ job, finish: running })
    } catch (error) {
      this.#errors.push(asError(error))
    }
    return undefined
  }

  /** What was put off to the end of the moment is heard, one after the other, before time moves on. */
  async #hear(): Promise<void> {
    const { job, finish } = this.advance.putOff.shift()!
    await this.#follow(this.works.underWay.begin(job, finish()))
  }

  /** Awaits a job where somebody awaits the advance; leaves it to itself where nobody does, or does no longer. */
  async #follow(running: Promise<void>): Promise<void> {
    const { underWay } = this.works
    if (!this.awaited) return underWay.leave(running)
    try {
      await this.advance.orAborted(running)
    } catch (error) {
      this.#errors.push(asError(error))
    }
    if (this.#isOver) underWay.leave(running)
  }

  /** @throws Refusal `gone` */
  #refuseUnfinished(): void {
    const { works, advance } = this
    if (works.face.retired)
      throw new Refusal(
        'gone',
        'The world was reset, restored or deleted while its clock was being advanced: nothing of the old one runs any more.',
      )
    if (advance.aborted)
      throw new Refusal(
        'gone',
        `The clock was stopped at ${iso(works.now)}, after ${advance.ran} jobs: ${(advance.signal!.reason as Error).message}`,
      )
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

export const iso = (time: number): string => new Date(time).toISOString()
