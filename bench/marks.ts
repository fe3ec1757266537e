import { EXTERNAL, type Marks, SCHEDULED } from './operations.ts'

/** What of a snapshot is marked. */
export interface Snapshot {
  state: { rows: Record<string, { sequence: number; rows: Record<string, unknown>[] }> }
}

const MESSAGES = 100
const CONTACTS = 100

/** By the kind of a row, what each provider's are given, and how many of them. */
const MARKED: Record<string, Record<string, { count: number; given: (marks: Marks) => object }>> = {
  telerivet: {
    'telerivet.messages': {
      count: MESSAGES,
      given: ({ label, broadcast }) => ({
        extra: { label_ids: [label], broadcast_id: broadcast, scheduled_id: SCHEDULED, external_id: EXTERNAL },
      }),
    },
    'telerivet.contacts': { count: CONTACTS, given: ({ group }) => ({ group_ids: [group] }) },
  },
  rapidpro: {
    'rapidpro.messages': {
      count: MESSAGES,
      given: ({ label, broadcast }) => ({ broadcast, extra: { labels: [label] } }),
    },
    'rapidpro.contacts': { count: CONTACTS, given: ({ group }) => ({ groups: [group] }) },
  },
  plivo: {},
}

/**
 * Gives some rows of a provider what lists are filtered by: as many messages among few as among many, spread over all,
 * and the contacts of a group.
 */
export function mark<S extends Snapshot>(snapshot: S, provider: string, marks: Marks): S {
  for (const [kind, { count, given }] of Object.entries(MARKED[provider]!))
    for (const row of spread(snapshot.state.rows[kind]!.rows, count)) Object.assign(row, given(marks))
  return snapshot
}

/** So many of all, as far apart as can be. */
const spread = <T>(all: readonly T[], count: number): T[] =>
  Array.from({ length: Math.min(count, all.length) }, (_, index) => all[Math.floor((index * all.length) / count)]!)
