import { expect, test } from 'vitest'
import type { Sight } from '../../../src/core/sight.ts'
import { defineCollection } from '../../../src/core/store/collection.ts'
import * as kept from '../../../src/core/store/kept.ts'
import { World } from '../../../src/core/world.ts'

const things = defineCollection('things', { size: kept.number })
const others = defineCollection('others', { size: kept.number })

const outside = { breathe: () => undefined, settle: () => Promise.resolve() }
const start = (): World => new World('w', { seed: 's', clock: { now: 0 } }, outside)

/** Adds up the things so many times, and counts how often it did. */
function summing() {
  const counted = {
    made: 0,
    sum: (world: Sight, times: number): number => {
      counted.made++
      let sum = 0
      for (const { size } of world.collection(things).all()) sum += size * times
      return sum
    },
  }
  return counted
}

test('what is worked out of rows stands until one of those changes that were looked at, or it is asked for otherwise', () => {
  const world = start()
  const counted = summing()
  const ask = (times = 1): number => world.worked.of(counted.sum, times)
  const row = world.collection(things).insert({ id: 'a', sequence: 0, size: 2 })
  expect([ask(), ask(), counted.made]).toEqual([2, 2, 1])
  world.collection(others).insert({ id: 'a', sequence: 0, size: 9 })
  expect([ask(), counted.made]).toEqual([2, 1])
  world.collection(things).update(row, { size: 5 })
  expect([ask(), ask(), counted.made]).toEqual([5, 5, 2])
  expect([ask(3), ask(3), counted.made]).toEqual([15, 15, 3])
})

test('a fork works out its own', () => {
  const world = start()
  const counted = summing()
  world.collection(things).insert({ id: 'a', sequence: 0, size: 2 })
  world.worked.of(counted.sum, 1)
  const fork = new World('f', world.copy(), outside)
  fork.collection(things).insert({ id: 'b', sequence: 0, size: 3 })
  expect([world.worked.of(counted.sum, 1), fork.worked.of(counted.sum, 1), counted.made]).toEqual([2, 5, 2])
})
