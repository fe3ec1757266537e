import { Journal } from '../../src/core/journal.ts'
import { Collection } from '../../src/core/store/collection.ts'
import { FewRows } from '../../src/core/store/few-rows.ts'
import type { Row } from '../../src/core/store/row.ts'
import { Table } from '../../src/core/store/table.ts'

// In tests whoever writes into a row or a journal entry gets a TypeError, and whoever goes on with a row that another has
// taken the place of is told. The compiler sees the first only in part, and the second not at all.

type Untyped = Record<'record' | 'amend', (this: unknown, ...given: unknown[]) => unknown>

type Shared = typeof globalThis & { rowsAreValues?: true }

/** Freezes a value with all that is in it. What is frozen already is taken to be so to the ground. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) frozen(part)
  return value
}

/* oxlint-disable typescript/unbound-method -- they are called with what they belong to */
function guard(): void {
  const { put } = Table.prototype
  Table.prototype.put = function (row: Row) {
    put.call(this, frozen(row))
  }
  // A state that was put back is looked at before its rows are in place.
  const { areFew } = FewRows
  FewRows.areFew = (rows) => {
    for (const row of rows) frozen(row)
    return areFew(rows)
  }
  const { insert } = Collection.prototype
  Collection.prototype.insert = function (draft: never) {
    return frozen(insert.call(this, draft))
  }
  const { replace } = Collection.prototype
  Collection.prototype.replace = function (row: Row, next: Row) {
    refuseStale(this, row)
    return frozen(replace.call(this, row, next))
  }
  const { update } = Collection.prototype
  Collection.prototype.update = function (row: Row, changes: object) {
    refuseStale(this, row)
    return update.call(this, row, changes)
  }
  const { record, amend } = Journal.prototype as Untyped
  ;(Journal.prototype as Untyped).record = function (...given) {
    return frozen(record.apply(this, given))
  }
  ;(Journal.prototype as Untyped).amend = function (...given) {
    return frozen(amend.apply(this, given))
  }
}

function refuseStale(collection: Collection<Row>, row: Row): void {
  const there = collection.get(row.id)
  if (there && there !== row)
    throw new Error(
      `Row "${row.id}" of ${collection.definition.name} is history: another has taken its place since it was looked up. Go on with what "update" returns, or get it again.`,
    )
}

if (!(globalThis as Shared).rowsAreValues) {
  ;(globalThis as Shared).rowsAreValues = true
  guard()
}
