import { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import { Decimal } from './decimal.ts'
import { write } from './layouts.ts'
import { type Call, ObjectValue, type Value, isArray } from './values.ts'
import { plainText } from './written.ts'

/** How people write dates in a workspace. */
export const DATE_LAYOUTS = { day_first: 'DD-MM-YYYY', month_first: 'MM-DD-YYYY', year_first: 'YYYY-MM-DD' } as const
export const TIME_LAYOUT = 'tt:mm'

/** A value as people in a workspace write it: numbers in groups of digits, dates in their order, lists line by line. */
export function formatted(value: Value, call: Call): string {
  return call.budget.within(() => {
    if (isArray(value)) return formattedList(value.map((one) => formatted(one, call)))
    if (!(value instanceof ObjectValue)) return formattedPlainly(value, call)
    if (value.hasDefault) return formatted(value.default, call)
    return value.names.map((name) => pair(name, formatted(value.get(name)!, call))).join('\n')
  })
}

function formattedPlainly(value: Parameters<typeof plainText>[0], { environment, budget }: Call): string {
  const layout = DATE_LAYOUTS[environment.order]
  if (value instanceof Decimal) return formattedNumber(value)
  if (value instanceof DateValue) return write(value, layout)
  if (value instanceof TimeValue) return write(value, TIME_LAYOUT)
  if (value instanceof DateTimeValue) return write(value.in(environment.zone), `${layout} ${TIME_LAYOUT}`)
  return plainText(value, budget)
}

const pair = (name: string, text: string): string =>
  text.includes('\n') ? `${name}:\n${indented(text)}` : `${name}: ${text}`

const formattedList = (texts: readonly string[]): string =>
  texts.some((text) => text.includes('\n'))
    ? texts.map((text) => `-${indented(text).slice(1)}`).join('\n')
    : texts.join(', ')

const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ')

/** @param places from 0; as many as the number has where that is undefined */
export function formattedNumber(number: Decimal, places?: number, inGroups = true): string {
  const [whole = '', fraction] = (places === undefined ? String(number) : number.toFixed(places)).split('.')
  const grouped = inGroups ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}
