import { toArray, toBoolean, toFunction, toInteger, toNumber, toText } from '../convert.ts'
import { Decimal } from '../decimal.ts'
import { DateTimeValue, DateValue, TimeValue } from '../calendar.ts'
import { ErrorValue, ObjectValue, type Value, byCodePoint, invoke, isArray } from '../values.ts'
import { likenessOf, typeOf } from '../likeness.ts'
import { described } from '../written.ts'
import { arrayOf } from './conversions.ts'
import { allThings, asItIs, define, each, mayHave, needs } from './define.ts'
import { sumOf } from './numbers.ts'

const array = needs(toArray)

/** What arrays are asked, and made into others by. */
export const arrayFunctions = () => ({
  count: define({
    takes: { value: needs(asItIs) },
    says: 'How many values an array has, or properties an object. Null has none.',
    examples: { '@(count(array("a", "b")))': '2', '@(count(contact.groups))': '2', '@(count("ab"))': null },
    run: ({ value }) => {
      if (value === null) return Decimal.ZERO
      if (isArray(value)) return Decimal.of(value.length)
      return value instanceof ObjectValue ? Decimal.of(value.size) : new ErrorValue("value isn't countable")
    },
  }),
  contains: define({
    takes: { array, value: needs(asItIs) },
    says: 'Whether the array has the value, of the same type.',
    examples: {
      '@(contains(array(1, 2), 2))': 'true',
      '@(contains(array(1, 2), "2"))': 'false',
      '@(contains("abc", "a"))': null,
    },
    run: ({ array: items, value }, { budget }) => {
      const wanted = likenessOf(value, budget)
      return items.some((item) => likenessOf(item, budget) === wanted)
    },
  }),
  slice: define({
    takes: { array, start: needs(toInteger), end: mayHave(toInteger, 0x7fff_ffff) },
    says: 'The values from one up to another, which is not included. Negative ones are counted from the end.',
    examples: {
      '@(slice(array(1, 2, 3), 1))': '[2, 3]',
      '@(slice(array(1, 2, 3), 0, -1))': '[1, 2]',
      '@(slice(array(1, 2), 5))': '[]',
    },
    run: ({ array: items, start, end }) => items.slice(start, end),
  }),
  join: define({
    takes: { array, separator: needs(toText) },
    says: 'The values as one text, with the separator between them.',
    examples: {
      '@(join(array("a", 2, true), ", "))': 'a, 2, true',
      '@(join(split("a b"), "-"))': 'a-b',
      '@(join("ab", "-"))': null,
    },
    run: ({ array: items, separator }, call) => {
      call.budget.spendText(items.length * separator.length)
      const texts = each(toText).read(items, 0, call)
      return texts instanceof ErrorValue ? texts : texts.join(separator)
    },
  }),
  reverse: define({
    takes: { array },
    says: 'The values from the last to the first.',
    examples: { '@(reverse(array(3, 1, 2)))': '[2, 1, 3]', '@(reverse(array()))': '[]', '@(reverse("abc"))': null },
    run: ({ array: items }) => items.toReversed(),
  }),
  sort: define({
    takes: { array },
    says: 'The values in their order, which have to be of one type.',
    examples: {
      '@(sort(array(10, 9, 1)))': '[1, 9, 10]',
      '@(sort(array("b", "B", "a")))': '[B, a, b]',
      '@(sort(array(1, "a")))': null,
    },
    run: ({ array: items }) => sorted(items),
  }),
  sum: define({
    takes: { array },
    says: 'The sum of the numbers in the array.',
    examples: { '@(sum(array(1, 2, "3")))': '6', '@(sum(array()))': '0', '@(sum(array(1, "x")))': null },
    run: ({ array: items }, call) => {
      const numbers = each(toNumber).read(items, 0, call)
      return numbers instanceof ErrorValue ? numbers : sumOf(numbers)
    },
  }),
  unique: define({
    takes: { array },
    says: 'The values without those that came before.',
    examples: {
      '@(unique(array(1, 3, 2, 3)))': '[1, 3, 2]',
      '@(unique(array(1, "1")))': '[1, 1]',
      '@(unique(1))': null,
    },
    run: ({ array: items }, { budget }) => {
      const first = new Map<string, Value>()
      for (const item of items) {
        const likeness = likenessOf(item, budget)
        if (!first.has(likeness)) first.set(likeness, item)
      }
      return [...first.values()]
    },
  }),
  concat: define({
    takes: { array1: array, array2: array },
    says: 'The values of both arrays.',
    examples: {
      '@(concat(array(1), array(2, 3)))': '[1, 2, 3]',
      '@(concat(array(), array()))': '[]',
      '@(concat(array(1), 2))': null,
    },
    run: ({ array1, array2 }) => arrayOf([...array1, ...array2]),
  }),
  filter: define({
    takes: { array, function: needs(toFunction) },
    says: 'The values for which the function’s answer counts as true.',
    examples: {
      '@(filter(array(1, 0, 2), boolean))': '[1, 2]',
      '@(filter(array(5, 10, 15), (x) => x > 7))': '[10, 15]',
      '@(filter(array("a"), (x) => x > 7))': null,
    },
    run: ({ array: items, function: asked }, call) => {
      const kept: Value[] = []
      for (const item of items) {
        const isSo = toBoolean(invoke(asked, [item], call), call)
        if (isSo instanceof ErrorValue) return isSo
        if (isSo) kept.push(item)
      }
      return kept
    },
  }),
  foreach: define({
    takes: { array, function: needs(toFunction), others: allThings },
    says: 'What the function makes of each value. It is given the other values, too.',
    examples: {
      '@(foreach(array("a", "b"), upper))': '[A, B]',
      '@(foreach(array("a b", "c d"), word, 1))': '[b, d]',
      '@(foreach(array("a"), (x) => x * 2))': null,
    },
    run: ({ array: items, function: made, others }, call) => {
      const results: Value[] = []
      for (const item of items) {
        const result = invoke(made, [item, ...others], call)
        if (result instanceof ErrorValue) return result
        results.push(result)
      }
      return results
    },
  }),
})

function sorted(items: readonly Value[]): Value {
  if (items.length < 2) return items
  const [first = null] = items
  for (const item of items) {
    if (orderOf(item, item) === undefined) return new ErrorValue(`${described(item)} isn't a comparable type`)
    if (typeOf(item) !== typeOf(first)) return new ErrorValue("can't sort array of different types")
  }
  return items.toSorted((one, other) => orderOf(one, other)!)
}

/** Which of two values of one type comes first; undefined where the type has no order. */
function orderOf(one: Value, other: Value): number | undefined {
  if (typeof one === 'string') return byCodePoint(one, other as string)
  if (typeof one === 'boolean') return Number(one) - Number(other)
  if (one instanceof Decimal) return one.compare(other as Decimal)
  if (one instanceof DateValue) return one.days - (other as DateValue).days
  if (one instanceof TimeValue)
    return one.millis - (other as TimeValue).millis || one.nanos - (other as TimeValue).nanos
  if (one instanceof DateTimeValue)
    return one.instant - (other as DateTimeValue).instant || one.nanos - (other as DateTimeValue).nanos
  return undefined
}
