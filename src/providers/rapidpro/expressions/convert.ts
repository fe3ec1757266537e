import { space } from './classes.ts'
import { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import { Decimal } from './decimal.ts'
import { dateIn, dateTimeIn, timeIn } from './read-date.ts'
import { type Call, ErrorValue, FunctionValue, ObjectValue, type Value, isArray } from './values.ts'
import { described, textOf } from './written.ts'

// What each type makes of values of others. An error stays the error that it is.

/** How a value is read as another type: that, or why it cannot be. */
export type Conversion<T> = (value: Value, call: Call) => T | ErrorValue

export function trimStart(text: string): string {
  let begin = 0
  while (begin < text.length && space().test(text[begin]!)) begin++
  return text.slice(begin)
}

export function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && space().test(text[end - 1]!)) end--
  return text.slice(0, end)
}

export const trim = (text: string): string => trimEnd(trimStart(text))

export const toText: Conversion<string> = (value, { budget }) =>
  value instanceof ErrorValue ? value : typeof value === 'string' ? value : textOf(value, budget)

/** False, 0, "", "false", midnight, what holds nothing, and null are false; an object goes by its default. */
export const toBoolean: Conversion<boolean> = (value, call) => {
  if (value instanceof ErrorValue) return value
  if (value === null || typeof value === 'boolean') return value === true
  if (typeof value === 'string') return value !== '' && value.toLowerCase() !== 'false'
  if (value instanceof Decimal) return !value.isZero
  if (value instanceof TimeValue) return value.millis + value.nanos > 0
  if (value instanceof ObjectValue) return value.hasDefault ? !!deeper(toBoolean)(value, call) : value.size > 0
  return !isArray(value) || value.length > 0
}

export const toNumber: Conversion<Decimal> = (value, call) => {
  if (value instanceof Decimal) return value
  if (typeof value === 'string') {
    const number = value.length > MOST_WRITTEN ? undefined : Decimal.read(trim(value))
    if (number?.isWithinBounds) return number
  }
  return deeper(toNumber)(value, call) ?? impossible(value, 'a number')
}

const MOST_WRITTEN = 10_000

/** A number without what is behind its point, if 32 bits can hold it. */
export const toInteger: Conversion<number> = (value, call) => {
  const number = toNumber(value, call)
  if (number instanceof ErrorValue) return number
  const whole = number.whole
  if (BigInt.asIntN(32, whole) !== whole)
    return new ErrorValue(`number value ${String(number)} is out of range for an integer`)
  return Number(whole)
}

export const toDateTime: Conversion<DateTimeValue> = (value, call) => {
  if (value instanceof DateTimeValue) return value
  if (value instanceof DateValue) return DateTimeValue.of(value, TimeValue.MIDNIGHT, call.environment.zone)
  const found = typeof value === 'string' ? dateTimeIn(value, call.environment) : undefined
  return found ?? deeper(toDateTime)(value, call) ?? impossible(value, 'a datetime')
}

export const toDate: Conversion<DateValue> = (value, call) => {
  if (value instanceof DateValue) return value
  if (value instanceof DateTimeValue) return value.in(call.environment.zone).date
  const found = typeof value === 'string' ? dateIn(value, call.environment) : undefined
  return found ?? deeper(toDate)(value, call) ?? impossible(value, 'a date')
}

export const toTime: Conversion<TimeValue> = (value, call) => {
  if (value instanceof TimeValue) return value
  if (value instanceof DateTimeValue) return value.time
  if (value instanceof Decimal && value.whole >= 0n && value.whole <= 24n)
    return TimeValue.of(Number(value.whole) % 24, 0, 0)
  const found = typeof value === 'string' ? timeIn(value) : undefined
  return found ?? deeper(toTime)(value, call) ?? impossible(value, 'a time')
}

export const toArray: Conversion<readonly Value[]> = (value) =>
  value === null ? [] : isArray(value) ? value : impossible(value, 'an array')

export const toObject: Conversion<ObjectValue> = (value) =>
  value === null ? NOTHING : value instanceof ObjectValue ? value : impossible(value, 'an object')

const NOTHING = ObjectValue.of({})

export const toFunction: Conversion<FunctionValue> = (value) =>
  value instanceof FunctionValue
    ? value
    : value instanceof ErrorValue
      ? value
      : new ErrorValue(`${described(value)} is not a function`)

/** An object is converted as its default; undefined for all else. */
const deeper =
  <T>(conversion: Conversion<T>) =>
  (value: Value, call: Call): T | ErrorValue | undefined =>
    value instanceof ObjectValue && value.hasDefault
      ? call.budget.within(() => conversion(value.default, call))
      : undefined

const impossible = (value: Value, what: string): ErrorValue =>
  value instanceof ErrorValue ? value : new ErrorValue(`unable to convert ${described(value)} to ${what}`)
