import { effectOf } from './effects.ts'
import type { FaultRule } from './rule.ts'

/** A rule in one sentence that a person understands. */
export function explain({ match, skip, times, stage, effect }: FaultRule): string {
  const calls = match === '*' ? 'every call' : `calls to ${match}`
  const first = skip > 0 ? `after ${skip} of ${calls} have passed` : calls
  const many = times === null ? 'always' : times === 1 ? 'once' : `${times} times`
  const when = stage === 'after' ? 'once the work is done' : 'before anything is done'
  return `${first}, ${many}, ${when}: ${effectOf(effect).explain(effect)}`
}
