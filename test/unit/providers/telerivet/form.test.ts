import { expect, test } from 'vitest'
import { formOf } from '../../../../src/providers/telerivet/dialect/form.ts'

test('values are written as PHP writes them: nested names, booleans as digits, nothing for null and empty lists', () => {
  expect(
    formOf({
      a: 1,
      yes: true,
      no: false,
      none: null,
      empty: [],
      void: {},
      missing: undefined,
      blank: '',
      list: ['x', 'y'],
      vars: { deep: { b: 'ü' } },
    }),
  ).toEqual([
    ['a', '1'],
    ['yes', '1'],
    ['no', '0'],
    ['blank', ''],
    ['list[0]', 'x'],
    ['list[1]', 'y'],
    ['vars[deep][b]', 'ü'],
  ])
})
