import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import type { Condition } from '../../../core/store/query.ts'
import type { Operator } from '../../../core/store/operators.ts'
import type { Field, Parameter } from '../../../http/field.ts'
import type { Issue, Path } from '../../../http/problem.ts'
import { isObject, numberOf, textOf, truthOf } from './fields.ts'
import { oneOf } from './schemas.ts'
import { isVarName } from './vars.ts'

export type Modifier =
  | 'eq'
  | 'ne'
  | 'prefix'
  | 'not_prefix'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'min'
  | 'max'
  | 'exists'
  | 'null'

/** A kind of value that lists are filtered by: its schema, how it is read, and what each modifier asks of the store. */
interface Kind {
  schema: TSchema
  /** The rule that a value breaks which cannot be read. */
  rule: string
  /** What it should have been, where the rule alone does not say it. */
  message?: string
  read(raw: unknown): unknown
  operators: Partial<Record<Modifier, Operator>>
}

/** "min and max are always compared as numbers, max excludes the value itself; null is exists turned round." */
const ALWAYS = { min: 'atLeast', max: 'below', exists: 'isSet', null: 'isSet' } as const satisfies Partial<
  Record<Modifier, Operator>
>

/** "gt, gte, lt, lte are alphabetical for strings and for custom variables, equality ignores case." */
const AS_TEXT = {
  ...ALWAYS,
  eq: 'matches',
  ne: 'differsFrom',
  prefix: 'startsWith',
  not_prefix: 'startsNotWith',
  gt: 'textAbove',
  gte: 'textAtLeast',
  lt: 'textBelow',
  lte: 'textAtMost',
} as const satisfies Record<Modifier, Operator>

const AS_VALUE = {
  ...ALWAYS,
  eq: 'equals',
  ne: 'differs',
  gt: 'above',
  gte: 'atLeast',
  lt: 'below',
  lte: 'atMost',
} as const satisfies Partial<Record<Modifier, Operator>>

const AS_MEMBER = { eq: 'includes' } as const satisfies Partial<Record<Modifier, Operator>>

export const TEXT: Kind = { schema: Type.String(), rule: 'string', read: textOf, operators: AS_TEXT }
export const NUMBER: Kind = { schema: Type.Integer(), rule: 'number', read: numberOf, operators: AS_VALUE }
export const TIME: Kind = { ...NUMBER, schema: Type.Integer({ description: 'UNIX seconds.' }) }
export const TRUTH: Kind = { schema: Type.Boolean(), rule: 'boolean', read: truthOf, operators: AS_VALUE }
export const ID: Kind = {
  schema: Type.String({ maxLength: 34 }),
  rule: 'string',
  read: (raw) => (typeof raw === 'string' ? idOf(raw) : undefined),
  operators: AS_VALUE,
}
/** The ID of one of several objects that a row belongs to. */
export const MEMBER: Kind = { ...ID, operators: AS_MEMBER }
export const choiceOf = (values: readonly string[]): Kind => ({
  schema: oneOf(values),
  rule: 'choice',
  message: `must be one of: ${values.join(', ')}`,
  read: (raw) => (typeof raw === 'string' ? values.find((value) => value === raw.toLowerCase()) : undefined),
  operators: AS_VALUE,
})

/** "Equal, ignoring case": IDs are upper case in front and lower case behind, so that they can be looked up exactly. */
export const idOf = (written: string): string => written.slice(0, 2).toUpperCase() + written.slice(2).toLowerCase()

/** Which modifiers go together with texts in the documents. */
export const TEXTUAL = ['ne', 'prefix', 'not_prefix', 'gte', 'gt', 'lt', 'lte'] as const satisfies readonly Modifier[]

export type Filter = Field<Condition[]>
export type Filters = Readonly<Record<string, Filter>>

/**
 * One filter of a list: plain equality and the modifiers that the documents allow.
 * @param column the row's field, where it has another name than the parameter
 */
export function filter(
  kind: Kind,
  modifiers: readonly Modifier[] = [],
  { column, bare = true }: { column?: Condition['field']; bare?: boolean } = {},
): Filter {
  const allowed = withUnlisted(modifiers)
  return {
    schema: kind.schema,
    required: false,
    read: (raw, path, issues) =>
      raw === undefined
        ? (undefined as never)
        : readFilter(raw, { kind, allowed, column: column ?? String(path.at(-1)) }, path, issues),
    parameters: (name) => [
      ...(bare ? [{ name, schema: kind.schema }] : []),
      ...modifiers.map((modifier) => parameterOf(name, modifier, kind)),
    ],
  }
}

