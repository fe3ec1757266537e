import { type Conversion, toNumber, toText } from './convert.ts'
import { Decimal } from './decimal.ts'
import { powerOf } from './power.ts'
import { type Call, ErrorValue, type Value } from './values.ts'

export interface BinaryOperator {
  readonly run: (left: Value, right: Value, call: Call) => Value
  /** For the documents: what it does, and examples of it. */
  readonly says: string
  readonly examples: Readonly<Record<string, string | null>>
}

/** Reads both sides as one type. */
const both =
  <T>(convert: Conversion<T>, run: (left: T, right: T, call: Call) => Value) =>
  (left: Value, right: Value, call: Call): Value => {
    const one = convert(left, call)
    if (one instanceof ErrorValue) return one
    const other = convert(right, call)
    return other instanceof ErrorValue ? other : run(one, other, call)
  }

const texts = (run: (left: string, right: string, call: Call) => Value) => both(toText, run)
const numbers = (run: (left: Decimal, right: Decimal) => Decimal | boolean) =>
  both(toNumber, (left, right) => {
    const result = run(left, right)
    return result instanceof Decimal ? checked(result) : result
  })

const OUT_OF_RANGE = new ErrorValue('number value out of range')

/** A number that the platform could keep; undefined is none. */
export const checked = (number: Decimal | undefined): Decimal | ErrorValue =>
  number?.isWithinBounds ? number : OUT_OF_RANGE

export const DIVISION_BY_ZERO = new ErrorValue('division by zero')

/** From those that bind most to those that bind least. Those of one rank go from left to right. */
export const RANKS: readonly Readonly<Record<string, BinaryOperator>>[] = [
  {
    '^': {
      run: both(toNumber, (base, exponent, { budget }) => {
        budget.spend(exponent.isWhole ? 50 : 150 * (base.digits + exponent.digits))
        return checked(powerOf(base, exponent))
      }),
      says: 'The power of a number. A minus before a number binds more.',
      examples: { '@(2 ^ 8)': '256', '@(-2 ^ 2)': '4', '@(2 ^ 400)': null },
    },
  },
  {
    '*': {
      run: numbers((left, right) => left.times(right)),
      says: 'The product of two numbers.',
      examples: { '@(3 * 2)': '6', '@(0.1 * 3)': '0.3' },
    },
    '/': {
      run: both(toNumber, (left, right) => (right.isZero ? DIVISION_BY_ZERO : checked(left.over(right)))),
      says: 'The quotient of two numbers, to 16 places.',
      examples: { '@(7 / 2)': '3.5', '@(2 / 3)': '0.6666666666666667', '@(1 / 0)': null },
    },
  },
  {
    '+': {
      run: numbers((left, right) => left.plus(right)),
      says: 'The sum of two numbers.',
      examples: { '@(0.1 + 0.2)': '0.3', '@(1 + "2")': '3', '@(1 + "two")': null },
    },
    '-': {
      run: numbers((left, right) => left.minus(right)),
      says: 'The difference of two numbers; before a number, its negative.',
      examples: { '@(3 - 5)': '-2', '@(-fields.age)': '-30' },
    },
  },
  {
    '<': {
      run: numbers((left, right) => left.compare(right) < 0),
      says: 'Whether a number is smaller than another.',
      examples: { '@(9 < 10)': 'true', '@("b" < "c")': null },
    },
    '<=': {
      run: numbers((left, right) => left.compare(right) <= 0),
      says: 'Whether a number is no greater than another.',
      examples: { '@(10 <= 10)': 'true' },
    },
    '>': {
      run: numbers((left, right) => left.compare(right) > 0),
      says: 'Whether a number is greater than another.',
      examples: { '@(10 > 10)': 'false' },
    },
    '>=': {
      run: numbers((left, right) => left.compare(right) >= 0),
      says: 'Whether a number is no smaller than another.',
      examples: { '@(10 >= "10")': 'true' },
    },
  },
  {
    '=': {
      run: texts((left, right) => left === right),
      says: 'Whether two values are the same text, case included.',
      examples: { '@(1 = 1.0)': 'true', '@("a" = "A")': 'false' },
    },
    '!=': {
      run: texts((left, right) => left !== right),
      says: 'Whether two values are different texts.',
      examples: { '@(1 != 2)': 'true' },
    },
  },
  {
    '&': {
      run: texts((left, right, { budget }) => {
        budget.spendText(right.length)
        return left + right
      }),
      says: 'Joins two texts.',
      examples: { '@(1 + 1 & "x")': '2x', '@("a" & null & true)': 'atrue' },
    },
  },
]

/** A minus before a number, or an even or odd number of them. */
export function negated(value: Value, times: number, call: Call): Value {
  const number = toNumber(value, call)
  return number instanceof ErrorValue || times % 2 === 0 ? number : number.negative
}
