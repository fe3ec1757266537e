import type { Operation } from './operations.ts'

/** What has to be reached at least, or at most. */
export type Goal = { least: number } | { most: number }

/** Calls a second, as a part of those that bare node:http answers; lists beside a page of as many texts and bytes. */
export const SPEED: Record<Operation, Goal> = { send: { least: 0.35 }, get: { least: 0.55 }, list: { least: 0.5 } }

/** Calls a second among many messages, as a part of those among a thousand. */
export const AMONG_MANY: Goal = { least: 0.85 }

/** Spawn to first answer, in times of `node -e 0`. */
export const COLD_START: Goal = { most: 3.5 }

/** Megabytes. */
export const IDLE: Goal = { most: 80 }
export const AFTER_CALLS: Goal = { most: 120 }

/** Bytes of heap for one message, all in. */
export const PER_MESSAGE: Goal = { most: 1200 }

/** Delivery steps a second in one advance, and the longest that it may hold up everybody else, milliseconds. */
export const STEPS: Goal = { least: 100_000 }
export const STALL: Goal = { most: 50 }

export const isMet = (value: number, goal: Goal): boolean =>
  'least' in goal ? value >= goal.least : value <= goal.most
