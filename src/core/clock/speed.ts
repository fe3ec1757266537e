/** How much a scaled clock may be slower or faster than a real one. */
export const SLOWEST = 0.001
export const FASTEST = 1_000_000
