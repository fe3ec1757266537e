import type { Budget } from './budget.ts'
import { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import { Decimal } from './decimal.ts'
import { ErrorValue, FunctionValue, ObjectValue, type Value, isArray } from './values.ts'
import { plainText } from './written.ts'

/** A text that two values share if they are equal: of one type, and the same in all that they hold. */
export function likenessOf(value: Value, budget: Budget): string {
  return budget.within(() => {
    if (isArray(value)) return `[${value.map((one) => likenessOf(one, budget)).join()}]`
    if (value instanceof ObjectValue) {
      const members = value.names.map((name) => JSON.stringify(name) + likenessOf(value.get(name)!, budget))
      return `{${value.hasDefault ? likenessOf(value.default, budget) : ''}${members.join()}}`
    }
    const shown = value instanceof DateTimeValue ? `${value.instant}.${value.nanos}` : plainText(value, budget)
    return value === null ? 'null' : typeOf(value) + JSON.stringify(shown)
  })
}

/** Types by what makes them. Texts and booleans are the language's own. */
const CLASSES = [Decimal, DateValue, TimeValue, DateTimeValue, ObjectValue, FunctionValue, ErrorValue] as const

/** Something that two values of one type have in common. */
export function typeOf(value: Value): string {
  const at = CLASSES.findIndex((one) => value instanceof one)
  return at === -1 ? (isArray(value) ? 'array' : typeof value) : String(at)
}
