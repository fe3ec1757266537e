import { type Publish, eventKind } from './events.ts'
import type { Entry, Journal } from './journal.ts'
import { type Slices, atOnce, isInSlices } from './slices.ts'

/** What follows from an event was left out, because it goes on and on. */
export const chainCut = eventKind<{ last: string; explanation: string }>()('chain.cut')

/** So many events may follow out of one another. */
export const DEEPEST_CHAIN = 64

/** So many events may follow from a single one, whichever way. */
export const LONGEST_CHAIN = 100_000

/** What listeners look at of their world. */
interface Told {
  readonly journal: Journal
  publish: Publish
}

/** Who listens, and what is owed to others for what they hear. */
interface Listener<W> {
  readonly provider: string
  /** Answers what is owed for it, or work that it has with very many rows, and that nothing is owed for. */
  follow(event: never, world: W): readonly unknown[] | Slices<void> | void
}

/** Who listens to events, by their kinds: worlds share it. */
export type ListenersByKind<W> = ReadonlyMap<string, readonly Listener<W>[]>

/** What is owed to others for an event is handed on, with the event in force as the cause. */
export type Owe = (provider: string, owed: readonly unknown[]) => void

/** Who listens to which kind of event in one world, and where a chain of events that follow from one another ends. */
export class Listeners<W extends Told> {
  #obeyed: readonly { byKind: ListenersByKind<W>; owe: Owe }[] = []
  /** Events that are being told, each because of the one before. */
  #depth = 0
  /** Events told since the first of them. */
  #told = 0
  /** Where the chain of now was cut first. */
  #cut: { at: Entry; explanation: string } | undefined

  constructor(readonly world: W) {}

  /** From now on follows what these say. Where an event names a provider, it is told to the listeners of that one alone. */
  obey(byKind: ListenersByKind<W>, owe: Owe): void {
    this.#obeyed = this.#obeyed.concat([{ byKind, owe }])
  }

  /** Tells an event to those who listen to its kind, in their order, with it in force as the cause. */
  tell(entry: Entry): void {
    this.#tellAll(entry, atOnce)
  }

  /** The same, but for work with very many rows: it comes last, in slices, with the event in force as the cause of each. */
  *tellInSlices(entry: Entry): Slices<void> {
    const long: Slices<void>[] = []
    this.#tellAll(entry, (work) => void long.push(work))
    for (const work of long) while (!this.#goOn(entry, work)) yield
  }

  #tellAll(entry: Entry, take: (work: Slices<void>) => void): void {
    for (const { byKind, owe } of this.#obeyed) {
      const listeners = byKind.get(entry.type)
      if (listeners) this.#tell(entry, listeners, owe, take)
    }
  }

  /** Does one slice; each begins a chain of its own. Answers whether it was the last. */
  #goOn({ id }: Entry, work: Slices<void>): boolean {
    this.#depth++
    try {
      return this.world.journal.within(id, () => work.next().done === true)
    } finally {
      if (--this.#depth === 0) this.#endChain()
    }
  }

  #tell(entry: Entry, listeners: readonly Listener<W>[], owe: Owe, take: (work: Slices<void>) => void): void {
    if (this.#depth >= DEEPEST_CHAIN || this.#told >= LONGEST_CHAIN) {
      this.#cut ??= { at: entry, explanation: this.#explain(entry) }
      return
    }
    this.#told++
    this.#depth++
    const { journal } = this.world
    const before = journal.cause
    journal.cause = entry.id
    try {
      const { provider } = entry
      for (const listener of listeners) {
        if (provider !== undefined && provider !== listener.provider) continue
        // A listener hears events of its own kind alone: what they tell is what it expects.
        const owed = listener.follow(entry as never, this.world)
        if (!owed) continue
        if (isInSlices(owed)) take(owed)
        else if (owed.length > 0) owe(listener.provider, owed)
      }
    } finally {
      journal.cause = before
      if (--this.#depth === 0) this.#endChain()
    }
  }

  /** What was cut is told of once and at the end, where a journal that has run over still holds it. */
  #endChain(): void {
    this.#told = 0
    if (!this.#cut) return
    const { at, explanation } = this.#cut
    this.#cut = undefined
    this.world.journal.within(at.id, () => this.world.publish(chainCut, { last: at.type, explanation }))
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
      const before = this.world.journal.get(cause)
      if (!before) break
      turn.unshift(before.type)
      if (before.type === entry.type) break
      cause = before.cause
    }
    return turn
  }
}
