import type { Budget } from './budget.ts'
import { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import { write } from './layouts.ts'
import { ErrorValue, FunctionValue, ObjectValue, type Value, isArray } from './values.ts'

const ISO_DATE = 'YYYY-MM-DD'
const ISO_TIME = 'tt:mm:ss.ffffff'
const ISO = `${ISO_DATE}T${ISO_TIME}Z`

/** A value as text: how it is shown, joined and compared. An error is shown as nothing. */
export function textOf(value: Value, budget: Budget): string {
  return budget.within(() => {
    if (isArray(value)) return `[${value.map((one) => textOf(one, budget)).join(', ')}]`
    if (!(value instanceof ObjectValue)) return plainText(value, budget)
    if (value.hasDefault) return textOf(value.default, budget)
    const members = value.names.map((name) => `${name}: ${textOf(value.get(name)!, budget)}`)
    return `{${members.join(', ')}}`
  })
}

/** What holds no others. */
export function plainText(value: Exclude<Value, ObjectValue | readonly Value[]>, budget: Budget): string {
  if (value === null || value instanceof ErrorValue) return ''
  const text = plain(value)
  budget.spendText(text.length)
  return text
}

function plain(value: Exclude<Parameters<typeof plainText>[0], null | ErrorValue>): string {
  if (value instanceof FunctionValue) return value.shown
  if (value instanceof DateTimeValue) return write(value, ISO)
  if (value instanceof DateValue) return write(value, ISO_DATE)
  if (value instanceof TimeValue) return write(value, ISO_TIME)
  return String(value)
}

/** A value as messages about it have it. */
export function described(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return JSON.stringify(value)
  if (value instanceof FunctionValue) return `${value.shown}(...)`
  if (value instanceof DateTimeValue) return 'datetime'
  if (value instanceof DateValue) return 'date'
  if (value instanceof TimeValue) return 'time'
  if (value instanceof ErrorValue) return 'error'
  if (value instanceof ObjectValue) return 'object'
  return isArray(value) ? 'array' : String(value)
}
