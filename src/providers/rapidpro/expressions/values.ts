import type { Budget } from './budget.ts'
import type { DateTimeValue, DateValue, TimeValue } from './calendar.ts'
import type { Decimal } from './decimal.ts'
import type { Environment } from './environment.ts'

/** All that an expression can come to; texts, booleans, arrays and null are those of the language. */
export type Value =
  | null
  | string
  | boolean
  | Decimal
  | DateValue
  | TimeValue
  | DateTimeValue
  | readonly Value[]
  | ObjectValue
  | FunctionValue
  | ErrorValue

/** Says of arrays that may not be changed what the language says of others. */
export const isArray = (value: Value): value is readonly Value[] => Array.isArray(value)

/** Why there is no value, in the platform's words. */
export class ErrorValue {
  readonly message: string

  constructor(message: string) {
    this.message = message
  }
}

/** A value, or what works it out when somebody asks for it. */
export type Property = Value | (() => Value)

/** Values by name. Some are shown and compared as one value, their default. What nobody asks for is not worked out. */
export class ObjectValue {
  readonly #source: () => ReadonlyMap<string, Property>
  readonly #default: (() => Value) | undefined
  #properties: ReadonlyMap<string, Property> | undefined
  #lower: ReadonlyMap<string, Property> | undefined

  constructor(source: () => ReadonlyMap<string, Property>, value?: () => Value) {
    this.#source = source
    this.#default = value
  }

  static of(properties: Readonly<Record<string, Property>>, value?: () => Value): ObjectValue {
    return new ObjectValue(() => new Map(Object.entries(properties)), value)
  }

  get hasDefault(): boolean {
    return this.#default !== undefined
  }

  /** Null where there is none. */
  get default(): Value {
    return this.#default?.() ?? null
  }

  get size(): number {
    return this.#all.size
  }

  /** In the order in which they are shown. */
  get names(): string[] {
    return [...this.#all.keys()].sort(byCodePoint)
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined
  }

  /** By its name in any case; undefined where there is none. */
  get(name: string): Value | undefined {
    const found = this.#find(name)
    return typeof found === 'function' ? found() : found
  }

  #find(name: string): Property | undefined {
    const exact = this.#all.get(name)
    if (exact !== undefined) return exact
    this.#lower ??= lowerCased(this.#all)
    return this.#lower.get(name.toLowerCase())
  }

  get #all(): ReadonlyMap<string, Property> {
    return (this.#properties ??= this.#source())
  }
}

/** Of names that differ in case alone, the first counts. */
function lowerCased(properties: ReadonlyMap<string, Property>): ReadonlyMap<string, Property> {
  const lower = new Map<string, Property>()
  for (const [name, property] of properties) if (!lower.has(name.toLowerCase())) lower.set(name.toLowerCase(), property)
  return lower
}

/** What can be called. */
export class FunctionValue {
  /** Empty for one that an expression makes. */
  readonly name: string
  readonly run: (values: readonly Value[], call: Call) => Value

  constructor(name: string, run: FunctionValue['run']) {
    this.name = name
    this.run = run
  }

  get shown(): string {
    return this.name || '<anon>'
  }
}

/** What a function can ask of whoever evaluates. */
export interface Call {
  readonly environment: Environment
  readonly budget: Budget
}

/** Calls a function as an expression does; what goes wrong in it is said to have gone wrong there. */
export function invoke(called: FunctionValue, values: readonly Value[], call: Call): Value {
  return call.budget.within(() => {
    const value = called.run(values, call)
    if (value instanceof ErrorValue) return new ErrorValue(`error calling ${called.shown}(...): ${value.message}`)
    call.budget.spendText(typeof value === 'string' ? value.length : 0)
    return value
  })
}

/** Texts in the order of their characters' numbers, as the platform's language has them: not in that of UTF-16. */
export function byCodePoint(one: string, other: string): -1 | 0 | 1 {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  if (at === one.length || at === other.length) return one.length === other.length ? 0 : at === one.length ? -1 : 1
  const [first, second] = [fixedUp(one.charCodeAt(at)), fixedUp(other.charCodeAt(at))]
  return first < second ? -1 : 1
}

/** Halves of a pair stand for what comes after all single ones. */
const fixedUp = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10_000 : unit)
