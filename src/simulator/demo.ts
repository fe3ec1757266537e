import type { WorldOptions } from '../core/worlds.ts'

/** The world that the examples in the documents are made of. */
export const DEMO = 'demo'

/** How it begins, unless somebody has one of that name: its clock is automatic, so that what is sent there arrives at once. */
export const DEMO_WORLD: WorldOptions = { id: DEMO, fixture: 'lively', clock: { mode: 'auto' } }
