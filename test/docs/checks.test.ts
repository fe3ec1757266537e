import { describe, expect, test } from 'vitest'
import { differs, lastJson, textDiffers } from './output.ts'
import type { Block } from './pages.ts'
import { take } from './take-block.ts'

// What finds out whether a page is true has to be able to find out that it is not.

const block = (language: string, text: string, ...marks: string[]): Block => ({ line: 1, language, marks, text })

describe('an answer differs from what a page shows', () => {
  test.each([
    ['another value', { a: 1 }, { a: 2 }],
    ['a member that is not shown', { a: 1, b: 2 }, { a: 1 }],
    ['a member that is not there', { a: 1 }, { a: 1, b: 2, '…': '…' }],
    ['too many items', [1, 2], [1]],
    ['too few items', [1], [1, 2, '…']],
    ['text that goes on', 'abc', 'ab'],
    ['an object instead of a list', { 0: 1 }, [1]],
    ['another value deep inside', { a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
  ])('%s', (_what, actual, shown) => expect(differs(actual, shown)).toMatch(/^the answer/))

  test.each([
    ['any value', { a: 17 }, { a: '…' }],
    ['part of a text', 'id-17-x', 'id-…-x'],
    ['further members', { a: 1, b: 2 }, { a: 1, '…': '…' }],
    ['further items', [1, 2, 3], [1, '…']],
  ])('but not where it leaves %s open', (_what, actual, shown) => expect(differs(actual, shown)).toBeUndefined())
})

test.each([
  ['…"status":"delivered"', '{"status":"queued"}\n"status":"delivered"\n', undefined],
  ['delivered', 'not delivered', 'the output is "not delivered"'],
  ['one\ntwo', 'one  \ntwo\n', undefined],
])('the text %j against %j', (shown, actual, difference) => expect(textDiffers(actual, shown)).toBe(difference))

test.each([
  ['{"a":1}{"b":{"c":[2]}}', { b: { c: [2] } }],
  ['some words\n{"a":[{"b":1}]}\n', { a: [{ b: 1 }] }],
  ['[1,[2]]', [1, [2]]],
])('the last JSON of %j', (output, value) => expect(lastJson(output)).toEqual(value))

describe('a block is not believed', () => {
  test.each([
    ['in a language that has no rule', block('cobol', 'STOP RUN.'), 'There is no rule for blocks in "cobol".'],
    ['without a language', block('', 'What?'), 'There is no rule for blocks in "".'],
    ['that shows an output of nothing', block('json', '{}'), 'the block before it was not run'],
    ['for a client, unmarked', block('ruby', 'puts 1'), 'It is marked neither'],
    ['that quotes what no file says', block('ts', 'const no = 1', 'excerpt', 'src/index.ts'), 'Lines that are not in'],
  ])('%s', async (_what, one, reason) => {
    await expect(take(one, { folder: '', url: '', before: undefined })).rejects.toThrow(reason)
  })

  test('when its commands fail', async () => {
    const failing = block('js', 'process.exit(3)')
    await expect(take(failing, { folder: import.meta.dirname, url: '', before: undefined })).rejects.toThrow(
      'It ended with 3.',
    )
  })
})
