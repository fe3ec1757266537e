import type { Recipient } from './broadcast.ts'

/** So many recipients are named in a title that nobody gave. */
const NAMED = 3

/** "A human readable description of the first few recipients (possibly truncated)". */
export function titleOf(recipients: readonly Recipient[]): string {
  const names = recipients
    .slice(0, NAMED)
    .map((one) => (one.type === 'group' ? one.group_name : one.phone_number))
    .join(', ')
  return recipients.length > NAMED ? `${names}, …` : names
}
