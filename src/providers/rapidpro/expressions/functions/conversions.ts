import { toBoolean, toDate, toDateTime, toNumber, toText, toTime } from '../convert.ts'
import { ErrorValue, ObjectValue, type Value } from '../values.ts'
import { asItIs, define, each, needs } from './define.ts'

/** How many values an array that a function makes may have. */
const MOST_ITEMS = 10_000

/** An array, if it is not too long. */
export const arrayOf = (items: readonly Value[]): Value =>
  items.length > MOST_ITEMS ? new ErrorValue(`cannot build an array with more than ${MOST_ITEMS} items`) : items

/** What makes values of one type, of others or of their parts. */
export const conversions = () => ({
  text: define({
    takes: { value: needs(toText) },
    says: 'The value as text.',
    examples: { '@(text(12.50))': '12.5', '@(text(1 = 2))': 'false', '@(text(1 / 0))': null },
    run: ({ value }) => value,
  }),
  number: define({
    takes: { value: needs(toNumber) },
    says: 'The value as a number: digits with a minus and a point or without, and spaces around them.',
    examples: { '@(number(" 12.50 "))': '12.5', '@(number("1,000"))': null, '@(number("+5"))': null },
    run: ({ value }) => value,
  }),
  boolean: define({
    takes: { value: needs(toBoolean) },
    says: 'Whether the value counts as true. False are: false, 0, "", "false" in any case, midnight, what holds nothing, and null.',
    examples: { '@(boolean("no"))': 'true', '@(boolean("FALSE"))': 'false', '@(boolean(array()))': 'false' },
    run: ({ value }) => value,
  }),
  date: define({
    cost: 60,
    takes: { value: needs(toDate) },
    says: 'The day that the value means. Of a text it is the day that is written there, whichever zone it names.',
    examples: {
      '@(date("10-03-2026"))': '2026-03-10',
      '@(date("2026-03-10T23:30:00Z"))': '2026-03-10',
      '@(date("soon"))': null,
    },
    run: ({ value }) => value,
  }),
  datetime: define({
    cost: 60,
    takes: { value: needs(toDateTime) },
    says: 'The moment that the value means, at midnight if it has no time.',
    examples: {
      '@(datetime("10-03-2026 14:30"))': '2026-03-10T14:30:00.000000+02:00',
      '@(datetime("2026-03-10T23:30:00Z"))': '2026-03-10T23:30:00.000000Z',
      '@(datetime("soon"))': null,
    },
    run: ({ value }) => value,
  }),
  time: define({
    cost: 60,
    takes: { value: needs(toTime) },
    says: 'The time of day that the value means; a number is an hour.',
    examples: { '@(time("2:40 pm"))': '14:40:00.000000', '@(time(9))': '09:00:00.000000', '@(time("noon"))': null },
    run: ({ value }) => value,
  }),
  array: define({
    takes: { values: each(asItIs) },
    says: 'The values as an array, which may have 10,000 of them.',
    examples: { '@(array("a", 2, true))': '[a, 2, true]', '@(array("a", "b")[1])': 'b', '@(array(1, 1 / 0))': null },
    run: ({ values }) => arrayOf(values),
  }),
  object: define({
    takes: { pairs: each(asItIs) },
    says: 'An object of names and values, which take turns.',
    examples: { '@(object("b", 2, "a", 1))': '{a: 1, b: 2}', '@(object("a", 1).a)': '1', '@(object("a"))': null },
    run: ({ pairs }, call) => {
      if (pairs.length % 2 === 1) return new ErrorValue('requires an even number of arguments')
      const properties = new Map<string, Value>()
      for (let nth = 0; nth < pairs.length; nth += 2) {
        const name = toText(pairs[nth]!, call)
        if (name instanceof ErrorValue) return name
        properties.set(name, pairs[nth + 1]!)
      }
      return new ObjectValue(() => properties)
    },
  }),
})
