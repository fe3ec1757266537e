import { toBoolean, toText } from '../convert.ts'
import { ErrorValue } from '../values.ts'
import { allThings, anything, define, needs } from './define.ts'

/** What asks whether something is so. */
export const logic = () => ({
  and: define({
    takes: { values: allThings },
    least: 1,
    says: 'Whether all values count as true. What stands behind one that does not is not asked.',
    examples: { '@(and(1, "yes"))': 'true', '@(and(false, 1 / 0))': 'false', '@(and(true, 1 / 0))': null },
    run: ({ values }, call) => {
      for (const value of values) {
        const isSo = toBoolean(value, call)
        if (isSo !== true) return isSo
      }
      return true
    },
  }),
  or: define({
    takes: { values: allThings },
    least: 1,
    says: 'Whether any value counts as true. What stands behind one that does is not asked.',
    examples: { '@(or("", 0, "x"))': 'true', '@(or(true, 1 / 0))': 'true', '@(or(false, 1 / 0))': null },
    run: ({ values }, call) => {
      for (const value of values) {
        const isSo = toBoolean(value, call)
        if (isSo !== false) return isSo
      }
      return false
    },
  }),
  if: define({
    takes: { test: needs(toBoolean), value1: anything, value2: anything },
    says: 'The first value if the test counts as true, else the second. The other one may be an error.',
    examples: {
      '@(if(fields.age > 17, "adult", "minor"))': 'adult',
      '@(if(false, 1 / 0, "fine"))': 'fine',
      '@(if(1 / 0, "a", "b"))': null,
    },
    run: ({ test, value1, value2 }) => (test ? value1 : value2),
  }),
  default: define({
    takes: { value: anything, otherwise: anything },
    says: 'The value, or the other one if it is an error, null or an empty text.',
    examples: {
      '@(default(fields.nickname, "friend"))': 'friend',
      '@(default(1 / 0, "none"))': 'none',
      '@(default("a", "b"))': 'a',
    },
    run: ({ value, otherwise }, call) => {
      const text = toText(value, call)
      return text instanceof ErrorValue || text === '' ? otherwise : value
    },
  }),
  is_error: define({
    takes: { value: anything },
    says: 'Whether the value is an error.',
    examples: { '@(is_error(1 / 0))': 'true', '@(is_error(contact.shoe_size))': 'true', '@(is_error(null))': 'false' },
    run: ({ value }) => value instanceof ErrorValue,
  }),
})
