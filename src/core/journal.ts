/** One line of the record: what happened, when on the world's clock (milliseconds), and because of which other line. */
export type Entry<Data = Record<string, unknown>> = Data & EntryHead

/** What every entry says. */
export type EntryHead = {
  id: number
  at: number
  type: string
  cause: number | null
}

export interface JournalState {
  next: number
  entries: readonly Entry[]
}

/** How many entries a journal keeps; older ones make room for newer. */
export const JOURNAL_KEEPS = 10_000

/** The record of what happened in a world, newest last, and of the cause that is in force just now. */
export class Journal {
  /** The entry to blame for what happens now. */
  cause: number | null = null
  #next: number
  readonly #ring: (Entry | undefined)[] = []
  #watchers: Set<(entry: Entry) => void> | undefined

  constructor(state: JournalState = { next: 1, entries: [] }) {
    this.#next = state.next
    for (const entry of state.entries) this.#ring[entry.id % JOURNAL_KEEPS] = entry
  }

  /** The id that the next entry will have. */
  get next(): number {
    return this.#next
  }

  /** Id of the oldest entry still kept. */
  get oldest(): number {
    return Math.max(1, this.#next - JOURNAL_KEEPS)
  }

  /** Writes down what happened. What it tells becomes the entry itself: a copy would cost more than all the rest. */
  record<Data extends object>(type: string, data: Data, at: number): Entry<Data> {
    const entry = data as Entry<Data>
    entry.id = this.#next++
    entry.at = at
    entry.type = type
    entry.cause = this.cause
    this.#ring[entry.id % JOURNAL_KEEPS] = entry
    if (this.#watchers !== undefined) for (const watcher of this.#watchers) watcher(entry)
    return entry
  }

  /** Completes an entry once its end is known, and tells those who watch again; answers it as it is from now on. */
  amend<E extends Entry>(now: E): E {
    // What has made room for newer entries is told of, and not kept again.
    if (this.get(now.id)) this.#ring[now.id % JOURNAL_KEEPS] = now
    if (this.#watchers !== undefined) for (const watcher of this.#watchers) watcher(now)
    return now
  }

  /** Runs something with an entry in force as the cause of all that it does before its first await. */
  within<T>(cause: number | null, run: () => T): T {
    const before = this.cause
    this.cause = cause
    try {
      return run()
    } finally {
      this.cause = before
    }
  }

  get(id: number): Entry | undefined {
    const entry = this.#ring[id % JOURNAL_KEEPS]
    return entry?.id === id ? entry : undefined
  }

  /** Entries from `first` on, oldest first, at most `most` of those that the test lets through. */
  from(first: number, most: number, test: (entry: Entry) => boolean = () => true): Entry[] {
    const found: Entry[] = []
    for (let id = Math.max(first, this.oldest); id < this.#next && found.length < most; id++) {
      const entry = this.get(id)
      if (entry && test(entry)) found.push(entry)
    }
    return found
  }

  /** Tells of each entry from now on; answers how to stop it. */
  watch(watcher: (entry: Entry) => void): () => void {
    const watchers = (this.#watchers ??= new Set())
    watchers.add(watcher)
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0 && this.#watchers === watchers) this.#watchers = undefined
    }
  }

  state(): JournalState {
    return { next: this.#next, entries: this.from(this.oldest, JOURNAL_KEEPS) }
  }
}
