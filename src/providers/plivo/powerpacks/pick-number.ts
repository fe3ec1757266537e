import { defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { countryOf } from '../numbers/country.ts'
import { type AccountNumber, numbers } from '../numbers/number.ts'
import type { Powerpack } from './powerpack.ts'

/** The number that a person hears from; the id is the powerpack and the person. */
export const stickies = defineCollection('plivo.sticky-senders', { number: kept.text })

/** The number of a pool that a message to this person goes out from; undefined where the pool is empty. */
export function pickNumber(world: World, powerpack: Powerpack, person: string): string | undefined {
  const pool = othersThan(person, world.collection(numbers).by('pool', powerpack.pool).toArray())
  const before = powerpack.sticky ? world.collection(stickies).get(`${powerpack.id}|${person}`) : undefined
  if (before && pool.some(({ id }) => id === before.number)) return before.number
  const candidates = powerpack.local ? nearest(pool, person) : pool
  if (candidates.length === 0) return undefined
  const turn = world.random.count(`plivo.rotation.${powerpack.id}`) - 1
  const number = candidates[turn % candidates.length]!.id
  if (before) world.collection(stickies).update(before, { number })
  else if (powerpack.sticky) world.collection(stickies).insert({ id: `${powerpack.id}|${person}`, number })
  return number
}

/** No number sends to itself. */
const othersThan = (person: string, pool: readonly AccountNumber[]): readonly AccountNumber[] =>
  pool.some(({ id }) => id === person) ? pool.filter(({ id }) => id !== person) : pool

/** The numbers of the person's area, else of their country, else all. */
function nearest(pool: readonly AccountNumber[], person: string): readonly AccountNumber[] {
  const area = person.slice(0, 4)
  const sameArea = person.startsWith('1') ? pool.filter(({ id }) => id.startsWith(area)) : []
  if (sameArea.length > 0) return sameArea
  const country = countryOf(person)
  const sameCountry = pool.filter((number) => number.country === country)
  return sameCountry.length > 0 ? sameCountry : pool
}
