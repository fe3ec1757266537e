import type { JobKind } from './job-kind.ts'
import type { Job, Runner } from './job.ts'

/** Who runs the jobs of which kind. */
export class Runners {
  readonly #runners = new Map<string, Runner>()
  /** Says who runs all the others, once one of them is looked for. */
  #connect: (() => void) | undefined

  add<P>({ name }: JobKind<P>, runner: Runner<P>): void {
    this.#runners.set(name, runner)
  }

  /** Others are added once a job of theirs is to run, which in most worlds is never. */
  addLater(connect: () => void): void {
    this.#connect = connect
  }

  has(kind: string): boolean {
    return this.#runnerOf(kind) !== undefined
  }

  /** Begins a job. @throws Error where nobody runs jobs of its kind */
  run(job: Job): ReturnType<Runner> {
    const runner = this.#runnerOf(job.kind)
    if (!runner) throw new Error(`No runner is registered for jobs of kind "${job.kind}".`)
    // What a job carries is of its kind, as what was registered for that takes it.
    return runner(job.payload as never, job)
  }

  #runnerOf(kind: string): Runner | undefined {
    const runner = this.#runners.get(kind)
    const connect = this.#connect
    if (runner || !connect) return runner
    this.#connect = undefined
    connect()
    return this.#runners.get(kind)
  }
}
