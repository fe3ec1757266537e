import { toAddress } from '../../../core/network/address.ts'
import { routes } from '../../../core/network/route.ts'
import type { World } from '../../../core/world.ts'
import { invalid } from '../../../http/problem.ts'
import { countryOf } from './country.ts'
import { typeOf } from './number-type.ts'
import { type AccountNumber, numbers } from './number.ts'

/** Rents a number: from now on it sends and receives. @throws Problem where the address is somebody's already */
export function rentNumber(
  world: World,
  digits: string,
  {
    owner,
    application,
    alias = null,
    cnamLookup = null,
    complianceApplication = null,
    type = typeOf(digits),
    country = countryOf(digits),
  }: Pick<AccountNumber, 'owner' | 'application'> &
    Partial<Pick<AccountNumber, 'alias' | 'cnamLookup' | 'complianceApplication' | 'type' | 'country'>>,
): AccountNumber {
  const book = world.collection(routes)
  const address = toAddress(digits)
  if (book.get(address)) throw invalid('number', `'${digits}' is not available.`)
  book.insert({ id: address, provider: 'plivo', account: digits })
  return world.collection(numbers).insert({
    id: digits,
    owner,
    type,
    country,
    alias,
    application,
    cnamLookup,
    complianceApplication,
    pool: null,
    pooledAt: null,
    pooledFor: null,
    addedAt: world.now,
  })
}

/** Gives a number back: it sends and receives no more. */
export function releaseNumber(world: World, row: AccountNumber): void {
  const book = world.collection(routes)
  const route = book.get(toAddress(row.id))
  if (route) book.delete(route)
  world.collection(numbers).delete(row)
}
