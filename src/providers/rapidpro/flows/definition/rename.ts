import type { Definition } from './definition.ts'

/** The uuids that a flow has given to its parts: nodes, exits, actions, categories and cases. */
export function ownUuids({ nodes }: Definition): Set<string> {
  const uuids = new Set<string>()
  for (const { uuid, actions = [], exits, router } of nodes) {
    const parts = [...actions, ...exits, ...(router?.categories ?? []), ...(router?.cases ?? [])]
    for (const one of [{ uuid }, ...parts]) uuids.add(one.uuid)
  }
  return uuids
}

/** The same value with other uuids wherever they stand, as texts and as names. */
export function rename<T>(value: T, uuids: ReadonlyMap<string, string>): T {
  return renamed(value, uuids) as T
}

function renamed(value: unknown, uuids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return uuids.get(value) ?? value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => renamed(one, uuids))
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [uuids.get(name) ?? name, renamed(one, uuids)]))
}
