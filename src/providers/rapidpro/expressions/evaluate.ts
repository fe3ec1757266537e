import { toInteger, toText } from './convert.ts'
import { functions } from './functions/index.ts'
import { negated } from './operators.ts'
import { countWrong } from './functions/define.ts'
import type { Step, Tree } from './tree.ts'
import { type Call, ErrorValue, FunctionValue, ObjectValue, type Value, invoke, isArray } from './values.ts'
import { described } from './written.ts'

/** What names stand for: those of a function's own first, then those around it. Any case will do. */
export interface Scope {
  find(name: string): Value | undefined
}

/** The roots of a context, and behind them the functions. */
export const scopeOf = (context: ObjectValue): Scope => ({
  find: (name) => {
    const value = context.get(name) // null is something, too
    return value === undefined ? functions().get(name.toLowerCase()) : value
  },
})

/** What an expression comes to. @throws TooComplex */
export function evaluate(tree: Tree, scope: Scope, call: Call): Value {
  const run = EVALUATED[tree.kind] as (tree: Tree, scope: Scope, call: Call) => Value
  return call.budget.within(() => run(tree, scope, call))
}

const EVALUATED: {
  readonly [K in Tree['kind']]: (tree: Extract<Tree, { kind: K }>, scope: Scope, call: Call) => Value
} = {
  literal: ({ value }) => value,
  name: ({ name }, scope) => {
    const value = scope.find(name)
    return value === undefined ? new ErrorValue(`context has no property '${name}'`) : value
  },
  negation: ({ of, times }, scope, call) => negated(evaluate(of, scope, call), times, call),
  chain: chained,
  path: followed,
  lambda: functionOf,
}

function chained({ first, rest }: Extract<Tree, { kind: 'chain' }>, scope: Scope, call: Call): Value {
  let value = evaluate(first, scope, call)
  for (const { operator, operand } of rest) {
    call.budget.spend(1)
    value = operator.run(value, evaluate(operand, scope, call), call)
  }
  return value
}

function followed({ from, steps }: Extract<Tree, { kind: 'path' }>, scope: Scope, call: Call): Value {
  let value = evaluate(from, scope, call)
  for (const [nth, step] of steps.entries()) {
    if (value instanceof ErrorValue) return value
    value =
      step.kind === 'call'
        ? called(value, step.values, () => written(from, steps.slice(0, nth)), scope, call)
        : lookedUp(value, step, scope, call)
  }
  return value
}

function called(value: Value, values: readonly Tree[], name: () => string, scope: Scope, call: Call): Value {
  if (!(value instanceof FunctionValue)) return new ErrorValue(`${name()} is not a function`)
  return invoke(
    value,
    values.map((one) => evaluate(one, scope, call)),
    call,
  )
}

/** A path that is called, for messages about it. */
const written = (from: Tree, steps: readonly Step[]): string =>
  [
    from.kind === 'name' ? from.name.toLowerCase() : '(…)',
    ...steps.map((step) => (step.kind === 'dot' ? `.${step.name}` : step.kind === 'index' ? '[…]' : '(…)')),
  ].join('')

function lookedUp(holder: Value, step: Extract<Step, { kind: 'dot' | 'index' }>, scope: Scope, call: Call): Value {
  const key = step.kind === 'dot' ? step.name : evaluate(step.of, scope, call)
  if (key instanceof ErrorValue) return key
  if (isArray(holder)) return itemOf(holder, key, call)
  if (!(holder instanceof ObjectValue)) return new ErrorValue(`${described(holder)} doesn't support lookups`)
  const name = toText(key, call)
  if (name instanceof ErrorValue) return name
  const found = holder.get(name)
  return found === undefined && step.kind === 'dot'
    ? new ErrorValue(`${described(holder)} has no property '${name}'`)
    : (found ?? null)
}

/** Counted from 0, and from the end where it is negative. */
function itemOf(items: readonly Value[], key: Value, call: Call): Value {
  const index = toInteger(key, call)
  if (index instanceof ErrorValue) return index
  return index >= items.length || index < -items.length
    ? new ErrorValue(`index ${index} out of range for ${items.length} items`)
    : items.at(index)!
}

/** A function that an expression makes. It sees what is around it. */
function functionOf({ names, body }: Extract<Tree, { kind: 'lambda' }>, scope: Scope): FunctionValue {
  return new FunctionValue('', (values, call) => {
    const wrong = countWrong(values.length, names.length, names.length)
    if (wrong) return wrong
    const own = new Map(names.map((name, nth) => [name.toLowerCase(), values[nth]!]))
    const find = (name: string): Value | undefined => {
      const value = own.get(name.toLowerCase())
      return value === undefined ? scope.find(name) : value
    }
    return evaluate(body, { find }, call)
  })
}
