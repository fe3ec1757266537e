import { expect, test } from 'vitest'
import { integerOf, strip, textOf, typeOf } from '../../../../src/providers/rapidpro/dialect/python.ts'

test.each([
  ['text', 'text'],
  [true, 'True'],
  [null, 'None'],
  [12n, '12'],
  [-12345678901234567890n, '-12345678901234567890'],
  [12, '12.0'],
  [0, '0.0'],
  [1.5, '1.5'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [1.25e-7, '1.25e-07'],
  [1e15, '1000000000000000.0'],
  [1e16, '1e+16'],
  [1e300, '1e+300'],
  [Infinity, 'inf'],
  [[], '[]'],
  [{}, '{}'],
  [['a', null, 1n], "['a', None, 1]"],
  [{ a: { b: false } }, "{'a': {'b': False}}"],
  [["it's"], `["it's"]`],
  [[`it's "so"`], `['it\\'s "so"']`],
  [['\\ \n \0 \u00a0 \u2028 \ud800 é 😀'], "['\\\\ \\n \\x00 \\xa0 \\u2028 \\ud800 é 😀']"],
] as [unknown, string][])('%#: a value as Python writes it', (value, written) => {
  expect(textOf(value)).toBe(written)
})

test.each([
  ['12', 12],
  [' +12\n', 12],
  ['-0', -0],
  ['1_000', 1000],
  ['007', 7],
  ['', undefined],
  [' ', undefined],
  ['0x10', undefined],
  ['1e3', undefined],
  ['1.0', undefined],
  ['_1', undefined],
  ['1_', undefined],
  ['1__0', undefined],
  ['+', undefined],
  ['Infinity', undefined],
  ['9'.repeat(4301), undefined],
] as [string, number | undefined][])('int(%j) is %s', (text, number) => {
  expect(integerOf(text)).toBe(number)
})

test('strip takes away what Python takes for blank, at both ends', () => {
  expect(strip('\t\x1c\x85\u3000 a b \u2003\r\n')).toBe('a b')
  expect(strip('\ufeffa')).toBe('\ufeffa')
  expect(strip(' \n ')).toBe('')
})

test('types have the names that Python gives them', () => {
  expect(['a', 1n, 1, true, null, [], {}].map(typeOf)).toEqual([
    'str',
    'int',
    'float',
    'bool',
    'NoneType',
    'list',
    'dict',
  ])
})
