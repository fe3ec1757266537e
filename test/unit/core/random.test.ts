import { describe, expect, test } from 'vitest'
import { Random, derive } from '../../../src/core/random.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const drawAll = (seed: string) => {
  const random = new Random(seed)
  return [
    random.hex('a', 32),
    random.uuid('a'),
    random.digits('b', 20),
    random.count('c'),
    random.fraction('d', 'x', 3),
  ]
}

test('the same seed gives the same draws', () => {
  expect(drawAll('one')).toEqual(drawAll('one'))
  const other = drawAll('two')
  for (const [index, value] of drawAll('one').entries()) expect(value === other[index]).toBe(index === 3)
})

test('a draw in one stream shifts no other', () => {
  const quiet = new Random('seed')
  const busy = new Random('seed')
  for (let index = 0; index < 100; index++) busy.uuid('other')
  busy.fraction('a', 'entity')
  expect(busy.uuid('a')).toBe(quiet.uuid('a'))
})

test('what belongs to an entity is the same whenever it is asked for', () => {
  const random = new Random('seed')
  const before = random.fraction('spread', 'D1', 0)
  random.uuid('spread')
  expect(random.fraction('spread', 'D1', 0)).toBe(before)
  expect(random.fraction('spread', 'D1', 1)).not.toBe(before)
  expect(random.fraction('spread', 'D2', 0)).not.toBe(before)
  expect(random.fraction('another', 'D1', 0)).not.toBe(before)
  expect(random.fraction('spread', 'D1')).toBe(before)
})

test('counters carry a stream on', () => {
  const first = new Random('seed')
  first.uuid('a')
  const second = new Random('seed', { ...first.counters })
  expect(second.uuid('a')).toBe(first.uuid('a'))
})

describe.each<[string, number, (random: Random) => string, RegExp]>([
  ['uuid', 200_000, (random: Random) => random.uuid('ids'), UUID],
  ['hex of 16', 200_000, (random: Random) => random.hex('ids', 16), /^[0-9a-f]{16}$/],
  ['hex of 32', 20_000, (random: Random) => random.hex('ids', 32), /^[0-9a-f]{32}$/],
  ['digits of 18', 200_000, (random: Random) => random.digits('ids', 18), /^[1-9]\d{17}$/],
  ['digits of 36', 20_000, (random: Random) => random.digits('ids', 36), /^[1-9]\d{35}$/],
])('%s: %d ids', (_name, many, draw, form) => {
  test('all have the form, and no two are the same', () => {
    const random = new Random('seed')
    const ids = Array.from({ length: many }, () => draw(random))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !form.test(id))).toEqual([])
  })
})

test('fractions are spread evenly', () => {
  const random = new Random('seed')
  const buckets = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 10_000; index++) {
    const fraction = random.fraction('spread', `D${index}`)
    buckets[Math.floor(fraction * 10)]!++
  }
  for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

test('hex digits are spread evenly at every place', () => {
  const random = new Random('seed')
  const counts = Array.from({ length: 32 }, () => new Map<string, number>())
  for (let index = 0; index < 4000; index++) {
    for (const [place, digit] of random.hex('ids', 32).split('').entries())
      counts[place]!.set(digit, (counts[place]!.get(digit) ?? 0) + 1)
  }
  for (const place of counts) {
    expect(place.size).toBe(16)
    for (const count of place.values()) expect(Math.abs(count - 250)).toBeLessThan(90)
  }
})

test('credentials depend on the words alone, and differ with them', () => {
  const made = new Set(
    Array.from({ length: 5000 }, (_, index) => derive(`world-${index}`, 'abcdefghijklmnopqrstuvwxyz', 20)),
  )
  expect(made.size).toBe(5000)
  expect(derive('world-1', 'abc', 7)).toBe(derive('world-1', 'abc', 7))
  expect(derive('world-1', 'abc', 7)).toMatch(/^[abc]{7}$/)
})
