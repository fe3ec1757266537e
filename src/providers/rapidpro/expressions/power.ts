import { Decimal } from './decimal.ts'

/** No number within bounds comes of a higher power, and none is tried. */
const HIGHEST = Decimal.of(100)

/** Digits that are worked with beyond those that are kept. */
const SPARE = 8

/**
 * `base` to the power of `exponent`; undefined where that is too high. Powers that do not exist are zero, as they are
 * with the library that the platform counts by, and those of broken exponents have as many places as there.
 */
export function powerOf(base: Decimal, exponent: Decimal): Decimal | undefined {
  if (exponent.absolute.compare(HIGHEST) > 0) return undefined
  if (base.isZero || (base.isNegative && !exponent.isWhole)) return Decimal.ZERO
  const whole = wholePower(base, exponent.whole)
  if (exponent.isWhole) return whole
  const places = base.places + placesOf(base.digits, digitsOf(exponent))
  const broken = exponent.minus(Decimal.of(exponent.whole))
  return whole.times(exponential(logarithm(base, places).times(broken), places))
}

const digitsOf = (exponent: Decimal): number => exponent.digits

const placesOf = (base: number, exponent: number): number => (exponent > base ? base + exponent : base) + 6

function wholePower(base: Decimal, exponent: bigint): Decimal {
  let [result, factor, left] = [Decimal.ONE, base, exponent < 0n ? -exponent : exponent]
  for (; left > 0n; left >>= 1n, factor = factor.times(factor)) if (left & 1n) result = result.times(factor)
  return exponent < 0n ? Decimal.ONE.over(result) : result
}

const TWO = Decimal.of(2)

/** The natural logarithm of a number above zero, by the series of the inverse hyperbolic tangent. */
function logarithm(number: Decimal, places: number): Decimal {
  const fine = places + SPARE
  let [rest, halvings] = [number, 0]
  for (; rest.compare(TWO) > 0; halvings++) rest = rest.over(TWO, fine + 100)
  for (; rest.compare(Decimal.ONE) < 0; halvings--) rest = rest.times(TWO)
  return series(rest, fine)
    .plus(series(TWO, fine).times(Decimal.of(halvings)))
    .rounded(places)
}

function series(number: Decimal, places: number): Decimal {
  const step = number.minus(Decimal.ONE).over(number.plus(Decimal.ONE), places)
  const square = step.times(step).rounded(places)
  let [sum, term] = [Decimal.ZERO, step]
  for (let odd = 1; !term.isZero; odd += 2, term = term.times(square).rounded(places))
    sum = sum.plus(term.over(Decimal.of(odd), places))
  return sum.times(TWO)
}

/** e to the power of a number, by its own series. */
function exponential(power: Decimal, places: number): Decimal {
  const fine = places + SPARE
  let [sum, term] = [Decimal.ONE, Decimal.ONE]
  for (let nth = 1; !term.isZero; nth++) {
    term = term.times(power).over(Decimal.of(nth), fine)
    sum = sum.plus(term)
  }
  return sum.rounded(places)
}
