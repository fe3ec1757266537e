import type { Clock } from './clock.ts'
import { defineJob } from './job-kind.ts'

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
    clock.register(WAIT_OVER.name, (_payload: unknown, job) => {
      this.#take(job.sequence)?.resolve()
      // Who waited goes on in this very moment of the clock's time, before it moves further.
      return clock.ports.settle()
    })
    clock.ending.addEventListener('abort', () => {
      for (const { reject } of this.#waiting.values()) reject(clock.ending.reason)
      this.#waiting.clear()
    })
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
      const job = this.clock.schedule(delay, WAIT_OVER.name, {})
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
