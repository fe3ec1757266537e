import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenJson, readJson } from '../../../src/core/reading/read-json.ts'
import { atOnce } from '../../../src/core/slices.ts'

const BOUNDS = { depth: 100, values: 500_000 }
const bytesOf = (text: string) => new TextEncoder().encode(text)
const read = (text: string, piece?: number, bounds = BOUNDS) => atOnce(readJson(bytesOf(text), bounds, piece))

/** What a reader answers or throws, in a form that can be compared. */
function outcome(run: () => unknown): unknown {
  try {
    return { value: run() }
  } catch (error) {
    return error instanceof SyntaxError || error instanceof BrokenJson ? 'broken' : error
  }
}

/** Where one object seems to end and another to begin is looked for: texts that look like it are none. */
const seams = fc.constantFrom('},{', '"},{"', '{},{}', '\\"},{', ']},{[')
/** None begins with a backslash: once it has met such a name, Node 24 takes others for it (nodejs/node issue 63785). */
const names = seams.filter((seam) => !seam.startsWith('\\'))
const objects = fc.array(
  fc.oneof(
    fc.dictionary(fc.oneof(fc.string(), names), fc.oneof(fc.jsonValue({ maxDepth: 2 }), seams)),
    seams,
    fc.constant([[{}, {}]]),
  ),
  { maxLength: 40 },
)
const values = fc.oneof(fc.jsonValue({ maxDepth: 6, noUnicodeString: false }), objects)
/** No less than the longest number, which is never cut. */
const pieces = fc.integer({ min: 26, max: 60 })

test('however small the pieces, a text is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(values, pieces, fc.constantFrom(0, 2), (value, piece, space) => {
      const text = JSON.stringify({ a: [value, 'ü€😀'.repeat(10), value], b: {} }, null, space)
      expect(read(text, piece)).toEqual(JSON.parse(text))
    }),
    { numRuns: 300, seed: 1, endOnFailure: true },
  )
})

test('whatever is done to a text, it is broken where JSON.parse finds it broken', () => {
  const edits = fc.tuple(
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', ',', '[', ']', '{', '}', '"', '\\', ':', '\n', '1', ' '),
  )
  fc.assert(
    fc.property(values, pieces, edits, (value, piece, [place, gone, more]) => {
      const whole = JSON.stringify({ a: [value, 'ü€😀'.repeat(10), ''], b: {} })
      const at = place % whole.length
      const text = whole.slice(0, at) + more + whole.slice(at + gone)
      expect(outcome(() => read(text, piece))).toEqual(
        outcome(() => JSON.parse(new TextDecoder().decode(bytesOf(text)))),
      )
    }),
    { numRuns: 600, seed: 2, endOnFailure: true },
  )
})

test('of equal names the last counts, and __proto__ is a name like any other', () => {
  for (const piece of [2, 5, 1000]) {
    const value = read('{"a":[1,2,3,4],"__proto__":{"polluted":[1,2,3]},"a":[5,6,7,8]}', piece)
    expect(JSON.stringify(value)).toBe('{"a":[5,6,7,8],"__proto__":{"polluted":[1,2,3]}}')
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  }
})

test('a text may begin with a byte order mark, and hold others', () => {
  expect(read('\ufeff["\ufeff","\ufeffa"]', 4)).toEqual(['\ufeff', '\ufeffa'])
})

const many = (text: string) => text.repeat(300_000)

const more = '},{'.repeat(60_000)

describe('a text is refused in a sentence', () => {
  test.each([
    ['that ends early', '[1', 'Expected'],
    ['that ends early, far from its beginning', `[${many('1,')}`, 'Unexpected end of JSON input'],
    ['that goes on after its end', `[${many('1,')}1]]`, 'Unexpected token "]" in JSON at byte 600003'],
    ['with a comma too many', `[${many('1,')}]`, 'Unexpected token'],
    ['with a word of its own', `[${many('1,')}what]`, /Unexpected token 'w', .*, from byte \d+ on$/],
    ['with a text that has no end', `["${many('text')}`, 'Unterminated text, which begins at byte 1'],
    ['that is too deep', many('['), 'The JSON is nested more than 100 levels deep.'],
    ['that is too deep with objects', many('{"a":'), 'The JSON is nested more than 100 levels deep.'],
    ['that is too deep among others', `[{${more}},${'['.repeat(200)}`, 'The JSON is nested more than 100 levels deep.'],
    [
      'that is too deep within one of many',
      `[{${more}"a":${'['.repeat(100)}${']'.repeat(100)}${more}}]`,
      'The JSON is nested more than 100 levels deep.',
    ],
    ['with too many values', `[${many('[],')}[]]`, 'The JSON holds more than 500000 values.'],
    ['with too many values in objects', `[${many('{"a":[]},')}{}]`, 'The JSON holds more than 500000 values.'],
  ])('%s', (_what, text, message) => {
    expect(() => read(text)).toThrow(BrokenJson)
    expect(() => read(text)).toThrow(message)
  })

  test('that is no UTF-8', () => {
    for (const piece of [4, 1000]) {
      const bytes = Uint8Array.from([...bytesOf('["aaaaaaaa","'), 0xff, ...bytesOf('"]')])
      expect(() => atOnce(readJson(bytes, BOUNDS, piece))).toThrow('not valid UTF-8')
    }
  })
})

test('others have their turn while a long text is read, whatever it is made of', () => {
  for (const text of [`[${'1,'.repeat(500_000)}1]`, `"${'a'.repeat(1_000_000)}"`, `[${' '.repeat(1_000_000)}]`]) {
    const work = readJson(bytesOf(text), { depth: 2, values: 1_000_000 })
    let turns = 0
    while (!work.next().done) turns++
    expect(turns).toBeGreaterThan(5)
  }
})
