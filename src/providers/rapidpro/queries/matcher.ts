import type { Decimal } from '../expressions/decimal.ts'
import { valueTypeOf } from './attributes.ts'
import { type Comparison, type Operator, type Property, type Query, isSetCheck } from './query.ts'
import type { Day, Setting } from './setting.ts'
import { wordsOfName } from './words-of-name.ts'

/** A text, a number, or microseconds since 1970, by what its property is compared as. */
export type Value = string | Decimal | number

/** A contact as queries see it. What it has several of, such as addresses, are several values; what is not set is none. */
export interface Queried {
  values(property: Property): readonly Value[]
}

type Matches = (contact: Queried) => boolean

/** What finds out whether a contact is meant by a query that was understood in this setting. */
export function matcher(query: Query, setting: Setting): Matches {
  if (!('joined' in query)) return matcherOf(query, setting)
  const parts = query.parts.map((part) => matcher(part, setting))
  return query.joined === 'AND'
    ? (contact) => parts.every((matches) => matches(contact))
    : (contact) => parts.some((matches) => matches(contact))
}

function matcherOf(comparison: Comparison, setting: Setting): Matches {
  const { operator } = comparison
  if (isSetCheck(comparison)) return (contact) => (contact.values(comparison).length === 0) === (operator === '=')
  const fits = TESTS[valueTypeOf(comparison, setting)!](comparison, setting)
  // Whoever has none of it has not this of it.
  return operator === '!='
    ? (contact) => contact.values(comparison).every((value) => !fits(value, '='))
    : (contact) => contact.values(comparison).some((value) => fits(value, operator))
}

type Fits = (value: Value, operator: Operator) => boolean

const TESTS: Readonly<Record<'text' | 'number' | 'datetime', (comparison: Comparison, setting: Setting) => Fits>> = {
  text(comparison, setting) {
    const wanted = tidy(meantBy(comparison, setting))
    if (comparison.operator !== '~') return (value) => tidy(value as string) === wanted
    if (comparison.key !== 'name') return (value) => tidy(value as string).includes(wanted)
    const beginnings = [...new Set(wordsOfName(wanted).map(cut))]
    return (value) =>
      wordsOfName(tidy(value as string))
        .map(cut)
        .some((word) => beginnings.some((one) => word.startsWith(one)))
  },
  number({ value: written }, setting) {
    const wanted = setting.numberIn(written)!
    return (value, operator) => ORDERS[operator]((value as Decimal).compare(wanted))
  },
  datetime({ value: written }, setting) {
    const day = setting.dayIn(written)!
    return (value, operator) => ORDERS[operator](besides(value as number, day))
  },
}

/** Groups and flows are named in queries, and known by something else. */
const meantBy = ({ kind, key, value }: Comparison, setting: Setting): string =>
  (kind !== 'attribute' || value === ''
    ? undefined
    : key === 'group'
      ? setting.groupNamed(value)
      : key === 'flow' || key === 'history'
        ? setting.flowNamed(value)
        : undefined) ?? value

const tidy = (text: string): string => text.toLowerCase().trim()

/** So much of a word counts. */
const cut = (word: string): string => (word.length <= 8 ? word : Array.from(word).slice(0, 8).join(''))

/** Before a day, on it, or after it. */
const besides = (moment: number, { from, until }: Day): number => (moment < from ? -1 : moment < until ? 0 : 1)

const ORDERS: Readonly<Record<Operator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '~': () => false,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
}
