import { expect, test } from 'vitest'
import { isLanguage } from '../../../../src/providers/rapidpro/dialect/languages.ts'

test.each([['eng'], ['kin'], ['aaa'], ['zza'], ['swa'], ['fra'], ['spa'], ['nhi']])('%s is a language', (code) => {
  expect(isLanguage(code)).toBe(true)
})

test.each([['base'], ['xx'], ['ENG'], ['zzz'], ['abx '], ['e1g'], ['']])('%j is none', (code) => {
  expect(isLanguage(code)).toBe(false)
})
