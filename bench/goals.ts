import type { Operation } from './operations.ts'

/** What has to be reached at least, or at most. */
export type Goal = { least: number } | { most: number }

/** Calls a second, as a part of those that bare node:http answers; lists beside a page of as many texts and bytes. */
export const SPEED: Record<Operation, Goal> = { send: { least: 0.4 }, get: { least: 0.55 }, list: { least: 0.5 } }

/**
 * Calls a second among many messages, as a part of those among a thousand. A call that went through them would be at a
 * hundredth; what a large heap costs the processor's caches and the collector is a tenth or two, and no work of ours.
 */
export const AMONG_MANY: Goal = { least: 0.85 }

/** A filtered list among many messages: processor time of a call, in times of one among a thousand. */
export const FILTER: Goal = { most: 1.5 }

/** A list that goes through all rows: the longest stretch of own work, milliseconds. */
export const SEARCH: Goal = { most: 50 }

/** A message that is sent among a hundred: processor time, in times of one that is sent by itself. */
export const MULTI: Goal = { most: 1 }

/** A broadcast to ten thousand, settled in one advance: seconds. */
export const BROADCAST: Goal = { most: 3 }

/** Spawn to first answer, in times of `node -e 0`. */
export const COLD_START: Goal = { most: 3.5 }

/** Megabytes. */
export const IDLE: Goal = { most: 80 }
export const AFTER_CALLS: Goal = { most: 120 }

/** Megabytes of heap for a thousand worlds that nobody calls. */
export const IDLE_WORLDS: Goal = { most: 15 }

/** Bytes of heap for one message, all in. */
export const PER_MESSAGE: Goal = { most: 1200 }

/** Delivery steps a second in one advance, and the longest that it may hold up everybody else, milliseconds. */
export const STEPS: Goal = { least: 100_000 }
export const STALL: Goal = { most: 50 }

/** A fork and the first send on both sides, among ten thousand messages and among a hundred thousand: processor time, milliseconds. */
export const FORK = { some: { most: 10 }, many: { most: 50 } } satisfies Record<string, Goal>

/** The longest stretch of own work while a snapshot is taken, milliseconds; the collector's pauses are not in it. */
export const SNAPSHOT: Goal = { most: 25 }

/** Putting a snapshot back: processor time, in times of `JSON.parse` of its text. */
export const RESTORE: Goal = { most: 4 }

export const isMet = (value: number, goal: Goal): boolean =>
  'least' in goal ? value >= goal.least : value <= goal.most
