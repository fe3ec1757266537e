import type { Job } from './job.ts'

/** What those who wait for jobs are told. */
export interface JobsUnderWayPorts {
  /** A job has ended, well or not. */
  ended(): void
  /** A job failed after nobody waited for it any more. */
  failed(error: unknown): void
}

/** Jobs that have begun and not ended. A snapshot taken meanwhile begins them again. */
export class JobsUnderWay {
  readonly #begun = new Set<Job>()
  /** Those that nobody waits for by themselves. */
  readonly #afloat = new Set<Promise<void>>()

  constructor(readonly ports: JobsUnderWayPorts) {}

  get size(): number {
    return this.#begun.size
  }

  all(): Job[] {
    return [...this.#begun]
  }

  /** A job that will go on later is under way until then. */
  hold(job: Job): void {
    this.#begun.add(job)
  }

  begin(job: Job, running: Promise<void>): Promise<void> {
    this.#begun.add(job)
    return running.finally(() => {
      this.#begun.delete(job)
      this.ports.ended()
    })
  }

  /** Leaves a job to itself, until somebody waits for all that were left so. */
  leave(running: Promise<void>): void {
    const done = running.catch((error: unknown) => this.ports.failed(error)).finally(() => this.#afloat.delete(done))
    this.#afloat.add(done)
  }

  /** Resolves once none is left to itself any more; undefined where none is. */
  landed(): Promise<void> | undefined {
    return this.#afloat.size > 0 ? this.#land() : undefined
  }

  async #land(): Promise<void> {
    while (this.#afloat.size > 0) await Promise.all(this.#afloat)
  }
}
