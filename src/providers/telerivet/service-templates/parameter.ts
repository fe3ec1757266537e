import type { Static } from 'typebox'
import * as kept from '../../../core/store/kept.ts'
import type { Issue, Path } from '../../../http/problem.ts'
import { numberOf, refuse, textOf, truthOf } from '../dialect/fields.ts'
import { type Vars, wrongValue } from '../dialect/vars.ts'

export const PARAMETER_TYPES = ['string', 'number', 'boolean'] as const

/** What whoever makes an instance of a template fills in, and the rules that hold for it. */
export const keptParameter = kept.object({
  name: kept.text,
  type: kept.oneOf(PARAMETER_TYPES),
  required: kept.boolean,
  /** The only values that it can have, as text. */
  choices: kept.optional(kept.listOf(kept.text)),
  /** Of numbers: the least and the greatest. */
  min: kept.optional(kept.number),
  max: kept.optional(kept.number),
})
export type Parameter = Static<typeof keptParameter>

type Value = string | number | boolean

const READ: Record<Parameter['type'], (raw: unknown) => Value | undefined> = {
  string: textOf,
  number: numberOf,
  boolean: truthOf,
}

/** The values that are given for parameters; "any values not associated with parameters will be ignored". */
export function readParams(
  parameters: readonly Parameter[],
  given: Record<string, unknown>,
  path: Path,
  issues: Issue[],
): Vars {
  const values: Record<string, Value> = {}
  for (const parameter of parameters) {
    const raw = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined
    const at = [...path, parameter.name]
    const isMissing = raw === undefined || raw === null || raw === ''
    const value = isMissing ? undefined : READ[parameter.type](raw)
    const wrong = isMissing ? (parameter.required ? 'is required' : undefined) : wrongWith(parameter, value)
    if (wrong !== undefined) refuse(at, 'parameter', issues, wrong)
    else if (value !== undefined) values[parameter.name] = value
  }
  return values
}

function wrongWith({ type, choices, min, max }: Parameter, value: Value | undefined): string | undefined {
  if (value === undefined) return `must be a ${type}`
  if (choices?.includes(String(value)) === false) return `must be one of: ${choices.join(', ')}`
  if (min !== undefined && Number(value) < min) return `must be at least ${min}`
  if (max !== undefined && Number(value) > max) return `must be at most ${max}`
  return wrongValue(value)
}
