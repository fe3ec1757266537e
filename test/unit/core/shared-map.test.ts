import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SharedMap } from '../../../src/core/store/shared-map.ts'

interface Pair {
  shared: SharedMap<number, number>
  plain: Map<number, number>
}

const KEYS = Array.from({ length: 13 }, (_, key) => key)

/** What each kind of step does to both maps; answers whether they agree that the key was new, where that is asked. */
const STEPS = {
  set: ({ shared, plain }: Pair, key: number, value: number) => {
    const agree = shared.set(key, value) === !plain.has(key)
    plain.set(key, value)
    return agree
  },
  delete: ({ shared, plain }: Pair, key: number) => {
    shared.delete(key)
    plain.delete(key)
    return true
  },
  fork: ({ shared, plain }: Pair, _key: number, _value: number, pairs: Pair[]) => {
    pairs.push({ shared: shared.fork(), plain: new Map(plain) })
    return true
  },
}

const held = ({ shared }: Pair) => [shared.size, ...KEYS.map((key) => shared.get(key))]
const wanted = ({ plain }: Pair) => [plain.size, ...KEYS.map((key) => plain.get(key))]

test('after any sequence of writes and forks a shared map and its forks hold what maps of their own would', () => {
  const step = fc.record({
    map: fc.nat(5),
    key: fc.constantFrom(...KEYS),
    does: fc.constantFrom<keyof typeof STEPS>('set', 'set', 'delete', 'fork'),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (sequence) => {
      const pairs: Pair[] = [{ shared: new SharedMap(), plain: new Map() }]
      for (const [value, { map, key, does }] of sequence.entries()) {
        expect(STEPS[does](pairs[map % pairs.length]!, key, value, pairs)).toBe(true)
        expect(pairs.map(held)).toEqual(pairs.map(wanted))
      }
    }),
    { seed: 6, numRuns: 200 },
  )
})

test('a map that is forked again and again still finds what it held first', () => {
  let map = new SharedMap<string, number>()
  for (let index = 0; index < 1000; index++) {
    map.set(`key ${index}`, index)
    map = map.fork()
  }
  expect(map.size).toBe(1000)
  expect(map.get('key 0')).toBe(0)
  expect(map.get('key 999')).toBe(999)
})
