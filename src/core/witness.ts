import type { RowsInSight, Sight } from './sight.ts'
import type { CollectionDefinition } from './store/collection.ts'
import type { Row } from './store/row.ts'

/** Something of a world that was looked at. */
export interface Look {
  rows: RowsInSight<Row>
  /** The row that was asked for; null where it was all of them. */
  id: string | null
  /** What was there: the row, or how often the collection had changed. */
  saw: Row | number | undefined
}

/** What was made by looking at a world, and of how many changes it was known last that it stands. */
export interface Seen {
  looks: readonly Look[]
  changes: number
}

/** What counts the changes of a world. */
export interface Changing {
  readonly changes: number
}

/** Whether what was looked at is as it was. */
export function stands(seen: Seen, { changes }: Changing): boolean {
  if (seen.changes === changes) return true
  for (const { rows, id, saw } of seen.looks) if ((id === null ? rows.changes : rows.get(id)) !== saw) return false
  seen.changes = changes
  return true
}

/** Shows a world, and writes down what was looked at. */
export class Witness implements Sight {
  readonly looks: Look[] = []

  constructor(readonly world: Sight) {}

  get id(): string {
    return this.world.id
  }

  get profile(): Sight['profile'] {
    return this.world.profile
  }

  get keyring(): Sight['keyring'] {
    return this.world.keyring
  }

  get zones(): Sight['zones'] {
    return this.world.zones
  }

  collection<R extends Row>(definition: CollectionDefinition<R>): RowsInSight<R> {
    const rows = this.world.collection(definition)
    return {
      changes: rows.changes,
      get: (id) => {
        const saw = rows.get(id)
        this.#note(rows, id, saw)
        return saw
      },
      all: () => {
        this.#note(rows, null, rows.changes)
        return rows.all()
      },
      by: (field, value) => {
        this.#note(rows, null, rows.changes)
        return rows.by(field, value)
      },
    }
  }

  #note(rows: RowsInSight<Row>, id: string | null, saw: Look['saw']): void {
    if (!this.looks.some((look) => look.rows === rows && look.id === id)) this.looks.push({ rows, id, saw })
  }
}