/** Filters by custom variables: `vars[name]` and `vars[name][modifier]`. */
export function varsFilter(modifiers: readonly Modifier[]): Filter {
  const allowed = withUnlisted(modifiers)
  const schema = Type.Object(
    {},
    {
      additionalProperties: true,
      description: `By custom variable: vars[name], or vars[name][modifier] with one of ${modifiers.join(', ')}.`,
    },
  )
  return {
    schema,
    required: false,
    read: (raw, path, issues) => (raw === undefined ? (undefined as never) : readVars(raw, allowed, path, issues)),
    parameters: (name): Parameter[] => [{ name, schema, style: 'deepObject' }],
  }
}

export const VAR_MODIFIERS = [...TEXTUAL, 'min', 'max', 'exists'] as const satisfies readonly Modifier[]

/** `eq` is the same as no modifier, so it is taken everywhere; `null` wherever its mirror image is. */
function withUnlisted(modifiers: readonly Modifier[]): ReadonlySet<string> {
  return new Set(['eq', ...modifiers, ...(modifiers.includes('exists') ? ['null'] : [])])
}

interface Reading {
  kind: Kind
  allowed: ReadonlySet<string>
  column: Condition['field']
}

function readFilter(raw: unknown, reading: Reading, path: Path, issues: Issue[]): Condition[] {
  if (raw === null || (Array.isArray(raw) && raw.length === 0)) return []
  if (!isObject(raw)) return condition('eq', raw, reading, path, issues)
  return Object.keys(raw).flatMap((modifier) => {
    if (raw[modifier] === null) return []
    return condition(modifier, raw[modifier], reading, [...path, modifier], issues)
  })
}

function condition(
  modifier: string,
  raw: unknown,
  { kind, allowed, column }: Reading,
  path: Path,
  issues: Issue[],
): Condition[] {
  const operator = allowed.has(modifier) ? kind.operators[modifier as Modifier] : undefined
  if (!operator) {
    return refused(path, 'modifier', issues, `is not a filter here; the modifiers are: ${[...allowed].join(', ')}`)
  }
  const value = valueOf(modifier as Modifier, raw, kind)
  if (value === undefined) {
    const rule = ruleOf(modifier as Modifier, kind)
    return refused(path, rule, issues, rule === kind.rule ? kind.message : undefined)
  }
  return [{ field: column, is: operator, value }]
}

function valueOf(modifier: Modifier, raw: unknown, kind: Kind): unknown {
  if (modifier === 'exists') return truthOf(raw)
  if (modifier === 'null') {
    const isNull = truthOf(raw)
    return isNull === undefined ? undefined : !isNull
  }
  return modifier === 'min' || modifier === 'max' ? numberOf(raw) : kind.read(raw)
}

function refused(path: Path, rule: string, issues: Issue[], message?: string): Condition[] {
  issues.push({ path, rule, message })
  return []
}

const ruleOf = (modifier: Modifier, kind: Kind): string =>
  modifier === 'exists' || modifier === 'null'
    ? 'boolean'
    : modifier === 'min' || modifier === 'max'
      ? 'number'
      : kind.rule

const VARIABLE: Kind = {
  schema: Type.String(),
  rule: 'scalar',
  message: 'must be a string, number or boolean',
  read: (raw) => (typeof raw === 'boolean' ? String(raw) : textOf(raw)),
  operators: AS_TEXT,
}

function readVars(raw: unknown, allowed: ReadonlySet<string>, path: Path, issues: Issue[]): Condition[] {
  if (raw === null || raw === '' || (Array.isArray(raw) && raw.length === 0)) return []
  if (!isObject(raw)) return refused(path, 'object', issues)
  return Object.keys(raw).flatMap((name) => {
    if (!isVarName(name)) return refused([...path, name], 'var', issues, 'is not a variable name')
    return readFilter(
      raw[name],
      { kind: VARIABLE, allowed, column: [String(path.at(-1)), name] },
      [...path, name],
      issues,
    )
  })
}

function parameterOf(name: string, modifier: Modifier, kind: Kind): Parameter {
  const schema =
    modifier === 'exists' || modifier === 'null'
      ? Type.Boolean()
      : modifier === 'min' || modifier === 'max'
        ? NUMBER.schema
        : kind.schema
  return { name: `${name}[${modifier}]`, schema, description: MEANINGS[modifier] }
}

const MEANINGS: Record<Modifier, string> = {
  eq: 'Equal, whatever the case.',
  ne: 'Not equal, whatever the case.',
  prefix: 'Begins with the value, whatever the case.',
  not_prefix: 'Does not begin with the value, whatever the case.',
  gt: 'Comes after the value.',
  gte: 'Equals the value or comes after it.',
  lt: 'Comes before the value.',
  lte: 'Equals the value or comes before it.',
  min: 'At least this number.',
  max: 'Below this number.',
  exists: '1: has a value; 0: has none.',
  null: '1: has no value; 0: has one.',
}
