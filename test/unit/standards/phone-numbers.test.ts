import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { callingCodeAt, callingCodeOf, countryOf, isNorthAmerican } from '../../../src/standards/calling-codes.ts'
import { digitsOf, isE164 } from '../../../src/standards/e164.ts'
import { isWhole, numberAtHome, parseNumber, possibleNumber } from '../../../src/standards/phone-numbers.ts'

test.each([
  ['14155550100', 'US'],
  ['18005550100', 'US'],
  ['14165550100', 'CA'],
  ['18765550100', 'JM'],
  ['447700900000', 'GB'],
  ['447911123456', 'GG'],
  ['447400123456', 'GB'],
  ['61412345678', 'AU'],
  ['61891641234', 'CX'],
  ['441534123456', 'JE'],
  ['447624123456', 'IM'],
  ['919800000000', 'IN'],
  ['77010000000', 'KZ'],
  ['79010000000', 'RU'],
  ['256700000000', 'UG'],
  ['4779123456', 'SJ'],
  ['4741234567', 'NO'],
  ['390669812345', 'VA'],
  ['390612345678', 'IT'],
  ['999000000000', undefined],
  ['87012345678', undefined],
  ['0788123123', undefined],
  ['', undefined],
])('%s is a number of %s', (digits, country) => {
  expect(countryOf(digits)).toBe(country)
})

test('the country of a person’s number is the one that libphonenumber reads', () => {
  const code = fc.constantFrom('1', '7', '39', '44', '47', '61', '212', '262', '290', '358', '590', '599', '49', '250')
  const national = fc.integer({ min: 1_000, max: 9_999_999_999 }).map(String)
  fc.assert(
    fc.property(code, national, (calling, digits) => {
      const read = parseNumber(`+${calling}${digits}`)
      const type = read?.getType() ?? 'MOBILE'
      fc.pre(read?.country !== undefined && /FIXED|MOBILE/.test(type) && read.nationalNumber === digits)
      expect(countryOf(calling + digits)).toBe(read.country)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['US', '1'],
  ['CA', '1'],
  ['GB', '44'],
  ['GG', '44'],
  ['KZ', '7'],
  ['RW', '250'],
  ['XX', undefined],
  ['us', undefined],
  ['__proto__', undefined],
])('the calling code of %s is %s', (country, code) => {
  expect(callingCodeOf(country)).toBe(code)
})

test('a code is found in front of a number, where there is one', () => {
  expect(['14155550100', '250788123123', '870123456789', '999', '0788', ''].map(callingCodeAt)).toEqual([
    '1',
    '250',
    '870',
    undefined,
    undefined,
    undefined,
  ])
  expect(['US', 'CA', 'JM', 'MX', 'XX'].map(isNorthAmerican)).toEqual([true, true, true, false, false])
})

test.each([
  ['0788 123 123', 'RW', '+250788123123'],
  ['(078) 812-3123', 'RW', '+250788123123'],
  ['+250-78-8123123', 'US', '+250788123123'],
  ['800-123-4567', 'RW', undefined],
  ['6505550123', 'US', '+16505550123'],
  ['6505550123', null, undefined],
  ['6505550123', 'XX', undefined],
  ['hello', 'US', undefined],
  ['', 'US', undefined],
])('the possible number %s of %s is %s', (written, country, number) => {
  expect(possibleNumber(written, country)).toBe(number)
})

test.each([
  ['6505550123', 'US', '+16505550123'],
  ['6475550123', 'CA', '+16475550123'],
  ['0505550123', 'US', undefined],
  ['6500550123', 'US', undefined],
  ['5550123', 'US', undefined],
  ['07911123456', 'GB', '+447911123456'],
  ['0788123123', 'RW', '+250788123123'],
  ['788123123', 'RW', '+250788123123'],
  ['55512', 'GB', undefined],
  ['0788123123', 'XX', undefined],
])('%s at home in %s is %s', (digits, country, number) => {
  expect(numberAtHome(digits, country)).toBe(number)
})

test('a number without its plus is whole where its calling code, and in North America its area, can be', () => {
  expect(['250788123123', '16505550123', '870123456789'].every(isWhole)).toBe(true)
  expect(['999123456789', '10505550123', '0788123123', ''].some(isWhole)).toBe(false)
})

test('a number knows its country, kind and how people write it', () => {
  const number = parseNumber('0788123123', 'RW')!
  expect([number.number, number.country, number.countryCallingCode]).toEqual(['+250788123123', 'RW', '250'])
  expect([number.isPossible(), number.isValid()]).toEqual([true, true])
  expect([number.formatNational(), number.formatInternational()]).toEqual(['0788 123 123', '+250 788 123 123'])
  expect(parseNumber('+18005550100')!.getType()).toBe('TOLL_FREE')
})

test('spellings and international forms are told from the rest', () => {
  expect(['+16505550123', '+123456', '16505550123', '+1234567890123456'].map(isE164)).toEqual([
    true,
    false,
    false,
    false,
  ])
  expect(['(650) 555-0123', ' +1 650.555/0123', 'TEXTBED', '', '+'].map(digitsOf)).toEqual([
    '6505550123',
    '16505550123',
    undefined,
    undefined,
    undefined,
  ])
})
