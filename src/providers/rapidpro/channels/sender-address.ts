import { toAddress } from '../../../core/network/address.ts'
import { Problem } from '../../../http/problem.ts'
import { isE164 } from '../../../standards/e164.ts'
import { possibleNumber } from '../../../standards/phone-numbers.ts'
import { strip } from '../dialect/python.ts'
import { LONGEST_URN } from '../dialect/urns.ts'
import type { Channel } from './channel.ts'
import { senderUrn } from './sender-urn.ts'

/** Metadata about short codes is poor, so every three to six digits that do not begin with 0 are one. */
const SHORT_CODE = /^[1-9]\d{2,5}$/

/**
 * The address of a person as an aggregator writes it, who may leave out the plus or the country.
 * @throws Problem where it is neither a possible number nor a short code, or nothing that the channel's scheme knows
 */
export function senderAddress(written: string, channel: Channel): string {
  const trimmed = written.length > LONGEST_URN ? '' : strip(written)
  if (channel.schemes[0] === 'tel') return numberOf(trimmed, channel)
  const address = toAddress(trimmed)
  if (senderUrn(address, channel) === undefined) throw new Problem('invalid', 'invalid path component')
  return address
}

function numberOf(trimmed: string, { country }: Channel): string {
  const kept = (trimmed.startsWith('+') ? '+' : '') + trimmed.replace(/[^0-9a-z]/gi, '')
  const spellings = kept.length >= 11 && /^[1-9]/.test(kept) ? [kept, `+${kept}`] : [kept]
  for (const spelling of spellings) {
    const number = possibleNumber(spelling, country)
    if (number !== undefined && isE164(number)) return number
    if (SHORT_CODE.test(spelling)) return spelling
  }
  throw new Problem('invalid', 'not a possible number')
}
