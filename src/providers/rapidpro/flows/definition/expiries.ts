import type { Flow } from '../flow.ts'

const HOUR = 60
const DAY = 24 * HOUR

/** Minutes that the editor offers; what else is imported becomes the first of them. */
const CHOICES: Readonly<Record<Flow['type'], readonly number[]>> = {
  message: [
    7 * DAY,
    5,
    10,
    15,
    30,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    18 * HOUR,
    DAY,
    2 * DAY,
    3 * DAY,
    14 * DAY,
    30 * DAY,
  ],
  voice: [5, 1, 2, 3, 4, 10, 15],
  survey: [0],
  background: [0],
}

/** The minutes after which runs of a flow expire; 0 where they do not wait. */
export const expiryOf = (type: Flow['type'], minutes: unknown): number =>
  CHOICES[type].find((one) => one === minutes) ?? CHOICES[type][0]!
