import { expect, test } from 'vitest'
import { isCurrency } from '../../../src/standards/currencies.ts'

test.each(['USD', 'EUR', 'RWF', 'KES', 'PHP', 'JPY'])('%s is a currency', (code) => expect(isCurrency(code)).toBe(true))

test.each(['usd', 'DOLLAR', 'US', 'ZZZ', '', 'constructor'])('%j is none', (code) =>
  expect(isCurrency(code)).toBe(false),
)
