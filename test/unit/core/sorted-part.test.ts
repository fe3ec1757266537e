import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divide, sortedPart } from '../../../src/core/store/sorted-part.ts'

describe('the sorted part of a list', () => {
  test('is what a slice of the sorted list would be', () => {
    const numbers = fc.uniqueArray(fc.integer(), { maxLength: 200 })
    fc.assert(
      fc.property(numbers, fc.nat(210), fc.nat(210), (list, from, take) => {
        const expected = list.toSorted((a, b) => a - b).slice(from, from + take)
        expect(sortedPart([...list], from, from + take, (a, b) => a - b)).toEqual(expected)
      }),
    )
  })

  test('costs no more than sorting the list, even where each middle turns out to be the worst that it could be', () => {
    const many = 20_000
    const { list, compare, valueOf, compared } = adversary(many)
    divide(list, many >> 1, compare)
    expect(compared()).toBeLessThan(many * 50)
    const half = many >> 1
    expect(Math.max(...list.slice(0, half).map(valueOf))).toBeLessThan(Math.min(...list.slice(half).map(valueOf)))
  })
})

/** Decides what is the greater of two only when asked, and always so that as little as possible is learnt from it. */
function adversary(many: number) {
  const undecided = many
  const values = Array.from({ length: many }, () => undecided)
  let decided = 0
  let candidate = 0
  let count = 0
  const compare = (a: number, b: number): number => {
    count++
    if (a === b) return 0
    if (values[a] === undecided && values[b] === undecided) values[a === candidate ? a : b] = decided++
    if (values[a] === undecided) candidate = a
    else if (values[b] === undecided) candidate = b
    return values[a]! - values[b]!
  }
  const list = Array.from({ length: many }, (_, index) => index)
  return { list, compare, valueOf: (one: number) => values[one]!, compared: () => count }
}
