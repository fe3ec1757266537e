import type { Static } from 'typebox'
import * as Type from 'typebox'
import * as kept from '../../../core/store/kept.ts'
import { type Field, field } from '../../../http/field.ts'
import { type Issue, type Path, invalid } from '../../../http/problem.ts'
import { objectOf, refuse } from './fields.ts'

/** Custom variables of an object. */
export const varsSchema = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
  description: 'Custom variables.',
})
export type Vars = Static<typeof varsSchema>

/** The same in a row. */
export const keptVars = Type.Unsafe<Vars>(kept.mapOf(kept.either(kept.text, kept.number, kept.boolean)))

/** New values of custom variables; null takes one away. */
export type VarChanges = Record<string, string | number | boolean | null>

/** Shared by all objects that have no variables, so that they cost nothing. */
export const NO_VARS: Vars = Object.freeze({})

export const MOST_VARS = 100
const LONGEST_TEXT = 4096
const VALUE = [Type.String({ maxLength: LONGEST_TEXT }), Type.Number(), Type.Boolean()]
const NAME = /^[a-zA-Z0-9_]{1,32}$/

/** "Variable names may be up to 32 characters of a-z, A-Z, 0-9 and _"; the name of the prototype is nobody's variable. */
export const isVarName = (name: string): boolean => NAME.test(name) && name !== '__proto__'

/** The name of a variable, where a parameter names one. */
export const varName = (what: string): Field<string> =>
  field(Type.String({ pattern: NAME.source, description: what }), (raw, path, issues) =>
    typeof raw === 'string' && isVarName(raw) ? raw : refuse(path, 'var', issues, NO_NAME),
  )

/** The same, in a path. @throws Problem */
export function varNameIn(parameter: string, name: string): string {
  if (!isVarName(name)) throw invalid(parameter, NO_NAME)
  return name
}

const NO_NAME = 'is not a variable name: at most 32 letters, digits and underscores'

/** One value of a variable; null takes it away. */
export const varValue = (what: string): Field<VarChanges[string]> =>
  field(Type.Union([...VALUE, Type.Null()], { description: what }), (raw, path, issues) => {
    const wrong = wrongValue(raw)
    return wrong ? refuse(path, 'var', issues, wrong) : (raw as VarChanges[string])
  })

const description = 'Custom variables to set, by name; null deletes one, and those not named stay as they are.'

export const varsField: Field<VarChanges | undefined> = {
  ...field(Type.Record(Type.String(), Type.Union([...VALUE, Type.Null()]), { description }), readVars),
  required: false,
  read: (raw, path, issues) => (raw === undefined || raw === null ? undefined : readVars(raw, path, issues)),
}

function readVars(raw: unknown, path: Path, issues: Issue[]): VarChanges | undefined {
  const given = objectOf(raw)
  if (!given) return refuse(path, 'object', issues)
  const names = Object.keys(given)
  if (names.length > MOST_VARS) return refuse(path, 'too_many', issues, TOO_MANY)
  const changes: VarChanges = {}
  for (const name of names) {
    const value = given[name]
    const wrong = isVarName(name) ? wrongValue(value) : NO_NAME
    if (wrong) refuse([...path, name], 'var', issues, wrong)
    else changes[name] = value as VarChanges[string]
  }
  return changes
}

const TOO_MANY = `must not hold more than ${MOST_VARS} custom variables`

/** Why nothing can hold this as the value of a variable; undefined where it can. */
export function wrongValue(value: unknown): string | undefined {
  if (value === null || typeof value === 'boolean') return undefined
  // JSON can write numbers that no double holds, and nobody could read back.
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'is too large a number'
  if (typeof value !== 'string') return 'must be a string, number or boolean; lists and objects cannot be stored'
  // A character takes at most three bytes per UTF-16 unit.
  if (value.length * 3 > LONGEST_TEXT && Buffer.byteLength(value) > LONGEST_TEXT)
    return `must not be longer than ${LONGEST_TEXT} bytes of UTF-8`
  return undefined
}

/** The variables after a change; the same object where nothing is different. @throws Problem where there would be too many. */
export function mergeVars(before: Vars, changes: VarChanges | undefined): Vars {
  if (!changes || Object.keys(changes).every((name) => changes[name] === valueOf(before, name))) return before
  const after: Vars = { ...before }
  for (const name in changes) {
    const value = changes[name]!
    if (value === null) delete after[name]
    else after[name] = value
  }
  const count = Object.keys(after).length
  if (count > MOST_VARS) throw invalid('vars', TOO_MANY, 'too_many')
  return count === 0 ? NO_VARS : after
}

const valueOf = (vars: Vars, name: string): VarChanges[string] => (Object.hasOwn(vars, name) ? vars[name]! : null)
