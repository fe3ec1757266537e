import type { ClockMode } from '../../core/clock/modes.ts'
import { invalid } from '../../http/problem.ts'

/** A speed that nothing goes by is a misunderstanding. @throws Problem `invalid` */
export function refuseSpeed(mode: ClockMode, speed: number | undefined): void {
  if (speed === undefined || mode === 'scaled') return
  throw invalid(
    'speed',
    `Only scaled clocks have a speed, and this one is ${mode}: say {"mode": "scaled", "speed": ${speed}}.`,
  )
}
