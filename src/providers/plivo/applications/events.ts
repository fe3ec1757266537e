import { type DataOf, eventKind } from '../../../core/events.ts'

/** An application is gone, its row included. */
export const applicationDeleted = eventKind<{ provider: 'plivo'; application: string }>()('plivo.application.deleted')
export type ApplicationDeleted = DataOf<typeof applicationDeleted>
