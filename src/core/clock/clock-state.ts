import type { JobQueue } from './job-queue.ts'
import type { Job } from './job.ts'
import type { ClockMode } from './modes.ts'

/** Where a clock stands, and how it goes. */
export interface ClockHands {
  mode: ClockMode
  speed: number
  now: number
  micros: number
  /** The name of the newest job. */
  sequence: number
}

/** The same with the jobs that wait, as a snapshot has it. */
export interface ClockState extends ClockHands {
  jobs: readonly Job[]
}

/** Where a clock stood at one moment, and the jobs that waited, which come out of it in their order. */
export interface ClockCopy extends ClockHands {
  jobs: JobQueue
}
