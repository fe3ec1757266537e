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
  ['telegram:77120034#kim', 'RW', 'telegram:77120034#kim'],
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
