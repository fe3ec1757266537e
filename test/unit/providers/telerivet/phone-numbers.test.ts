import { expect, test } from 'vitest'
import {
  isDialable,
  likeness,
  suffixOf,
  toPhoneNumber,
} from '../../../../src/providers/telerivet/dialect/phone-numbers.ts'

test.each([
  ['+16505550123', 'US', '+16505550123'],
  ['(650) 555-0123', 'US', '+16505550123'],
  ['1-650-555-0123', 'US', '+16505550123'],
  ['5550123', 'US', '5550123'],
  ['6505550123', null, '6505550123'],
  ['447911123456', 'US', '+447911123456'],
  ['07911123456', 'GB', '+447911123456'],
  ['0788 123 123', 'RW', '+250788123123'],
  ['0505550123', 'US', '0505550123'],
  ['00447911123456', 'RW', '+447911123456'],
  ['011447911123456', 'US', '+447911123456'],
  ['999123456789', 'US', '999123456789'],
  ['55512', 'GB', '55512'],
  ['+44 7911 123456', 'US', '+447911123456'],
  ['55512', 'US', '55512'],
  ['Vodafone', 'US', 'Vodafone'],
])('%s, in %s, is kept as %s', (written, country, kept) => {
  expect(toPhoneNumber(written, country)).toBe(kept)
})

test.each([
  ['+16505550123', '+16505550123', Infinity],
  ['+16505550123', '6505550123', 10],
  ['5550123', '+16505550123', 7],
  ['550123', '+16505550123', 0],
  ['+16505550123', '+447005550123', 0],
  ['+5550123', '+16505550123', 0],
  ['07911123456', '+447911123456', 10],
  ['55512', '55512', Infinity],
  ['Vodafone', 'VODAFONE', Infinity],
  ['Vodafone', '5550123', 0],
])('%s and %s have %s in common', (one, other, common) => {
  expect(likeness(one, other)).toBe(common)
  expect(likeness(other, one)).toBe(common)
  // Whatever fits is found by what both have in common.
  expect(common > 0 && suffixOf(one) !== suffixOf(other)).toBe(false)
})

test('what is dialled has three to fifteen digits', () => {
  expect(['123', '+16505550123', '(650) 555-0123'].every(isDialable)).toBe(true)
  expect(['', '+', '12', '1234567890123456', 'abc', '555-CALL'].some(isDialable)).toBe(false)
})
