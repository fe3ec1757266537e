import type { Clock } from './clock.ts'
import { defineJob } from './job-kind.ts'
import type { Job } from './job.ts'

/** The time of somebody who waits has come. */
export const WAIT_OVER = defineJob('wait.over', {})

interface Waiting {
  resolve(): void
  reject: (reason: unknown) => void
}

/** Who waits for the clock. They belong to sockets: a snapshot carries none of them, and all end with the clock. */
export class Waits {
  readonly #waiting = new Map<number, Waiting>()

  constructor(readonly clock: Clock) {
    clock.ending.addEventListener('abort', () => {
      for (const { reject } of this.#waiting.values()) reject(clock.ending.reason)
      this.#waiting.clear()
    })
  }

  /** The time of a job that was waited for has come: who waited goes on in this very moment, before the clock moves further. */
  end(job: Job): Promise<void> {
    this.#take(job.sequence)?.resolve()
    return this.clock.ports.outside.settle()
  }

  get size(): number {
    return this.#waiting.size
  }

  /**
   * Ends after so many virtual milliseconds. Rejects with the signal's reason where that is aborted before, and with a
   * Refusal `gone` where the clock ends.
   */
  wait(delay: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error)
    const over = new AbortController()
    return new Promise<void>((resolve, reject) => {
      const job = this.clock.schedule(delay, WAIT_OVER, {})
      this.#waiting.set(job, { resolve, reject })
      const end = () => {
        this.clock.cancel(job)
        this.#take(job)?.reject(signal!.reason)
      }
      signal?.addEventListener('abort', end, { signal: over.signal })
    }).finally(() => over.abort())
  }

  #take(sequence: number): Waiting | undefined {
    const waiting = this.#waiting.get(sequence)
    this.#waiting.delete(sequence)
    return waiting
  }
}
