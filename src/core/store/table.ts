import type { Row } from './row.ts'

/** So many sequences to a page: few enough to copy a page at a write, many enough that pages are few. */
const PAGE = 512

interface Page<R extends Row> {
  /** Whose it is alone, and who may write in it. */
  readonly owner: object
  readonly rows: (R | undefined)[]
  filled: number
}

/** Rows by their sequence, in pages that worlds share until one of them writes there. */
export class Table<R extends Row> {
  #owner = {}
  #pages: (Page<R> | undefined)[] = []

  at(sequence: number): R | undefined {
    return this.#pages[Math.floor(sequence / PAGE)]?.rows[sequence % PAGE]
  }

  /** Puts a row in its place, which is nobody's or was that of the same row before. */
  put(row: R): void {
    const page = this.#ownPage(Math.floor(row.sequence / PAGE))
    const place = row.sequence % PAGE
    if (page.rows[place] === undefined) page.filled++
    page.rows[place] = row
  }

  remove(sequence: number): void {
    const at = Math.floor(sequence / PAGE)
    const page = this.#ownPage(at)
    page.rows[sequence % PAGE] = undefined
    if (--page.filled === 0) this.#pages[at] = undefined
  }

  /** Another with the same rows; from now on what one of the two writes the other does not see. */
  fork(): Table<R> {
    const other = new Table<R>()
    other.#pages = this.#pages.slice()
    this.#owner = {}
    return other
  }

  #ownPage(at: number): Page<R> {
    const page = this.#pages[at]
    if (page?.owner === this.#owner) return page
    return (this.#pages[at] = {
      owner: this.#owner,
      rows: page ? page.rows.slice() : [],
      filled: page ? page.filled : 0,
    })
  }
}
