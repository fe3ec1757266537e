import { type DataOf, eventKind } from '../../../core/events.ts'

/** A flow is not offered any more: it was archived or deleted, and whoever is in it leaves it. */
export const flowClosed = eventKind<{ provider: 'rapidpro'; flow: string; deleted: boolean }>()('rapidpro.flow.closed')
export type FlowClosed = DataOf<typeof flowClosed>
