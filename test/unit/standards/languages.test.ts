import { expect, test } from 'vitest'
import { isLanguage, languageName, longCodeOf, shortCodeOf } from '../../../src/standards/languages.ts'

test.each([['eng'], ['kin'], ['aaa'], ['zza'], ['swa'], ['fra'], ['spa'], ['nhi']])('%s is a language', (code) => {
  expect(isLanguage(code)).toBe(true)
})

test.each([['base'], ['xx'], ['ENG'], ['zzz'], ['abx '], ['e1g'], ['']])('%j is none', (code) => {
  expect(isLanguage(code)).toBe(false)
  expect(languageName(code)).toBeUndefined()
})

test.each([
  ['eng', 'en', 'English'],
  ['kin', 'rw', 'Kinyarwanda'],
  ['swa', 'sw', 'Swahili'],
  ['zho', 'zh', 'Chinese'],
  ['tgl', 'tl', 'Filipino'],
])('%s is %s for short: %s', (code, short, name) => {
  expect([shortCodeOf(code), longCodeOf(short), languageName(code)]).toEqual([short, code, name])
})

test('most languages have no code of two letters, and many have no name in English here', () => {
  expect([shortCodeOf('cmn'), shortCodeOf('nhi'), longCodeOf('xx'), languageName('nhi')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test('each of the 183 codes of two letters has one of three, which is a language', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')
  const long = letters.flatMap((one) => letters.flatMap((other) => longCodeOf(one + other) ?? []))
  expect(long).toHaveLength(183)
  expect(new Set(long).size).toBe(183)
  expect(long.filter((code) => !isLanguage(code))).toEqual([])
})
