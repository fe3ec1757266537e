import { JobHeap, isBefore } from './job-heap.ts'
import { type Slices, each } from '../slices.ts'
import type { Job } from './job.ts'

/** Cancelled jobs stay where they are until they come up, or until so many of those that wait are cancelled. */
const MANY = 1000

/** The jobs that wait for their time, next one first, without those that were cancelled. */
export class JobQueue {
  #heap = new JobHeap()
  /** Those that nobody waits for. */
  #patient = new JobHeap()
  #cancelled: Set<number> | undefined
  /** Jobs of the kinds that somebody has looked for, by what one name of their payload says. */
  readonly #known: { kind: string; name: string; jobs: Map<unknown, Job> }[] = []

  constructor(jobs: Iterable<Job> = []) {
    for (const job of jobs) this.push(job)
  }

  /** The same, in slices. */
  static *build(jobs: Iterable<Job>): Slices<JobQueue> {
    const queue = new JobQueue()
    yield* each(jobs, (job) => queue.push(job))
    return queue
  }

  get size(): number {
    this.#dropCancelled()
    return this.#heap.size + this.#patient.size
  }

  push(job: Job): void {
    this.#heapOf(job).push(job)
    for (const { kind, name, jobs } of this.#known) if (job.kind === kind) jobs.set(job.payload[name], job)
  }

  /** A job of this kind that says this in its payload, if one waits. */
  find(kind: string, name: string, value: unknown): Job | undefined {
    const job = this.#jobsBy(kind, name).get(value)
    return job && !this.#cancelled?.has(job.sequence) ? job : undefined
  }

  /** @param sequence the job's name */
  cancel(sequence: number): void {
    const cancelled = (this.#cancelled ??= new Set())
    cancelled.add(sequence)
    const all = this.#heap.size + this.#patient.size
    if (cancelled.size > MANY && cancelled.size * 2 > all) this.#dropCancelled()
  }

  peek(): Job | undefined {
    const awaited = this.peekAwaited()
    if (this.#patient.size === 0) return awaited
    const patient = this.#firstOf(this.#patient)
    return !awaited || (patient && isBefore(patient, awaited)) ? patient : awaited
  }

  /** The next of those that somebody waits for. */
  peekAwaited(): Job | undefined {
    return this.#firstOf(this.#heap)
  }

  /** Takes out the job that `peek` shows. */
  pop(): Job | undefined {
    const job = this.peek()
    if (!job) return undefined
    this.#heapOf(job).pop()
    this.#forget(job)
    return job
  }

  /** All of them in the order in which they would run; whoever asks for one takes it out. */
  *drain(): Iterable<Job> {
    for (let job = this.pop(); job; job = this.pop()) yield job
  }

  /** The next of those that are of one of these kinds. All have to be gone through. */
  firstOf(kinds: ReadonlySet<string>): Job | undefined {
    let first: Job | undefined
    for (const heap of [this.#heap, this.#patient])
      for (const job of heap)
        if (kinds.has(job.kind) && !this.#cancelled?.has(job.sequence) && (!first || isBefore(job, first))) first = job
    return first
  }

  /** The kinds of those that wait. */
  kinds(): Set<string> {
    this.#dropCancelled()
    return new Set([...this.#heap.kinds(), ...this.#patient.kinds()])
  }

  /** Another with the same jobs; it costs no more than to copy a list, while to sort many takes long. */
  copy(): JobQueue {
    this.#dropCancelled()
    const other = new JobQueue()
    other.#heap = this.#heap.copy()
    other.#patient = this.#patient.copy()
    return other
  }

  /** All of them in the order in which they will run. */
  inOrder(): Job[] {
    this.#dropCancelled()
    if (this.#patient.size === 0) return this.#heap.inOrder()
    return [...this.#heap.inOrder(), ...this.#patient.inOrder()].sort((a, b) => (isBefore(a, b) ? -1 : 1))
  }

  #heapOf({ patient }: Job): JobHeap {
    return patient ? this.#patient : this.#heap
  }

  #firstOf(heap: JobHeap): Job | undefined {
    for (;;) {
      const job = heap.peek()
      if (!job || !this.#cancelled?.delete(job.sequence)) return job
      this.#forget(heap.pop()!)
    }
  }

  #dropCancelled(): void {
    const cancelled = this.#cancelled
    if (!cancelled || cancelled.size === 0) return
    for (const heap of [this.#heap, this.#patient])
      for (const job of heap.remove((one) => cancelled.has(one.sequence))) this.#forget(job)
    this.#cancelled = undefined
  }

  /** Those of a kind are gone through when one is first looked for, and kept up with from then on. */
  #jobsBy(kind: string, name: string): Map<unknown, Job> {
    let known = this.#known.find((one) => one.kind === kind && one.name === name)
    if (!known) {
      known = { kind, name, jobs: this.#all(kind, name) }
      this.#known.push(known)
    }
    return known.jobs
  }

  /** Of several that say the same, the last. To put them in their order first would take as long again. */
  #all(kind: string, name: string): Map<unknown, Job> {
    const jobs = new Map<unknown, Job>()
    for (const heap of [this.#heap, this.#patient])
      for (const job of heap) {
        if (job.kind !== kind) continue
        const there = jobs.get(job.payload[name])
        if (!there || isBefore(there, job)) jobs.set(job.payload[name], job)
      }
    return jobs
  }

  #forget(job: Job): void {
    for (const { kind, name, jobs } of this.#known)
      if (job.kind === kind && jobs.get(job.payload[name]) === job) jobs.delete(job.payload[name])
  }
}
