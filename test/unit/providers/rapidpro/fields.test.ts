import { expect, test } from 'vitest'
import type { Issue } from '../../../../src/http/problem.ts'
import {
  type BodyField,
  boolean,
  choice,
  integer,
  language,
  list,
  nullable,
  object,
  optional,
  text,
} from '../../../../src/providers/rapidpro/dialect/fields.ts'
import type { RapidproCall } from '../../../../src/providers/rapidpro/dialect/caller.ts'
import { uuidFilter } from '../../../../src/providers/rapidpro/dialect/filters.ts'

/** None of these looks at the call. */
const call = {} as RapidproCall

/** The value read, or the sentences of what is wrong with it by where it stands. */
function read<T>(field: BodyField<T>, raw: unknown): unknown {
  const issues: Issue[] = []
  const value = field.read(raw, ['it'], issues, call)
  return issues.length === 0 ? value : issues.map(({ path, message }) => `${path.slice(1).join('.')}: ${message}`)
}

test.each([
  [text(), undefined, [': This field is required.']],
  [text(), null, [': This field may not be null.']],
  [nullable(text()), null, null],
  [optional(text()), undefined, undefined],
  [text(), '  a ', 'a'],
  [text(), 12.5, '12.5'],
  [text(), 12n, '12'],
  [text(), 12.0, '12.0'],
  [text(), 12345678901234567890n, '12345678901234567890'],
  [text(), true, [': Not a valid string.']],
  [text(), [], [': Not a valid string.']],
  [text(), ' ', [': This field may not be blank.']],
  [text({ blank: true }), ' ', ''],
  [text({ max: 2 }), '🙂🙂', '🙂🙂'],
  [text({ max: 2 }), 'abc', [': Ensure this field has no more than 2 characters.']],
  [text({ min: 2 }), 'a', [': Ensure this field has at least 2 characters.']],
  [text(), 'a\0', [': Null characters are not allowed.']],
  [integer(), '12', 12],
  [integer(), 12n, 12],
  [integer(), 12.0, 12],
  [integer(), '1_000', 1000],
  [integer(), '0x10', [': A valid integer is required.']],
  [integer(), ' ', [': A valid integer is required.']],
  [integer(), '1.5', [': A valid integer is required.']],
  [integer(), true, [': A valid integer is required.']],
  [integer({ max: 23 }), 24n, [': Ensure this value is less than or equal to 23.']],
  [integer({ min: -1 }), -2n, [': Ensure this value is greater than or equal to -1.']],
  [boolean(), 'Yes', true],
  [boolean(), 0n, false],
  [boolean(), 'off', false],
  [boolean(), 'perhaps', [': Must be a valid boolean.']],
  [boolean(), [1], [': Must be a valid boolean.']],
  [choice(['in', 'out']), 'in', 'in'],
  [choice(['in', 'out']), 'note', [': "note" is not a valid choice.']],
  [choice(['in', 'out']), ['in'], [`: "['in']" is not a valid choice.`]],
  [language(), 'kin', 'kin'],
  [language(), 'xxx', [': Not an allowed ISO 639-3 language code.']],
  [
    language(),
    'base',
    [': Not an allowed ISO 639-3 language code.', ': Ensure this field has no more than 3 characters.'],
  ],
  [list(text(), { max: 1 }), ['a'], ['a']],
  [list(text(), { max: 1 }), ['a', 'b'], [': Ensure this field has no more than 1 elements.']],
  [list(text(), { max: 1 }), ['a', null, {}], ['1: This field may not be null.', '2: Not a valid string.']],
  [list(text()), 'a', [': Expected a list of items but got type "str".']],
  [list(text()), {}, [': Expected a list of items but got type "dict".']],
  [list(text()), 1.5, [': Expected a list of items but got type "float".']],
  [object(text()), { a: 'b' }, new Map([['a', 'b']])],
  [object(text()), [], [': Expected a dictionary of items but got type "list".']],
  [object(text()), false, [': Expected a dictionary of items but got type "bool".']],
  [object(text(), { empty: false }), {}, [': This dictionary may not be empty.']],
  [object(text()), { a: true }, ['a: Not a valid string.']],
] as [BodyField<unknown>, unknown, unknown][])('%# %s', (field, raw, expected) => {
  expect(read(field, raw)).toEqual(expected)
})

test('a uuid in the URL has to be one', () => {
  const issues: Issue[] = []
  const field = uuidFilter('The run.')
  expect(field.read('58C0F7B3-AD92-4E61-93FA-6C1D84E5B027', ['uuid'], issues, call)).toBe(
    '58c0f7b3-ad92-4e61-93fa-6c1d84e5b027',
  )
  expect(field.read('58c0f7b3ad924e6193fa6c1d84e5b027', ['uuid'], issues, call)).toBe(
    '58c0f7b3-ad92-4e61-93fa-6c1d84e5b027',
  )
  expect([field.read('', ['uuid'], issues, call), issues]).toEqual([undefined, []])
  field.read('xyz', ['uuid'], issues, call)
  expect(issues).toMatchObject([{ rule: 'url', message: 'Value for uuid must be a valid UUID' }])
})
