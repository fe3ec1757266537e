import { expect, test } from 'vitest'
import { quote, unquote } from '../../../src/standards/quoted-text.ts'

test.each([
  ['plain', 'plain'],
  [String.raw`a\tb\"c\\d`, 'a\tb"c\\d'],
  [String.raw`\x41\102`, 'AB'],
  [String.raw`\xc3\xa9`, 'é'],
  [String.raw`\u00e9\U0001F600`, 'é😀'],
  [String.raw`\xFF`, '\uFFFD'],
  [String.raw`\X41`, String.raw`\X41`],
  [String.raw`\d+`, String.raw`\d+`],
  [String.raw`\ud800`, String.raw`\ud800`],
  [String.raw`\U00110000`, String.raw`\U00110000`],
  ['two\nlines', 'two\nlines'],
])('%j between quotation marks means %j', (written, meant) => {
  expect(unquote(written)).toBe(meant)
})

test('what is written between quotation marks is read as the same', () => {
  for (const text of ['', 'plain', 'a "b" \\c', 'é😀\u0007\u200b', '\r\n'])
    expect(unquote(quote(text).slice(1, -1))).toBe(text)
})
