import { expect, test } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import { numberOf, uuidOf, uuidTail } from '../../../../src/providers/rapidpro/dialect/ids.ts'

const tail = uuidTail(new Random('test'), 'rapidpro.message-uuids')

test.each([[1], [2], [250], [99_999], [4_294_967_295]])('the uuid of %i leads back to it', (number) => {
  const uuid = uuidOf(number, tail)
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(numberOf(uuid, tail)).toBe(number)
  expect(numberOf(uuid.toUpperCase(), tail)).toBe(number)
})

test('other uuids lead nowhere', () => {
  expect(numberOf('b7d1a0c4-2e8f-4f1b-8c36-5d9ab1e07733', tail)).toBeUndefined()
  expect(numberOf(`zzzzzzzz${tail}`, tail)).toBeUndefined()
  expect(numberOf('', tail)).toBeUndefined()
})
