import { expect, test } from 'vitest'
import { callbackTime, parseFilterTime, recordTime } from '../../../../src/providers/plivo/dialect/time.ts'
import { intentOf } from '../../../../src/providers/plivo/messages/opt-out.ts'
import { money, rateOf } from '../../../../src/providers/plivo/messages/rates.ts'
import { redactNumber } from '../../../../src/providers/plivo/messages/redaction.ts'
import { errorOf, stateOf } from '../../../../src/providers/plivo/messages/statuses.ts'
import { countryOf } from '../../../../src/providers/plivo/numbers/country.ts'

test.each([
  ['14155550100', 'US'],
  ['18005550100', 'US'],
  ['14165550100', 'CA'],
  ['18765550100', 'JM'],
  ['447700900000', 'GB'],
  ['919800000000', 'IN'],
  ['77010000000', 'KZ'],
  ['79010000000', 'RU'],
  ['256700000000', 'UG'],
  ['12345', ''],
  ['TEXTBED', ''],
  ['999000000000', ''],
])('%s is a number of "%s"', (number, country) => {
  expect(countryOf(number)).toBe(country)
})

test.each([
  ['STOP', 'optout'],
  [' stop  all ', 'optout'],
  ['Unsubscribe', 'optout'],
  ['go', 'optin'],
  ['UNSTOP', 'optin'],
  ['help', 'help'],
  ['please stop', ''],
  ['', ''],
])('"%s" means "%s"', (text, intent) => {
  expect(intentOf(text)).toBe(intent)
})

test.each([
  ['true', '14155550123'],
  ['false', '14155550***'],
  ['content_only', '14155550***'],
  ['number_only', '14155550123'],
] as const)('log %s shows the number as %s', (log, shown) => {
  expect(redactNumber('14155550123', log)).toBe(shown)
})

test.each([
  ['outbound', 'sms', 'US', '0.00350'],
  ['outbound', 'sms', 'CA', '0.00350'],
  ['outbound', 'sms', 'GB', '0.04000'],
  ['outbound', 'sms', 'IN', '0.00400'],
  ['outbound', 'sms', 'UG', '0.05000'],
  ['outbound', 'sms', '', '0.05000'],
  ['outbound', 'mms', 'US', '0.01600'],
  ['outbound', 'whatsapp', 'GB', '0.00500'],
  ['inbound', 'sms', 'GB', '0.00000'],
] as const)('a unit of an %s %s to "%s" costs %s', (direction, type, country, price) => {
  expect(money(rateOf({ direction, type, country }))).toBe(price)
})

test('records show times as the profile says, callbacks always with microseconds', () => {
  const micros = Date.UTC(2021, 6, 13, 13, 4, 6) * 1000 + 799_021
  expect(recordTime.actual(micros)).toBe('2021-07-13 13:04:06.799021+00:00')
  expect(recordTime.documented(micros)).toBe('2021-07-13T13:04:06')
  expect(callbackTime(micros)).toBe('2021-07-13 13:04:06.799021')
})

test.each([
  ['2026-01-01 00:00', 60_000_000],
  ['2026-01-01 00:00:00', 1_000_000],
  ['2026-01-01 00:00:00.5', 1],
])('a filter time of %s covers %i microseconds', (written, length) => {
  const span = parseFilterTime(written)!
  expect(span.until - span.from).toBe(length)
})

test.each([
  '2026-01-01',
  '2026-02-30 00:00',
  '2026-01-01 24:00',
  '2026-01-01 00:60',
  'yesterday',
  '2026-01-01 00:00:00.1234567',
])('%s is no filter time', (written) => expect(parseFilterTime(written)).toBeUndefined())

test('only WhatsApp tells that a message was read', () => {
  expect([stateOf('read', 'whatsapp'), stateOf('read', 'sms'), stateOf('read', 'mms')]).toEqual([
    'read',
    'delivered',
    'delivered',
  ])
})

test('a code tells of the end, and of nothing before', () => {
  expect([errorOf('queued', null), errorOf('sent', null)]).toEqual([null, null])
  expect([errorOf('delivered', null), errorOf('read', null)]).toEqual(['000', '000'])
  expect([errorOf('failed', 'expired'), errorOf('undelivered', 'unreachable'), errorOf('undelivered', null)]).toEqual([
    '420',
    '80',
    '1000',
  ])
})
