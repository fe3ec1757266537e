import type { Entry } from '../../core/journal.ts'
import { invalid } from '../../http/problem.ts'
import { isOver } from './entries-with.ts'

/** So many entries that were told of before their end is known are kept in mind. */
const MOST_OPEN = 100

/** How far somebody has read in a journal: the last entry, and those up to it whose end is still to be told. */
export class Place {
  #open: number[]

  constructor(
    public last: number,
    open: readonly number[] = [],
  ) {
    this.#open = open.slice(-MOST_OPEN)
  }

  /**
   * As a reader gives it back: `25`, or `25,17,19` where the ends of 17 and 19 are still to be told.
   * @throws Problem `invalid`
   */
  static read(text: string): Place {
    if (!/^\d{1,15}(?:,\d{1,15}){0,100}$/.test(text.trim()))
      throw invalid(
        'Last-Event-ID',
        `Last-Event-ID has to be the id of an event that was received here, such as 25, not ${JSON.stringify(text.slice(0, 100))}.`,
      )
    const [last, ...open] = text.split(',').map(Number)
    return new Place(last!, open)
  }

  get open(): readonly number[] {
    return this.#open
  }

  /** Keeps in mind, or no longer, that an entry's end is to be told. */
  note(entry: Entry): void {
    this.#open = this.#open.filter((id) => id !== entry.id)
    if (!isOver(entry)) this.#open = [...this.#open, entry.id].slice(-MOST_OPEN)
  }

  /** What the journal has forgotten has no end any more. */
  forget(oldest: number): void {
    this.#open = this.#open.filter((id) => id >= oldest)
  }

  /** As a reader is told it, and gives it back. */
  get id(): string {
    return [this.last, ...this.#open].join(',')
  }
}
