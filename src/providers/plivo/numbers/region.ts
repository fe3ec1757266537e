import { countryName } from '../../../standards/countries.ts'
import { countryOf } from './country.ts'

/** The states of the area codes in which the simulator has numbers to let. */
const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: {
    Arizona: '602',
    California: '213 408 415 805',
    Colorado: '303',
    'District of Columbia': '202',
    Florida: '305',
    Georgia: '404',
    Illinois: '312',
    Massachusetts: '617',
    Minnesota: '612',
    Nevada: '702',
    'New Jersey': '201',
    'New York': '212 646 718 917',
    Oregon: '503',
    Texas: '512 713',
    Washington: '206',
  },
  CA: { 'British Columbia': '604', Ontario: '416', Quebec: '514' },
}

const STATE_OF = new Map(
  Object.values(STATES).flatMap((states) =>
    Object.entries(states).flatMap(([state, areas]) => areas.split(' ').map((area) => [area, state] as const)),
  ),
)

/** The area codes of a country that the simulator lets numbers of; undefined where it has one block for all of it. */
export const areasOf = (country: string): string[] | undefined =>
  Object.hasOwn(STATES, country)
    ? Object.values(STATES[country]!)
        .flatMap((areas) => areas.split(' '))
        .sort()
    : undefined

/** Where a number (digits) is, as `California, UNITED STATES`; the country alone where no more is known. */
export function regionOf(digits: string): string {
  const country = (countryName(countryOf(digits)) ?? '').toUpperCase()
  const state = digits.startsWith('1') ? STATE_OF.get(digits.slice(1, 4)) : undefined
  return state === undefined ? country : `${state}, ${country}`
}
