import type { FieldCall } from '../../../http/field.ts'
import type { Issue } from '../../../http/problem.ts'
import { objectOf, refuse, textOf } from '../dialect/fields.ts'
import { type VarChanges, varsField } from '../dialect/vars.ts'

/** What a reply sets, by the object that it belongs to. */
export interface ReplyVariables {
  return_value: unknown
  /** Undefined where it stays as it is; null resets it. */
  state: string | null | undefined
  stateVars: VarChanges | undefined
  name: string | null | undefined
  contactVars: VarChanges | undefined
  messageVars: VarChanges | undefined
  serviceVars: VarChanges | undefined
}

const OBJECTS = ['contact', 'message', 'service', 'state'] as const

/** "Names with dots set what they name, names that begin with $ are free": those leave nothing behind. */
export function readVariables(raw: unknown, issues: Issue[], call: FieldCall): ReplyVariables {
  const given = raw === undefined || raw === null ? {} : objectOf(raw)
  if (!given) refuse(['variables'], 'object', issues)
  const vars: Record<string, Record<string, unknown>> = {}
  for (const [name, value] of Object.entries(given ?? {})) {
    const [object = '', member = '', variable, ...rest] = name.split('.')
    if (member === '' || name === 'state.id' || name === 'contact.name') continue
    if (member === 'vars' && variable !== undefined && rest.length === 0 && isObjectName(object))
      (vars[object] ??= {})[variable] = value
    else refuse(['variables', name], 'unknown', issues, 'is nothing that can be set')
  }
  const varsOf = (object: (typeof OBJECTS)[number]) =>
    varsField.read(vars[object], ['variables', `${object}.vars`], issues, call)
  return {
    return_value: given?.['return_value'],
    state: wordIn(given, 'state.id', 63, issues),
    stateVars: varsOf('state'),
    name: wordIn(given, 'contact.name', 1000, issues),
    contactVars: varsOf('contact'),
    messageVars: varsOf('message'),
    serviceVars: varsOf('service'),
  }
}

const isObjectName = (name: string): name is (typeof OBJECTS)[number] =>
  OBJECTS.includes(name as (typeof OBJECTS)[number])

function wordIn(
  given: Record<string, unknown> | undefined,
  name: string,
  longest: number,
  issues: Issue[],
): string | null | undefined {
  const raw = given && Object.hasOwn(given, name) ? given[name] : undefined
  if (raw === undefined) return undefined
  if (raw === null || raw === '') return null
  const word = textOf(raw)
  if (word === undefined) return refuse(['variables', name], 'string', issues)
  return word.length > longest
    ? refuse(['variables', name], 'too_long', issues, `must not be longer than ${longest} characters`)
    : word
}
