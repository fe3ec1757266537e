import { expect, test } from 'vitest'
import { jsonOf } from '../../../src/http/json-text.ts'
import { LONGEST_PAGE, onOnePage } from '../../../src/http/one-page.ts'

const half = 'x'.repeat(LONGEST_PAGE / 2 - 2)
const textsOn = (texts: readonly string[]): string[] => onOnePage(texts, jsonOf).map(({ text }) => JSON.parse(text))

test('a page holds all that is not too long together, and what is longer begins the next', () => {
  expect(textsOn(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(textsOn([half, half, 'c'])).toEqual([half, half])
  expect(textsOn(['a', half, half])).toEqual(['a', half])
  expect(textsOn([])).toEqual([])
})

test('what is longer than a page stands alone', () => {
  const long = half + half + half
  expect(textsOn([long, 'b'])).toEqual([long])
  expect(textsOn(['a', long])).toEqual(['a'])
})

test('nothing is shown that is far beyond the page', () => {
  const shown: string[] = []
  onOnePage([half, half, 'c', 'd'], (text) => {
    shown.push(text)
    return jsonOf(text)
  })
  expect(shown).toEqual([half, half, 'c'])
})
