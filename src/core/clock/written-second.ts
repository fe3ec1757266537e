/** Seconds written lately: rows that are shown together mostly share a few. */
const SLOTS = 64
const seconds = Array.from({ length: SLOTS }, () => NaN)
const texts = Array.from({ length: SLOTS }, () => '')

/** A second since 1970 as `2025-01-14T09:30:15`, in UTC. Writing dates is slow, so the latest are remembered. */
export function writtenSecond(second: number): string {
  const slot = second & (SLOTS - 1)
  if (seconds[slot] !== second) {
    seconds[slot] = second
    texts[slot] = new Date(second * 1000).toISOString().slice(0, 19)
  }
  return texts[slot]!
}
