import { describe, expect, test } from 'vitest'
import { sizeOf } from '../../../src/standards/pattern-size.ts'
import { BrokenPattern, compilePattern } from '../../../src/standards/patterns.ts'

describe('the size of a pattern is known before it is written out:', () => {
  test.each<[source: string, size: number]>([
    ['code is (\\d+)', 9],
    ['a{10}', 10],
    ['(ab){3}', 6],
    ['(a?b*){5}', 10],
    ['((a{10}){10}){10}', 1000],
    ['.{0,1000}.{0,1000}', 2000],
    ['a{2,}', 2],
    ['[]a]{3}', 3],
    ['[^\\]a]{3}', 3],
    ['\\p{Lu}{4}', 4],
    ['\\x{1F600}{2}', 2],
    ['\\{3\\}', 3],
    ['💥{3}', 3],
    ['(a|b){4}', 8],
    // What is no pattern is measured all the same.
    ['((((a{3}', 3],
    ['a)b', 2],
    ['{3}', 0],
    ['[', 1],
    ['\\', 1],
  ])('%s comes to %i', (source, size) => {
    expect(sizeOf(source)).toBe(size)
  })
})

test.each(['.{0,1000}'.repeat(100), '((a{30}){30}){2}', '(a|b|c|d|e){300}', '(a?){500}', 'x'.repeat(1200)])(
  'a pattern that is too large is refused: %.20s…',
  (source) => {
    expect(() => compilePattern(source, '')).toThrow(BrokenPattern)
  },
)

test.each(['(a+)+$', '(.*)'.repeat(100), '([a-z]?){270}[0-9]', '[a-z]{1000}[0-9]', '(\\w+\\s?)+!'])(
  'the larger a pattern, the shorter the texts that it is held against: %.20s…',
  (source) => {
    const { reach } = compilePattern(source, '')
    // So many steps are made for a text at most, whatever the pattern.
    expect(reach * sizeOf(source)).toBeLessThanOrEqual(1_250_000)
    expect(reach).toBeGreaterThan(1100)
  },
)

test('what is beyond the reach of a pattern it does not find', () => {
  const { find, reach } = compilePattern('a{1000}', '')
  expect(find('a'.repeat(reach))).toHaveLength(1)
  expect(find('a'.repeat(reach + 1))).toBeUndefined()
})

test('a small pattern is held against whatever is sent as a text or a body', () => {
  expect(compilePattern('code is (\\d+)', 'i').reach).toBeGreaterThan(65_536)
})
