import type { JobQueue } from './job-queue.ts'
import type { JobsUnderWay } from './jobs-under-way.ts'
import type { Runners } from './runners.ts'

/** What causes what: a journal. */
interface Causes {
  /** The journal entry to blame for what is scheduled now. */
  readonly cause: number | null
  /** Runs a job with its cause in force. */
  within<T>(cause: number | null, run: () => T): T
}

/** What is asked of the real outside: to be given breath, and nothing else. */
export interface Outside {
  /** Lets others run once this has gone on for a while; undefined where there is no need to wait. */
  breathe(): Promise<void> | undefined
  /** Gives calls that have already arrived their turn. */
  settle(): Promise<void>
  /** What tells that a clock ends, with its world; any number may listen to its signal. */
  ending?: () => AbortController
}

/** What a clock asks of those around it. */
export interface ClockPorts {
  readonly causes: Causes
  readonly outside: Outside
}

/** What the works behind it look at of a clock. */
export interface ClockFace {
  /** Whether it has ended, with its world. */
  readonly retired: boolean
  /** Aborted then. */
  readonly ending: AbortSignal
}

/** What is behind the face of a clock: where it stands, what waits for its time, and what has begun. */
export interface Works {
  /** Virtual milliseconds since 1970. */
  now: number
  readonly queue: JobQueue
  readonly underWay: JobsUnderWay
  readonly runners: Runners
  readonly ports: ClockPorts
  readonly face: ClockFace
}
