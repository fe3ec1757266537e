/** What a run can be: between steps, at a wait, or at its end in one of four ways. */
export const RUN_STATUSES = ['active', 'waiting', 'completed', 'interrupted', 'expired', 'failed'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/** How a run can end. */
export const EXIT_TYPES = ['completed', 'interrupted', 'expired', 'failed'] as const
export type ExitType = (typeof EXIT_TYPES)[number]

export const isExit = (status: RunStatus): status is ExitType => (EXIT_TYPES as readonly string[]).includes(status)
