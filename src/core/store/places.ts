import type { Row } from './row.ts'
import { SharedMap } from './shared-map.ts'
import type { Table } from './table.ts'

/**
 * At which sequence the row of an id stands. Of ids that are counted, most rows have the one that says their sequence:
 * where they stand is written down of none of these, which makes a send quicker and a message smaller.
 */
export class Places {
  #known = new SharedMap<string, number>()

  constructor(
    readonly table: Table<Row>,
    /** What stands before the number in ids that are counted; undefined where they are not. */
    readonly prefix: string | undefined,
  ) {}

  of(id: string): number | undefined {
    const said = this.#saidBy(id)
    return said !== undefined && this.table.at(said)?.id === id ? said : this.#known.get(id)
  }

  /** Takes one in that is not in the table yet; answers whether there is none of this id. */
  add(id: string, sequence: number): boolean {
    const said = this.#saidBy(id)
    if (said === undefined) return this.#known.set(id, sequence)
    if (this.table.at(said)?.id === id) return false
    return said === sequence ? this.#known.get(id) === undefined : this.#known.set(id, sequence)
  }

  delete(id: string): void {
    this.#known.delete(id)
  }

  /** The same over another world's table. */
  fork(table: Table<Row>): Places {
    const other = new Places(table, this.prefix)
    other.#known = this.#known.fork()
    return other
  }

  #saidBy(id: string): number | undefined {
    return this.prefix === undefined ? undefined : Number(id.slice(this.prefix.length))
  }
}
