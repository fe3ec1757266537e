import { JobHeap } from './job-heap.ts'
import type { Job } from './job.ts'

/** Cancelled jobs stay where they are until they come up, or until so many of those that wait are cancelled. */
const MANY = 1000

/** The jobs that wait for their time, next one first, without those that were cancelled. */
export class JobQueue {
  readonly #heap = new JobHeap()
  readonly #cancelled = new Set<number>()

  constructor(jobs: readonly Job[] = []) {
    for (const job of jobs) this.#heap.push(job)
  }

  get size(): number {
    this.#dropCancelled()
    return this.#heap.size
  }

  push(job: Job): void {
    this.#heap.push(job)
  }

  /** @param sequence the job's name */
  cancel(sequence: number): void {
    this.#cancelled.add(sequence)
    if (this.#cancelled.size > MANY && this.#cancelled.size * 2 > this.#heap.size) this.#dropCancelled()
  }

  peek(): Job | undefined {
    for (;;) {
      const job = this.#heap.peek()
      if (!job || this.#cancelled.size === 0 || !this.#cancelled.delete(job.sequence)) return job
      this.#heap.pop()
    }
  }

  /** Takes out the job that `peek` shows. */
  pop(): Job | undefined {
    this.peek()
    return this.#heap.pop()
  }

  /** All of them in the order in which they will run. */
  inOrder(): Job[] {
    this.#dropCancelled()
    return this.#heap.inOrder()
  }

  #dropCancelled(): void {
    if (this.#cancelled.size === 0) return
    this.#heap.remove((job) => this.#cancelled.has(job.sequence))
    this.#cancelled.clear()
  }
}
