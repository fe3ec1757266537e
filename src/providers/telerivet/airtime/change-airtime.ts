import type { World } from '../../../core/world.ts'
import { type AirtimeStatus, type AirtimeTransaction, WAS_SENT, airtimeTransactions } from './airtime-transaction.ts'

/** What becomes of airtime; when it was sent is told from then on. */
export function changeAirtime(
  world: World,
  row: AirtimeTransaction,
  { status = row.status, status_text = row.status_text }: { status?: AirtimeStatus; status_text?: string | null },
): AirtimeTransaction {
  const sent = row.transaction_time ?? (WAS_SENT.has(status) ? Math.floor(world.now / 1000) : null)
  return world.collection(airtimeTransactions).update(row, { status, status_text, transaction_time: sent })
}
