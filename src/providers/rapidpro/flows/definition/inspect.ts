import { firstOf } from '../../dialect/python.ts'
import type { Action, Definition, Node } from './definition.ts'

/** A result that a flow may make, as its list shows it. */
interface FlowResult {
  key: string
  name: string
  categories: string[]
  node_uuids: string[]
}

/** What a flow can come to hold, and what it needs of the workspace. */
export interface Inspection {
  results: FlowResult[]
  /** Keys of the results of a parent that it reads. */
  parent_refs: string[]
  /** Uuids of groups and flows, keys of fields. */
  groups: string[]
  flows: string[]
  fields: string[]
}

/** Looks through a flow, in the order of its nodes. */
export function inspect(definition: Definition): Inspection {
  const texts = textsOf({ nodes: definition.nodes, localization: definition.localization })
  const actions = definition.nodes.flatMap((node) => node.actions ?? [])
  const tested = definition.nodes
    .flatMap(({ router }) => router?.cases ?? [])
    .flatMap(({ type, arguments: given }) => (type === 'has_group' && given?.[0] ? [given[0]] : []))
  return {
    results: resultsOf(definition),
    parent_refs: namesIn(texts, /\bparent\.results\.(\w+)/gi),
    groups: unique([...actions.flatMap(groupsOf), ...tested]),
    flows: unique(actions.flatMap(({ flow }) => uuidIn(flow))),
    fields: unique([
      ...actions.flatMap(({ field }) => (isNamed(field, 'key') ? [field.key] : [])),
      ...namesIn(texts, /\bfields\.(\w+)/gi),
    ]),
  }
}

const groupsOf = ({ groups }: Action): string[] => (Array.isArray(groups) ? groups.flatMap(uuidIn) : [])

const uuidIn = (reference: unknown): string[] => (isNamed(reference, 'uuid') ? [reference.uuid] : [])

const isNamed = <N extends string>(reference: unknown, name: N): reference is Record<N, string> =>
  typeof reference === 'object' &&
  reference !== null &&
  typeof (reference as Record<string, unknown>)[name] === 'string'

const unique = (names: readonly string[]): string[] => [...new Set(names)]

/** What templates name: texts without an at sign hold no expression. */
const namesIn = (texts: readonly string[], pattern: RegExp): string[] =>
  unique(
    texts
      .filter((text) => text.includes('@'))
      .flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!.toLowerCase())),
  )

/** All texts in a value, however deep. */
function textsOf(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value)
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) textsOf(one, found)
  return found
}

/** Actions whose result has categories that nobody names. */
const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
  call_classifier: ['Success', 'Skipped', 'Failure'],
  call_resthook: ['Success', 'Failure'],
  call_webhook: ['Success', 'Failure'],
  open_ticket: ['Success', 'Failure'],
  transfer_airtime: ['Success', 'Failure'],
}

/** Longest name of a result, and of a category. */
const LONGEST = { name: 64, category: 36 }

/** Results of the same key are one, of all categories and nodes. */
function resultsOf({ nodes }: Definition): FlowResult[] {
  const results = new Map<string, FlowResult>()
  for (const node of nodes)
    for (const [name, categories] of madeBy(node)) {
      const shown = firstOf(name, LONGEST.name)
      const key = resultKey(shown)
      const result = results.get(key) ?? { key, name: shown, categories: [], node_uuids: [] }
      for (const category of categories.map((one) => firstOf(one, LONGEST.category)))
        if (!result.categories.includes(category)) result.categories.push(category)
      if (!result.node_uuids.includes(node.uuid)) result.node_uuids.push(node.uuid)
      results.set(key, result)
    }
  return [...results.values()]
}

function madeBy({ actions, router }: Node): [name: string, categories: readonly string[]][] {
  const made = (actions ?? []).flatMap((action): [string, readonly string[]][] => {
    const { type, name, category, result_name } = action
    if (type === 'set_run_result' && typeof name === 'string')
      return [[name, typeof category === 'string' && category !== '' ? [category] : []]]
    const known = CATEGORIES[type]
    return known && typeof result_name === 'string' && result_name !== '' ? [[result_name, known]] : []
  })
  if (router?.result_name) made.push([router.result_name, router.categories.map(({ name }) => name)])
  return made
}

/** The name of a result as templates and runs know it. */
const resultKey = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\d_]+/gu, '_')
