/** How many digits of a number may mean something. */
export const MOST_DIGITS = 36
/** How far a number may be from one, in powers of ten. */
const FARTHEST = 100
/** Places after the point that a division keeps. */
const PLACES = 16
/** No number within bounds has as many places. */
const MOST_PLACES = 1000

const WRITTEN = /^(-?)(\d*)(?:\.(\d+))?$/

/** An exact decimal number: `coefficient` × 10^`exponent`. What has no end is cut where it says so, and nowhere else. */
export class Decimal {
  readonly #coefficient: bigint
  readonly #exponent: number

  private constructor(coefficient: bigint, exponent: number) {
    this.#coefficient = coefficient
    this.#exponent = exponent
  }

  static readonly ZERO = new Decimal(0n, 0)
  static readonly ONE = new Decimal(1n, 0)

  static of(coefficient: bigint | number, exponent = 0): Decimal {
    let [digits, power] = [BigInt(coefficient), exponent]
    if (digits === 0n) return Decimal.ZERO
    while (digits % 10n === 0n) [digits, power] = [digits / 10n, power + 1]
    return new Decimal(digits, power)
  }

  /** Digits, with a minus before them and one point among them or not; undefined where the text is something else. */
  static read(written: string): Decimal | undefined {
    const [matched, sign = '', whole = '', fraction = ''] = WRITTEN.exec(written) ?? []
    if (matched === undefined || whole + fraction === '') return undefined
    const digits = (whole + fraction).replace(/^0+/, '')
    // Beyond that no number is within bounds, and reading it would take long.
    if (digits.length > MOST_PLACES) return new Decimal(1n, MOST_PLACES)
    return Decimal.of(BigInt(`${sign}${digits || '0'}`), -fraction.length)
  }

  /** Whether the platform could keep such a number. */
  get isWithinBounds(): boolean {
    const { digits } = this
    return digits <= MOST_DIGITS && Math.abs(digits - 1 + this.#exponent) <= FARTHEST
  }

  get isZero(): boolean {
    return this.#coefficient === 0n
  }

  get isNegative(): boolean {
    return this.#coefficient < 0n
  }

  get isWhole(): boolean {
    return this.#exponent >= 0
  }

  get negative(): Decimal {
    return new Decimal(-this.#coefficient, this.#exponent)
  }

  get absolute(): Decimal {
    return this.isNegative ? this.negative : this
  }

  /** The number without what stands behind its point. */
  get whole(): bigint {
    return this.#exponent < 0 ? this.#coefficient / ten(-this.#exponent) : this.#in(0)
  }

  plus(other: Decimal): Decimal {
    const exponent = Math.min(this.#exponent, other.#exponent)
    return Decimal.of(this.#in(exponent) + other.#in(exponent), exponent)
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negative)
  }

  times(other: Decimal): Decimal {
    return Decimal.of(this.#coefficient * other.#coefficient, this.#exponent + other.#exponent)
  }

  /** @param other is not zero */
  over(other: Decimal, places = PLACES): Decimal {
    const shift = this.#exponent - other.#exponent + places
    const [above, below] =
      shift < 0
        ? [this.#coefficient, other.#coefficient * ten(-shift)]
        : [this.#coefficient * ten(shift), other.#coefficient]
    return Decimal.of(nearest(above, below), -places)
  }

  /** What is left of a division, with the sign of what is divided. @param other is not zero */
  remainder(other: Decimal): Decimal {
    const exponent = Math.min(this.#exponent, other.#exponent)
    return Decimal.of(this.#in(exponent) % other.#in(exponent), exponent)
  }

  compare(other: Decimal): -1 | 0 | 1 {
    const exponent = Math.min(this.#exponent, other.#exponent)
    const [mine, its] = [this.#in(exponent), other.#in(exponent)]
    return mine === its ? 0 : mine < its ? -1 : 1
  }

  /** Rounded to so many places behind the point, or before it; a half goes away from zero. */
  rounded(places: number): Decimal {
    const kept = within(places)
    return this.#exponent >= -kept ? this : this.over(Decimal.ONE, kept)
  }

  /** The nearest number of so many places that is not smaller. */
  roundedUp(places: number): Decimal {
    const rounded = this.rounded(places)
    return rounded.compare(this) < 0 ? rounded.plus(new Decimal(1n, -within(places))) : rounded
  }

  roundedDown(places: number): Decimal {
    return this.negative.roundedUp(places).negative
  }

  toString(): string {
    return this.isWhole ? String(this.whole) : this.toFixed(this.places)
  }

  /** With exactly so many places, from 0. */
  toFixed(places: number): string {
    const digits = String(this.rounded(places).absolute.#in(-places)).padStart(places + 1, '0')
    const point = digits.length - places
    const sign = this.isNegative && /[1-9]/.test(digits) ? '-' : ''
    return `${sign}${digits.slice(0, point)}${places === 0 ? '' : `.${digits.slice(point)}`}`
  }

  /** How many digits it is written with, zeros at its end left out. */
  get digits(): number {
    return String(this.absolute.#coefficient).length
  }

  /** Places behind the point. */
  get places(): number {
    return Math.max(0, -this.#exponent)
  }

  /** The coefficient that it has at an exponent that is not greater than its own. */
  #in(exponent: number): bigint {
    return this.#exponent === exponent ? this.#coefficient : this.#coefficient * ten(this.#exponent - exponent)
  }
}

const ten = (power: number): bigint => 10n ** BigInt(power)

const within = (places: number): number => Math.max(-MOST_PLACES, Math.min(MOST_PLACES, places))

/** A quotient to the nearest whole number; a half goes away from zero. */
function nearest(above: bigint, below: bigint): bigint {
  const quotient = above / below
  const rest = above % below
  const isHalf = 2n * abs(rest) >= abs(below)
  return isHalf ? quotient + (above < 0n === below < 0n ? 1n : -1n) : quotient
}

const abs = (number: bigint): bigint => (number < 0n ? -number : number)
