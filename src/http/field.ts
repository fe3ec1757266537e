import type { TSchema } from 'typebox'
import type { World } from '../core/world.ts'
import { type Issue, type Path, Problem } from './problem.ts'

// oxlint-disable-next-line typescript/no-explicit-any -- who calls and what was asked differ from endpoint to endpoint
type Anything = any

/** As much of a call as a field may look at: who calls, in which world, and the query once it was read. */
export interface FieldCall<Caller = Anything, Q = Anything> {
  readonly world: World
  readonly caller: Caller
  readonly query: Q
}

/**
 * One parameter of a call: what the documents say of it, and how this provider reads it from what arrived. Fields are
 * made by the dialects (`dialect/fields.ts`), because what counts as a boolean or how a refusal is worded is manners.
 */
export interface Field<T = unknown> {
  readonly schema: TSchema
  readonly required: boolean
  /**
   * The value, from text, JSON or nothing (undefined). What is wrong is added to the issues; the value is then unused.
   */
  read(raw: unknown, path: Path, issues: Issue[], call: FieldCall): T
  /** Where one field shows as several parameters in the document, as `name[prefix]` does. */
  parameters?(name: string): Parameter[]
}

/** A query parameter as the document has it. */
export interface Parameter {
  name: string
  schema: TSchema
  required?: boolean
  description?: string
  /** Nested names sent as `name[key]=value`, or several values sent as one, with commas between. */
  style?: 'deepObject' | 'commas'
}

export type Fields = Readonly<Record<string, Field>>

export type FieldValues<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never }

/** A field from its two halves. */
export function field<T>(schema: TSchema, read: Field<T>['read']): Field<T> {
  return {
    schema,
    required: true,
    read(raw, path, issues, call) {
      if (raw !== undefined) return read(raw, path, issues, call)
      issues.push({ path, rule: 'required' })
      return undefined as T
    },
  }
}

/** The same field, which may be left out. */
export function optional<T>(inner: Field<T>): Field<T | undefined> {
  return {
    ...inner,
    required: false,
    read: (raw, path, issues, call) => (raw === undefined ? undefined : inner.read(raw, path, issues, call)),
  }
}

/** The same field, with a value for where it is left out; the document names it. */
export function withDefault<T>(inner: Field<T>, value: T): Field<T> {
  return {
    ...inner,
    schema: { ...inner.schema, default: value },
    required: false,
    read: (raw, path, issues, call) => (raw === undefined ? value : inner.read(raw, path, issues, call)),
  }
}

/** The same field with a sentence for the document. */
export function described<T>(inner: Field<T>, description: string): Field<T> {
  return { ...inner, schema: { ...inner.schema, description } }
}

/** Reads all fields of an object; every issue is collected, so that a dialect can show the first or all. */
export function readFields<F extends Fields>(
  fields: F,
  input: Record<string, unknown>,
  path: Path,
  issues: Issue[],
  call: FieldCall,
): FieldValues<F> {
  const values: Record<string, unknown> = {}
  for (const name in fields) {
    const raw = Object.hasOwn(input, name) ? input[name] : undefined
    const { [name]: one } = fields
    // Nothing is wrong with what may be left out and is: most of what there is, and nobody asks where it stands.
    const own = raw === undefined && !one!.required ? path : path.length === 0 ? [name] : [...path, name]
    const value = one!.read(raw, own, issues, call)
    if (value !== undefined) values[name] = value
  }
  return values as FieldValues<F>
}

/** The same for whoever goes on with good values only. @throws Problem `invalid` with every issue */
export function readOrRefuse<F extends Fields>(
  fields: F,
  input: Record<string, unknown>,
  path: Path,
  call: FieldCall,
): FieldValues<F> {
  const issues: Issue[] = []
  const values = readFields(fields, input, path, issues, call)
  if (issues.length > 0) throw new Problem('invalid', '', { issues })
  return values
}
