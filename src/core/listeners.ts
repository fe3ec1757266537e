import { type Publish, eventKind } from './events.ts'
import type { Entry, Journal } from './journal.ts'

/** What follows from an event was left out, because it goes on and on. */
export const chainCut = eventKind<{ last: string; explanation: string }>()('chain.cut')

/** So many events may follow out of one another. */
export const DEEPEST_CHAIN = 64

/** So many events may follow from a single one, whichever way. */
export const LONGEST_CHAIN = 100_000

interface Listener {
  readonly provider: string
  hear(event: Entry): void
}

/** Who listens to which kind of event in one world, and where a chain of events that follow from one another ends. */
export class Listeners {
  readonly #byKind = new Map<string, Listener[]>()
  /** Events that are being told, each because of the one before. */
  #depth = 0
  /** Events told since the first of them. */
  #told = 0
  /** Where the chain of now was cut first. */
  #cut: { at: Entry; explanation: string } | undefined

  constructor(
    readonly journal: Journal,
    readonly publish: Publish,
  ) {}

  /** @param provider where an event names one, it is told to the listeners of that one alone */
  add(kind: string, provider: string, hear: (event: Entry) => void): void {
    const listeners = this.#byKind.get(kind)
    if (listeners) listeners.push({ provider, hear })
    else this.#byKind.set(kind, [{ provider, hear }])
  }

  /** Tells an event to those who listen to its kind, in their order, with it in force as the cause. */
  tell(entry: Entry): void {
    const listeners = this.#byKind.get(entry.type)
    if (!listeners) return
    if (this.#depth >= DEEPEST_CHAIN || this.#told >= LONGEST_CHAIN) {
      this.#cut ??= { at: entry, explanation: this.#explain(entry) }
      return
    }
    this.#told++
    this.#depth++
    const before = this.journal.cause
    this.journal.cause = entry.id
    try {
      const { provider } = entry
      for (const listener of listeners)
        if (provider === undefined || provider === listener.provider) listener.hear(entry)
    } finally {
      this.journal.cause = before
      if (--this.#depth === 0) this.#endChain()
    }
  }

  /** What was cut is told of once and at the end, where a journal that has run over still holds it. */
  #endChain(): void {
    this.#told = 0
    if (!this.#cut) return
    const { at, explanation } = this.#cut
    this.#cut = undefined
    this.journal.within(at.id, () => this.publish(chainCut, { last: at.type, explanation }))
  }

  #explain(entry: Entry): string {
    const why =
      this.#depth >= DEEPEST_CHAIN
        ? `${DEEPEST_CHAIN} events followed out of one another`
        : `${LONGEST_CHAIN} events followed from a single one`
    return `${why}, at last ${this.#turnOf(entry).join(' → ')}: what would follow from entry ${entry.id} and later ones is left out. Find what sets itself off again, and let it stop where nothing is left to change.`
  }

  /** The kinds from the last event of the same kind to this one, or what is remembered of the way here. */
  #turnOf(entry: Entry): string[] {
    const turn = [entry.type]
    for (let cause = entry.cause; cause !== null && turn.length < DEEPEST_CHAIN;) {
      const before = this.journal.get(cause)
      if (!before) break
      turn.unshift(before.type)
      if (before.type === entry.type) break
      cause = before.cause
    }
    return turn
  }
}
