import { expect, test } from 'vitest'
import {
  format,
  identityOf,
  identityOfStored,
  normalize,
  parseUrn,
  pathOf,
  schemeOf,
  validUrn,
} from '../../../../src/providers/rapidpro/dialect/urns.ts'

const TWO_UUIDS = '6A0CA9E2-1f4b-4d5c-8e7f-0a1b2c3d4e5f/58c0f7b3-ad92-4e61-93fa-6c1d84e5b027'

test.each([
  ['tel:0788 123 123', 'RW', 'tel:+250788123123'],
  ['tel:(078) 812-3123', 'RW', 'tel:+250788123123'],
  ['tel:+250-78-8123123', 'RW', 'tel:+250788123123'],
  ['tel: 250788123123', 'RW', 'tel:+250788123123'],
  ['tel:2.50788123123E+11', 'RW', 'tel:+250788123123'],
  ['tel:+12065551212', 'RW', 'tel:+12065551212'],
  ['tel:(206) 555-1212', 'US', 'tel:+12065551212'],
  ['tel:+250788123123', '', 'tel:+250788123123'],
  ['twitter:@Jack', 'RW', 'twitter:jack'],
  ['mailto:Kim@Example.org', 'RW', 'mailto:kim@example.org'],
  // Eleven digits are a whole number, with the code of a country; ten, or eleven with a nought, are a national one.
  ['tel:12065551212', 'RW', 'tel:+12065551212'],
  ['tel:2065551212', 'US', 'tel:+12065551212'],
  ['tel:07881231230', 'GB', 'tel:+447881231230'],
  ['tel:49301234567', 'DE', 'tel:+49301234567'],
  ['telegram:77120034#Kim', 'RW', 'telegram:77120034#kim'],
  ['twitterid:1#@BobK', 'RW', 'twitterid:1#bobk'],
  ['twitter:@Way_of_15_chars', 'RW', 'twitter:way_of_15_chars'],
  ["mailto:o'neil+x@mail.example.co.uk", 'RW', "mailto:o'neil+x@mail.example.co.uk"],
  ['mailto:root@localhost', 'RW', 'mailto:root@localhost'],
  ['facebook:12', 'RW', 'facebook:12'],
  ['discord:-1_0', 'RW', 'discord:-1_0'],
  ['viber:xy5/5y=+6', 'RW', 'viber:xy5/5y=+6'],
  [`freshchat:${TWO_UUIDS}`, 'RW', `freshchat:${TWO_UUIDS}`],
  ['instagram:1', 'RW', 'instagram:1'],
  ...['fcm', 'jiochat', 'line', 'rocketchat', 'slack', 'vk', 'wechat', 'webchat'].map(
    (scheme): [string, string, string] => [`${scheme}: Any /thing 1`, 'RW', `${scheme}:Any /thing 1`],
  ),
  ['facebook:ref:abc', 'RW', 'facebook:ref:abc'],
  ['ext:Any Thing', 'RW', 'ext:Any Thing'],
  ['whatsapp:250788123123?auth=x', 'RW', 'whatsapp:250788123123?auth=x'],
])('%s in %s is %s', (written, country, stored) => {
  expect(format(validUrn(written, country)!)).toBe(stored)
})

test.each([
  ['tel:800-123-4567', 'RW'],
  ['tel:0788123123', ''],
  ['tel:12', 'RW'],
  ['tel:abc', 'RW'],
  ['250788123123', 'RW'],
  ['sms:1', 'RW'],
  ['tel:', 'RW'],
  ['', 'RW'],
  ['whatsapp:+250788123123', 'RW'],
  ['discord:x', 'RW'],
  ['mailto:a@b', 'RW'],
  ['twitterid:x', 'RW'],
  ['twitterid:1#way_too_long_a_name', 'RW'],
  ['twitter:way_of_16_chars_', 'RW'],
  ['TEL:+250788123123', 'RW'],
  ['Tel:+250788123123', 'RW'],
  [' tel:+250788123123', 'RW'],
  ['tel: ', 'RW'],
  ['tel:06065551212', 'RW'],
  ['viber:a b', 'RW'],
  [`viber:${'a'.repeat(25)}`, 'RW'],
  ['freshchat:1', 'RW'],
  [`freshchat:${TWO_UUIDS}/`, 'RW'],
  ['instagram:kim', 'RW'],
  ['telegram:1_0', 'RW'],
  ['facebook:kim', 'RW'],
  ['facebook:0x10', 'RW'],
  ['mailto:a..b@example.org', 'RW'],
  ['mailto:a@-example.org', 'RW'],
  ['mailto:@example.org', 'RW'],
  ['__proto__:1', 'RW'],
  ['constructor:1', 'RW'],
])('%s in %j is no URN to reach anybody at', (written, country) => {
  expect(validUrn(written, country)).toBeUndefined()
})

test('what cannot be reached can still be compared', () => {
  expect(identityOf(normalize(parseUrn('tel:800-123-4567')!, 'RW'))).toBe('tel:8001234567')
})

test('neither query nor display count for the identity', () => {
  expect(identityOfStored('telegram:77#kim')).toBe('telegram:77')
  expect(identityOfStored('whatsapp:77?x=y#kim')).toBe('whatsapp:77')
  expect([schemeOf('telegram:77#kim'), pathOf('telegram:77#kim')]).toEqual(['telegram', '77'])
})
