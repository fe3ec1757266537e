import type { Job } from './job.ts'

/** A priority queue on (due time, sequence); equal times come out in the order they went in. */
export class JobHeap {
  #jobs: Job[] = []

  get size(): number {
    return this.#jobs.length
  }

  peek(): Job | undefined {
    return this.#jobs[0]
  }

  push(job: Job): void {
    const jobs = this.#jobs
    let at = jobs.length
    jobs.push(job)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(job, jobs[parent]!)) break
      jobs[at] = jobs[parent]!
      at = parent
    }
    jobs[at] = job
  }

  pop(): Job | undefined {
    const jobs = this.#jobs
    const first = jobs[0]
    const last = jobs.pop()
    if (first === last || !last) return first
    const half = jobs.length >> 1
    let at = 0
    while (at < half) {
      let child = 2 * at + 1
      if (child + 1 < jobs.length && isBefore(jobs[child + 1]!, jobs[child]!)) child++
      if (!isBefore(jobs[child]!, last)) break
      jobs[at] = jobs[child]!
      at = child
    }
    jobs[at] = last
    return first
  }

  /** Answers those that it has taken out. */
  remove(unwanted: (job: Job) => boolean): Job[] {
    const gone: Job[] = []
    const kept: Job[] = []
    for (const job of this.#jobs) (unwanted(job) ? gone : kept).push(job)
    this.#jobs.length = 0
    for (const job of kept) this.push(job)
    return gone
  }

  /** All of them, in no order. */
  [Symbol.iterator](): Iterator<Job> {
    return this.#jobs[Symbol.iterator]()
  }

  /** The kinds of all jobs. */
  kinds(): Set<string> {
    const kinds = new Set<string>()
    for (const { kind } of this.#jobs) kinds.add(kind)
    return kinds
  }

  /** Another with the same jobs. */
  copy(): JobHeap {
    const other = new JobHeap()
    other.#jobs = this.#jobs.slice()
    return other
  }

  /** All jobs in the order in which they will run. */
  inOrder(): Job[] {
    return [...this.#jobs].sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }
}

/** Whether a job runs before another. */
export const isBefore = (a: Job, b: Job): boolean =>
  a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.sequence < b.sequence)
