import type { Sight } from '../../../core/sight.ts'
import { parseNumber } from '../../../standards/phone-numbers.ts'
import { contactUrns } from '../contacts/contact.ts'
import { identityOfStored, pathOf, schemeOf } from '../dialect/urns.ts'
import { type Channel, channels } from './channel.ts'

/** The channel that a message to a stored URN leaves by: the one that it was last heard by, else the one that suits it best. */
export function channelFor(world: Sight, urn: string): Channel | undefined {
  const scheme = schemeOf(urn)
  const reaches = ({ is_active, sends, schemes }: Channel): boolean => is_active && sends && schemes.includes(scheme)
  const heardBy = world.collection(contactUrns).get(identityOfStored(urn))?.channel
  const last = heardBy ? world.collection(channels).get(heardBy) : undefined
  if (last && reaches(last)) return last
  const able = world.collection(channels).by('is_active', true).filter(reaches)
  return scheme === 'tel' ? closest(able, pathOf(urn)) : able[0]
}

/** Of the channels that go to a number's country, the one whose number has most digits in front in common with it. */
function closest(able: readonly Channel[], number: string): Channel | undefined {
  const atHome = able.some(({ international, country }) => !international && country !== null)
  const country = atHome ? parseNumber(number)?.country : undefined
  const candidates = able.filter(
    (one) => one.international || one.country === null || country === undefined || one.country === country,
  )
  if (candidates.length < 2) return candidates[0]
  const digits = number.replace('+', '')
  let best: Channel | undefined
  let most = 0
  for (const candidate of candidates) {
    const common = Math.max(...prefixesOf(candidate).map((prefix) => commonLength(prefix, digits)))
    // Of equals the later one, as the service has it.
    if (common < most) continue
    best = candidate
    most = common
  }
  return best
}

const prefixesOf = ({ prefixes, address }: Channel): readonly string[] =>
  prefixes.length > 0 ? prefixes : [address.replace('+', '')]

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
