import { expect, test } from 'vitest'
import { OPERATORS, type Operator } from '../../../src/core/store/operators.ts'

test.each<[Operator, wanted: unknown, fit: unknown[], unfit: unknown[]]>([
  ['equals', 'a', ['a'], ['A', '', null, undefined]],
  ['equals', null, [null], [undefined, 0, '', 'null']],
  ['equals', 1, [1], ['1', true]],
  ['differs', 'a', ['A', null, undefined, 1], ['a']],
  ['oneOf', ['a', 1], ['a', 1], ['b', '1', null]],
  ['oneOf', [], [], ['a', null]],
  ['noneOf', ['a', 1], ['b', '1', null], ['a', 1]],
  ['includes', 'a', [['a'], ['b', 'a']], [[], ['b'], 'a', null]],
  ['isSet', true, ['', 0, false, []], [null, undefined]],
  ['isSet', false, [null, undefined], ['', 0, false]],
  ['matches', 'Anna', ['anna', 'ANNA', 'Anna'], ['ann', null, undefined]],
  ['matches', '5', [5, '5'], [50]],
  ['matches', '1.50', [1.5, '1.50'], ['1.5', 1, 15]],
  ['matches', '1e+21', [1e21, '1E+21'], ['1e21']],
  ['matches', '', [''], [0, false, ' ', null]],
  ['differsFrom', '1.0', [2, '1', true], [1, '1.0']],
  ['matches', '1', [true, 1, '1'], [false, 'true', 10, null]],
  ['matches', 'True', [true, 'TRUE'], [false, 1, '1']],
  ['matches', true, [true, 'true'], [false, 1]],
  ['matches', '0', [false, 0, '0'], [true, 'false', '', null, undefined]],
  ['matches', 'FALSE', [false, 'false'], [true, 0]],
  ['differsFrom', '1', [false, 'true', null, undefined], [true, 1, '1']],
  ['differsFrom', 'false', [true, 0, null], [false, 'False']],
  ['differsFrom', 'Anna', ['ben', null, undefined, ''], ['ANNA', 'anna']],
  ['startsWith', 'An', ['anna', 'AN', 'an'], ['banana', 'a', null, undefined]],
  ['startsWith', '', ['', 'anything', 0], [null, undefined]],
  ['startsNotWith', 'An', ['ben', null, undefined], ['ANNA', 'an']],
  ['textAbove', 'b', ['c', 'C', 'ba'], ['b', 'B', 'a', 'A', null]],
  ['textAtLeast', 'b', ['b', 'B', 'c'], ['a', null]],
  ['textBelow', 'b', ['a', 'A', ''], ['b', 'B', 'c', null, undefined]],
  ['textAtMost', 'b', ['b', 'B', 'a'], ['c', null]],
  ['textAbove', '10', ['9', 9], ['1', 1]],
  ['above', 2, [3, '10', 2.5], [2, '2', 'x', '', ' ', null, undefined, [3]]],
  ['atLeast', '2', [2, '2', 10], [1.9, null]],
  ['below', 2, [1, '-5', 0], [2, 'x', '', null, undefined]],
  ['atMost', 2, [2, '2', -1], [2.1, null]],
  ['above', 'not a number', [], [1, 'x', null]],
  ['atLeast', 16, ['16', '16.0', '+16', '17.', 16], ['0x10', '0b10000', '0o20', '1e2', 'Infinity', ' 16 ', '16_0', '']],
  ['below', 1, ['.5', '-.5', '-1', '0'], ['', ' ', '-Infinity', '0x0', '-', '.', true, false]],
  ['below', '0x10', [], [1, '1']],
])('%s %j', (is, wanted, fit, unfit) => {
  const matches = OPERATORS[is](wanted)
  expect(fit.filter((value) => !matches(value))).toEqual([])
  expect(unfit.filter((value) => matches(value))).toEqual([])
})
