import { type DataOf, eventKind } from '../../../core/events.ts'

/** A subaccount is gone, its row included. */
export const subaccountDeleted = eventKind<{ provider: 'plivo'; subaccount: string }>()('plivo.subaccount.deleted')
export type SubaccountDeleted = DataOf<typeof subaccountDeleted>
