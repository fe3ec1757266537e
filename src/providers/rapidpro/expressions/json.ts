import type { Budget } from './budget.ts'
import { Decimal } from './decimal.ts'
import { ErrorValue, FunctionValue, ObjectValue, type Value, isArray } from './values.ts'
import { plainText } from './written.ts'

/** Texts and numbers of a JSON text that is sound. */
const SCALAR = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** JSON as a value, with numbers as exact as they are written; nothing is null. */
export function valueOfJson(text: string, budget: Budget): Value {
  if (text === '') return null
  budget.spendText(4 * text.length)
  try {
    JSON.parse(text)
  } catch {
    return new ErrorValue('invalid JSON')
  }
  // Numbers become texts, and each text says what it was; so do names, which then are in the order they are written in.
  const marked = text.replace(SCALAR, (one) => (one.startsWith('"') ? `"s${one.slice(1)}` : `"n${one}"`))
  return valueOf(JSON.parse(marked), budget)
}

function valueOf(marked: unknown, budget: Budget): Value {
  if (marked === null || typeof marked === 'boolean') return marked
  if (typeof marked === 'string') return marked.startsWith('s') ? marked.slice(1) : numberOf(marked.slice(1))
  return budget.within(() => {
    if (Array.isArray(marked)) return marked.map((one: unknown) => valueOf(one, budget))
    const properties = new Map(
      Object.entries(marked as object).map(([name, value]) => [name.slice(1), valueOf(value, budget)]),
    )
    return new ObjectValue(() => properties)
  })
}

function numberOf(written: string): Value {
  const [digits = '', power = '0'] = written.toLowerCase().split('e')
  const number = Decimal.read(digits)?.times(Decimal.of(1, Number(power)))
  return number?.isWithinBounds ? number : new ErrorValue('number value out of range')
}

/** A value as JSON, in which a function is null; undefined where it is an error. */
export function jsonOf(value: Value, budget: Budget): string | undefined {
  if (value instanceof ErrorValue) return undefined
  return budget.within(() => {
    if (value === null || value instanceof FunctionValue) return 'null'
    if (isArray(value)) return `[${value.map((one) => jsonOf(one, budget) ?? 'null').join()}]`
    if (value instanceof ObjectValue) return jsonOfObject(value, budget)
    const text = plainText(value, budget)
    return typeof value === 'boolean' || value instanceof Decimal ? text : JSON.stringify(text)
  })
}

function jsonOfObject(value: ObjectValue, budget: Budget): string {
  const members = value.names.flatMap((name) => {
    const json = jsonOf(value.get(name)!, budget)
    return json === undefined ? [] : [`${JSON.stringify(name)}:${json}`]
  })
  return `{${members.join()}}`
}
