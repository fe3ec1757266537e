import { identityOf, validUrn } from '../dialect/urns.ts'
import type { Channel } from './channel.ts'

/**
 * The identity of a sender's URN at this channel, from its address in the network; undefined where its scheme has none
 * like that. A short code is its own number.
 */
export function senderUrn(address: string, { schemes: [scheme], country }: Channel): string | undefined {
  if (scheme !== 'tel') {
    // The network writes long numbers with a plus, which only phone numbers have.
    const urn = validUrn(`${scheme}:${address.replace(/^\+(?=\d+$)/, '')}`, '')
    return urn && identityOf(urn)
  }
  const urn = validUrn(`tel:${address}`, country ?? '')
  return urn && address.startsWith('+') ? identityOf(urn) : `tel:${address}`
}
