/**
 * Who moves the clock. `real` and `scaled` follow the wall clock (scaled: `speed` times as fast), `frozen` moves only
 * when told, `auto` jumps to the next due job as soon as nothing else is going on. The driving is done outside core.
 */
export const CLOCK_MODES = ['real', 'scaled', 'frozen', 'auto'] as const
export type ClockMode = (typeof CLOCK_MODES)[number]
