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
  #begun: Set<Job> | undefined
  /** Those that nobody waits for by themselves. */
  #afloat: Set<Promise<void>> | undefined

  constructor(readonly ports: JobsUnderWayPorts) {}

  get size(): number {
    return this.#begun?.size ?? 0
  }

  all(): Job[] {
    return [...(this.#begun ?? [])]
  }

  /** A job that will go on later is under way until then. */
  hold(job: Job): void {
    this.#hold(job)
  }

  begin(job: Job, running: Promise<void>): Promise<void> {
    const begun = this.#hold(job)
    return running.finally(() => {
      begun.delete(job)
      this.ports.ended()
    })
  }

  /** Leaves a job to itself, until somebody waits for all that were left so. */
  leave(running: Promise<void>): void {
    const afloat = (this.#afloat ??= new Set())
    const done = running.catch((error: unknown) => this.ports.failed(error)).finally(() => afloat.delete(done))
    afloat.add(done)
  }

  /** Resolves once none is left to itself any more; undefined where none is. */
  landed(): Promise<void> | undefined {
    return this.#afloat && this.#afloat.size > 0 ? this.#land(this.#afloat) : undefined
  }

  async #land(afloat: Set<Promise<void>>): Promise<void> {
    while (afloat.size > 0) await Promise.all(afloat)
  }

  #hold(job: Job): Set<Job> {
    return (this.#begun ??= new Set()).add(job)
  }
}
