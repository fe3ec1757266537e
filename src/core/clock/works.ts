import type { JobQueue } from './job-queue.ts'
import type { Runner } from './job.ts'
import type { JobsUnderWay } from './jobs-under-way.ts'

/** What a clock asks of those around it. */
export interface ClockPorts {
  /** The journal entry to blame for what is scheduled now. */
  cause(): number | null
  /** Runs a job with its cause in force. */
  within<T>(cause: number | null, run: () => T): T
  /** Lets others run once this has gone on for a while; undefined where there is no need to wait. */
  breathe(): Promise<void> | undefined
  /** Gives calls that have already arrived their turn. */
  settle(): Promise<void>
}

/** What is behind the face of a clock: where it stands, what waits for its time, what has begun, and who runs it. */
export interface Works {
  /** Virtual milliseconds since 1970. */
  now: number
  readonly queue: JobQueue
  readonly underWay: JobsUnderWay
  readonly runners: ReadonlyMap<string, Runner>
  readonly ports: ClockPorts
  /** Aborted when the clock ends, with the world. */
  readonly ending: AbortSignal
}
