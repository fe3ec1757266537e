import type { JsonObject } from '../json.ts'

/** Work that waits for its time: data, never a closure, so that a snapshot can carry it into another world. */
export interface Job {
  /** Order among jobs due at the same millisecond: first scheduled, first run. Also the job's name for cancelling. */
  readonly sequence: number
  /** Virtual time, milliseconds since 1970. */
  readonly dueAt: number
  readonly kind: string
  readonly payload: JsonObject
  /** Nobody waits for it: time comes to it on its way to something else, and is not moved for its sake. */
  readonly patient?: true
  /** The journal entry that led to it. */
  readonly cause: number | null
}

/**
 * What runs the jobs of one kind. A promise is awaited before the next job runs. A function is for a job that must not
 * hold up others of the same moment: it is called, and its promise awaited, before time moves on, in the order of the jobs.
 */
export type Runner<P = never> = (payload: P, job: Job) => void | Promise<void> | (() => Promise<void>)
