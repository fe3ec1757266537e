import * as fc from 'fast-check'
import { SegmentedMessage } from 'sms-segments-calculator'
import split from 'split-sms'
import { describe, expect, test } from 'vitest'
import { isGsm7, segmentsOf } from '../../../src/core/network/segments.ts'

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const EXTENDED = '\f^{}\\[~]|€'

test.each<[string, string, { encoding: 'gsm7' | 'ucs2'; length: number; parts: number }]>([
  ['nothing', '', { encoding: 'gsm7', length: 0, parts: 1 }],
  ['160 letters', 'a'.repeat(160), { encoding: 'gsm7', length: 160, parts: 1 }],
  ['161 letters', 'a'.repeat(161), { encoding: 'gsm7', length: 161, parts: 2 }],
  ['306 letters', 'a'.repeat(306), { encoding: 'gsm7', length: 306, parts: 2 }],
  ['307 letters', 'a'.repeat(307), { encoding: 'gsm7', length: 307, parts: 3 }],
  ['306 letters with accents', 'é'.repeat(306), { encoding: 'gsm7', length: 306, parts: 2 }],
  ['307 letters with accents', 'é'.repeat(307), { encoding: 'gsm7', length: 307, parts: 3 }],
  ['80 euros', '€'.repeat(80), { encoding: 'gsm7', length: 160, parts: 1 }],
  ['80 euros and a letter', `${'€'.repeat(80)}a`, { encoding: 'gsm7', length: 161, parts: 2 }],
  ['an euro on the border', `${'a'.repeat(152)}€${'a'.repeat(151)}a`, { encoding: 'gsm7', length: 306, parts: 3 }],
  ['70 in Cyrillic', 'ж'.repeat(70), { encoding: 'ucs2', length: 70, parts: 1 }],
  ['71 in Cyrillic', 'ж'.repeat(71), { encoding: 'ucs2', length: 71, parts: 2 }],
  ['134 in Cyrillic', 'ж'.repeat(134), { encoding: 'ucs2', length: 134, parts: 2 }],
  ['135 in Cyrillic', 'ж'.repeat(135), { encoding: 'ucs2', length: 135, parts: 3 }],
  ['35 emoji', '😀'.repeat(35), { encoding: 'ucs2', length: 70, parts: 1 }],
  ['an emoji on the border', `${'ж'.repeat(66)}😀${'ж'.repeat(66)}`, { encoding: 'ucs2', length: 134, parts: 3 }],
  ['one letter that is not in the alphabet', `${'a'.repeat(70)}ç`, { encoding: 'ucs2', length: 71, parts: 2 }],
  ['half an emoji', '\ud83d', { encoding: 'ucs2', length: 1, parts: 1 }],
])('%s', (_name, text, expected) => {
  expect(segmentsOf(text)).toEqual(expected)
})

test('all 137 characters of the alphabet and its extension are known, and the rest of Latin is not', () => {
  expect(isGsm7(BASIC + EXTENDED)).toBe(true)
  const latin = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code))
  expect(latin.filter((character) => isGsm7(character)).join('')).toBe(
    latin.filter((character) => BASIC.includes(character) || EXTENDED.includes(character)).join(''),
  )
})

const word = (characters: string) => fc.constantFrom(...Array.from(characters))
const text = (...characters: fc.Arbitrary<string>[]) =>
  fc.array(fc.oneof(...characters), { minLength: 1, maxLength: 400 }).map((parts) => parts.join(''))

const latin = text({ weight: 9, arbitrary: word(BASIC) } as never, word(EXTENDED))
const world = text(word(BASIC), word(EXTENDED), word('жщяçłđ漢字'), word('😀🎉🇷🇼'))
// sms-segments-calculator keeps a grapheme of several code points together on a border; phones do not.
const plainWorld = text(word(BASIC.replace(/[\r\n]/g, '')), word('жщяçłđ漢字'), word('😀🎉'))

describe('parts are counted as', () => {
  test.each([
    [
      'sms-segments-calculator counts them',
      (one: string) => new SegmentedMessage(one, 'auto').segmentsCount,
      [latin.map((one) => one.replace(/\r\n/g, '\n')), plainWorld],
    ],
    ['split-sms splits them', (one: string) => split.split(one).parts.length, [latin, world]],
  ] as const)('%s', (_name, count, texts) => {
    fc.assert(
      fc.property(fc.oneof(...texts), (one) => {
        expect(segmentsOf(one).parts).toBe(count(one))
      }),
      { numRuns: 300 },
    )
  })
})
