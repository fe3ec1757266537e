import { MARK } from './operations.ts'

/** What of a snapshot is marked. */
export interface Snapshot {
  state: { rows: Record<string, { sequence: number; rows: Record<string, unknown>[] }> }
}

const MESSAGES = 100
const CONTACTS = 100

/**
 * Gives some rows what lists are filtered by: as many messages among few as among many, spread over all, and the
 * contacts of a group.
 */
export function mark<S extends Snapshot>(snapshot: S): S {
  const { rows } = snapshot.state
  const of = (kind: string) => rows[kind]?.rows ?? []
  const { group, label, broadcast, external } = MARK.telerivet
  for (const row of spread(of('telerivet.messages'), MESSAGES))
    row['extra'] = { label_ids: [label], broadcast_id: broadcast, external_id: external }
  for (const row of spread(of('telerivet.contacts'), CONTACTS)) row['group_ids'] = [group]
  for (const row of spread(of('rapidpro.messages'), MESSAGES)) row['broadcast'] = MARK.rapidpro.broadcast
  for (const row of spread(of('rapidpro.contacts'), CONTACTS)) row['groups'] = [MARK.rapidpro.group]
  const groups = (rows['rapidpro.groups'] ??= { sequence: 0, rows: [] })
  groups.rows.push({ id: MARK.rapidpro.group, sequence: ++groups.sequence, name: 'Marked', query: null })
  return snapshot
}

/** So many of all, as far apart as can be. */
const spread = <T>(all: readonly T[], count: number): T[] =>
  Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor((index * all.length) / count)]!)
