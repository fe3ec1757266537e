import type { Definition } from './definition.ts'
import type { ExportedField, ExportedGroup, Reference } from './read-others.ts'

/** What an export needs of the workspace that takes it: each once. */
export interface Dependencies {
  readonly fields: ReadonlyMap<string, ExportedField>
  readonly groups: ReadonlyMap<string, ExportedGroup>
  readonly labels: ReadonlyMap<string, Reference>
}

interface Needy {
  readonly flows: readonly Definition[]
  readonly fields: readonly ExportedField[]
  readonly groups: readonly ExportedGroup[]
  readonly campaigns: readonly { readonly group: Reference }[]
  readonly triggers: readonly {
    readonly groups?: readonly Reference[]
    readonly exclude_groups?: readonly Reference[]
  }[]
}

/** What it lists, and what its flows, campaigns and triggers name besides: such fields are of text, such groups without a query. */
export function dependenciesOf({ flows, fields, groups, campaigns, triggers }: Needy): Dependencies {
  const nodes = flows.flatMap((flow) => flow.nodes)
  const actions = nodes.flatMap((node) => node.actions ?? [])
  const tested = nodes
    .flatMap(({ router }) => router?.cases ?? [])
    .flatMap(({ type, arguments: [uuid, name] = [] }) => (type === 'has_group' ? [{ uuid, name }] : []))
  const named = [
    ...actions.flatMap((action) => (Array.isArray(action['groups']) ? action['groups'] : [])),
    ...tested,
    ...campaigns.map(({ group }) => group),
    ...triggers.flatMap((one) => [...(one.groups ?? []), ...(one.exclude_groups ?? [])]),
  ]
  return {
    fields: unique('key', [
      ...fields,
      ...actions.flatMap(({ field }) => (isNamed(field, 'key') ? [{ ...field, type: 'text' as const }] : [])),
    ]),
    groups: unique('uuid', [
      ...groups,
      ...named.flatMap((one) => (isNamed(one, 'uuid') ? [{ ...one, query: null }] : [])),
    ]),
    labels: unique(
      'uuid',
      actions
        .flatMap((action) => (Array.isArray(action['labels']) ? action['labels'] : []))
        .flatMap((one) => (isNamed(one, 'uuid') ? [one] : [])),
    ),
  }
}

/** The first of each. */
const unique = <K extends string, T extends Record<K, string>>(key: K, all: readonly T[]): Map<string, T> =>
  new Map(all.toReversed().map((one) => [one[key], one]))

const isNamed = <K extends string>(one: unknown, key: K): one is Record<K | 'name', string> =>
  typeof one === 'object' &&
  one !== null &&
  [key, 'name'].every((name) => typeof (one as Record<string, unknown>)[name] === 'string')
