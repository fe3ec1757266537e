import { toInteger, toNumber } from '../convert.ts'
import { Decimal } from '../decimal.ts'
import { DIVISION_BY_ZERO, checked } from '../operators.ts'
import { ErrorValue } from '../values.ts'
import { define, each, mayHave, needs } from './define.ts'

const numberAndPlaces = { number: needs(toNumber), places: mayHave(toInteger, 0) }

const numbers = { numbers: each(toNumber) }

/** The sum of numbers, each of which along the way the platform could keep. */
export function sumOf(all: readonly Decimal[]): Decimal | ErrorValue {
  let sum: Decimal | ErrorValue = Decimal.ZERO
  for (const one of all) {
    sum = checked(sum.plus(one))
    if (sum instanceof ErrorValue) break
  }
  return sum
}

/** A draw as a number of 16 places. */
const drawn = (random: number): Decimal =>
  Decimal.of((BigInt(Math.floor(random * 2 ** 53)) * 10n ** 16n) / 2n ** 53n, -16)

/** What is worked out of numbers. */
export const numberFunctions = () => ({
  round: define({
    takes: numberAndPlaces,
    says: 'The number to so many places, or to a whole one; a half goes away from zero. Places may be negative.',
    examples: {
      '@(round(2.5))': '3',
      '@(round(-2.5))': '-3',
      '@(round(12.146, 2))': '12.15',
      '@(round(1250, -2))': '1300',
    },
    run: ({ number, places }) => checked(number.rounded(places)),
  }),
  round_up: define({
    takes: numberAndPlaces,
    says: 'The nearest number of so many places that is not smaller.',
    examples: { '@(round_up(2.1))': '3', '@(round_up(-2.9))': '-2', '@(round_up(12.141, 2))': '12.15' },
    run: ({ number, places }) => checked(number.roundedUp(places)),
  }),
  round_down: define({
    takes: numberAndPlaces,
    says: 'The nearest number of so many places that is not greater.',
    examples: { '@(round_down(2.9))': '2', '@(round_down(-2.1))': '-3', '@(round_down(12.149, 2))': '12.14' },
    run: ({ number, places }) => checked(number.roundedDown(places)),
  }),
  abs: define({
    takes: { number: needs(toNumber) },
    says: 'The number without its sign.',
    examples: { '@(abs(-10))': '10', '@(abs("2.5"))': '2.5', '@(abs("ten"))': null },
    run: ({ number }) => number.absolute,
  }),
  max: define({
    takes: numbers,
    least: 1,
    says: 'The greatest of the numbers.',
    examples: { '@(max(1, 10, 2))': '10', '@(max("9", "10"))': '10', '@(max(1, "two"))': null },
    run: ({ numbers: all }) => all.reduce((one, other) => (other.compare(one) > 0 ? other : one)),
  }),
  min: define({
    takes: numbers,
    least: 1,
    says: 'The smallest of the numbers.',
    examples: { '@(min(3, -1, 2))': '-1', '@(min("9", "10"))': '9', '@(min())': null },
    run: ({ numbers: all }) => all.reduce((one, other) => (other.compare(one) < 0 ? other : one)),
  }),
  mean: define({
    takes: numbers,
    least: 1,
    says: 'The mean of the numbers, to 16 places.',
    examples: { '@(mean(1, 2))': '1.5', '@(mean(1, 1, 2))': '1.3333333333333333', '@(mean(1, ""))': null },
    run: ({ numbers: all }) => {
      const sum = sumOf(all)
      return sum instanceof ErrorValue ? sum : checked(sum.over(Decimal.of(all.length)))
    },
  }),
  mod: define({
    takes: { dividend: needs(toNumber), divisor: needs(toNumber) },
    says: 'What is left of a division, with the sign of what is divided.',
    examples: { '@(mod(7, 3))': '1', '@(mod(-7, 3))': '-1', '@(mod(7, 0))': null },
    run: ({ dividend, divisor }) => (divisor.isZero ? DIVISION_BY_ZERO : checked(dividend.remainder(divisor))),
  }),
  rand: define({
    takes: {},
    says: 'A number drawn from 0 up to 1, which it never is.',
    examples: { '@(rand() < 1)': 'true', '@(rand() >= 0)': 'true', '@(rand(1))': null },
    run: (_none, { environment }) => drawn(environment.random()),
  }),
  rand_between: define({
    takes: { first: needs(toNumber), last: needs(toNumber) },
    says: 'A whole number drawn from the first to the last, both included.',
    examples: { '@(rand_between(4, 4))': '4', '@(rand_between(1, 6) <= 6)': 'true', '@(rand_between(1))': null },
    run: ({ first, last }, { environment }) =>
      checked(last.minus(first).plus(Decimal.ONE).times(drawn(environment.random())).plus(first).roundedDown(0)),
  }),
})
