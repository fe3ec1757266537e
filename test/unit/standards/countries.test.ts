import { expect, test } from 'vitest'
import { callingCodeOf } from '../../../src/standards/calling-codes.ts'
import { countryName, isCountry } from '../../../src/standards/countries.ts'

test.each([
  ['RW', 'Rwanda'],
  ['US', 'United States'],
  ['CI', 'Côte d’Ivoire'],
  ['AQ', 'Antarctica'],
  ['XK', 'Kosovo'],
])('%s is a country: %s', (code, name) => {
  expect([isCountry(code), countryName(code)]).toEqual([true, name])
})

test.each(['rw', 'USA', 'ZZ', 'YU', 'EU', 'UN', 'SU', ''])('"%s" is none', (code) =>
  expect(isCountry(code)).toBe(false),
)

test.each(['ZZ', 'Rw', 'RWA', '', '__proto__'])('"%s" has no name, or says that it is unknown', (code) => {
  expect([undefined, 'Unknown Region']).toContain(countryName(code))
})

test('all countries have names, and all but a few uninhabited ones a calling code', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const countries = letters.flatMap((one) => letters.map((other) => one + other)).filter(isCountry)
  expect(countries).toHaveLength(250)
  expect(countries.filter((code) => countryName(code) === undefined)).toEqual([])
  expect(countries.filter((code) => callingCodeOf(code) === undefined)).toEqual([
    'AQ',
    'BV',
    'GS',
    'HM',
    'PN',
    'TF',
    'UM',
  ])
})
