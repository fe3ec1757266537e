import { isE164 } from '../../standards/e164.ts'

/**
 * An address as the network knows it: `+` and digits for a phone number however it was written, digits alone for a short
 * code, anything else (a sender's name) as it is. Local spellings without a calling code are the provider's to complete.
 */
export function toAddress(written: string): string {
  if (isE164(written)) return written
  const digits = written.replace(/[\s().\-+]/g, '')
  if (!/^\d+$/.test(digits)) return written.trim()
  return digits.length < SHORTEST_NUMBER ? digits : `+${digits}`
}

/** Fewer digits than this are a short code. */
const SHORTEST_NUMBER = 7
