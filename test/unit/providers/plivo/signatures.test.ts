import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signatureV2, signatureV3 } from '../../../../src/providers/plivo/webhooks/signatures.ts'

const token = 'sim-auth-token-0123456789abcdef01234567'
const nonce = '05429567804466091622'

const P4: [string, string][] = [
  ['From', '14155550100'],
  ['To', '14155550101'],
  ['Status', 'sent'],
  ['MessageUUID', '6b1e1d0c-0000-4000-8000-000000000001'],
]
const P12: [string, string][] = [
  ['From', '14155550100'],
  ['To', '14155550101'],
  ['Status', 'delivered'],
  ['MessageUUID', '6b1e1d0c-0000-4000-8000-000000000001'],
  ['ParentMessageUUID', '6b1e1d0c-0000-4000-8000-000000000001'],
  ['PartInfo', '1 of 1'],
  ['Units', '1'],
  ['TotalRate', '0.00350'],
  ['TotalAmount', '0.00350'],
  ['MCC', '310'],
  ['MNC', '004'],
  ['ErrorCode', ''],
]
const IN: [string, string][] = [
  ['From', '14155550123'],
  ['To', '14155550100'],
  ['Text', 'Hi & bye + ☺ ñ=1'],
  ['Type', 'sms'],
]
const plain = 'http://localhost:4010/plivo/status'

test.each([
  [plain, '1BYm53jg2U4FC+I8LE1YEM0x00ZB3tBJ8ZN24FJDNu4='],
  [`${plain}?b=2&a=1`, '1BYm53jg2U4FC+I8LE1YEM0x00ZB3tBJ8ZN24FJDNu4='],
  ['https://hooks.example.test/plivo/status/', 'rfFPdMMiMnaEZIVRjLTba1n5rDaZHtercnZdlyNMMRs='],
])('V2 signs the address %s without its query', (url, signature) => {
  expect(signatureV2(url, nonce, token)).toBe(signature)
})

test.each([
  ['POST', plain, P4, 'K6VZ0UPNv3y7u6WeJYKt6aYwCK5i/4xXnFQojILTDsY='],
  ['GET', plain, P4, 'yRJbOjF8DbZjitdpAvR8tSk2hjrpU6CndovVwnfhK0U='],
  ['POST', `${plain}?b=2&a=1`, P4, 'EBfUjD/Fk96dLJrDdSmYM7o8jwqIApSF18DLlYXDLno='],
  ['GET', `${plain}?b=2&a=1`, P4, '5hXiFexpXcZA/RANdJ0S9GYGPrFICSrpzKmiBHAoIXY='],
  ['POST', plain, P12, '1wmrTK2Yc2ckUvp5u6inh8Pb00FGZLoNmWj7roL1e/g='],
  ['GET', plain, P12, 'uHo+ZFF6Rueoen6I36L48eWZlIPSdAFmVYEcoNToLkg='],
  ['POST', plain, IN, 'zU4mBPZZhMGa0hRcHN6MR1iIDmWtGPgTWjOiHjxYgjE='],
  ['POST', plain, [], 'LakEGexHXiUwPZUWcrJCKOhW9ic6CZBLWdTTZRsfSks='],
] as const)('V3 signs a %s of %s with its parameters', (method, url, parameters, signature) => {
  expect(signatureV3(method, url, parameters, nonce, token).split(',')[0]).toBe(signature)
})

test('values of one name are signed in the order of their letters, whichever way they came', () => {
  const hmac = (text: string) => createHmac('sha256', token).update(text).digest('base64')
  const url = 'http://localhost/status?b=2&a=9&a=10&b=1'
  const repeated: [string, string][] = [
    ['To', 'z'],
    ['a', '2'],
    ['To', 'B'],
    ['To', 'a'],
  ]
  expect(signatureV3('POST', url, repeated, nonce, token)).toBe(
    hmac(`http://localhost/status?a=10&a=9&b=1&b=2.ToBToaToza2.${nonce}`),
  )
  expect(signatureV3('GET', url, repeated, nonce, token)).toBe(
    hmac(`http://localhost/status?To=B&To=a&To=z&a=10&a=2&a=9&b=1&b=2.${nonce}`),
  )
})

test('an address with a port is signed a second time without it', () => {
  expect(signatureV3('POST', plain, P4, nonce, token)).toBe(
    'K6VZ0UPNv3y7u6WeJYKt6aYwCK5i/4xXnFQojILTDsY=,z1CLhQwwysP5eWNZNW/smHb3LqLlEI+Nxt2M6vk5Jxw=',
  )
})

test('a user before the host takes no part: who receives the call does not see it', () => {
  for (const at of ['http://us%40er:p@ss@localhost/plivo/status', 'http://user@localhost/plivo/status']) {
    expect(signatureV2(at, nonce, token)).toBe(signatureV2('http://localhost/plivo/status', nonce, token))
    expect(signatureV3('POST', at, P4, nonce, token)).toBe('z1CLhQwwysP5eWNZNW/smHb3LqLlEI+Nxt2M6vk5Jxw=')
  }
})

test('an address without a port is signed once', () => {
  expect(signatureV3('POST', 'http://localhost/plivo/status', P4, nonce, token)).toBe(
    'z1CLhQwwysP5eWNZNW/smHb3LqLlEI+Nxt2M6vk5Jxw=',
  )
})

const hmacOf = (text: string) => createHmac('sha256', token).update(text).digest('base64')
const address = 'http://localhost/plivo/status'

test.each([
  ['POST', address, `${address}?A0a1a10a2b3.${nonce}`],
  ['GET', address, `${address}?A=0&a=1&a=10&a=2&b=3.${nonce}`],
  ['POST', `${address}?b=2&a=9&a=1`, `${address}?a=1&a=9&b=2.A0a1a10a2b3.${nonce}`],
  ['GET', `${address}?b=2&a=9&a=1`, `${address}?A=0&a=1&a=1&a=10&a=2&a=9&b=2&b=3.${nonce}`],
] as const)('names that come more than once are signed in the order of their values: %s of %s', (method, url, text) => {
  const parameters: [string, string][] = [
    ['a', '2'],
    ['b', '3'],
    ['a', '10'],
    ['A', '0'],
    ['a', '1'],
  ]
  expect(signatureV3(method, url, parameters, nonce, token)).toBe(hmacOf(text))
})

test.each([
  ['http://user:secret@localhost/plivo/status', 'http://localhost/plivo/status'],
  ['http://user:p@ss@localhost/plivo/status', 'http://localhost/plivo/status'],
])('of %s the receiver sees no user, and none is signed', (url, seen) => {
  expect(signatureV2(url, nonce, token)).toBe(signatureV2(seen, nonce, token))
  expect(signatureV3('POST', url, P4, nonce, token)).toBe(signatureV3('POST', seen, P4, nonce, token))
})
