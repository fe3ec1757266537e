import type { Slices } from '../slices.ts'
import { ChangeCount } from './change-count.ts'
import { Collection, type CollectionDefinition, type CollectionState, type RowKind } from './collection.ts'
import type { Row } from './row.ts'

export type StoreState = Readonly<Record<string, CollectionState>>

/** All rows of a world, by kind. A collection comes to be when it is first asked for. */
export class Store {
  readonly changeCount = new ChangeCount()
  readonly #collections = new Map<string, Collection<Row>>()
  /** Those that nobody has asked for; undefined where none was there in the beginning. */
  #waiting: Map<string, CollectionState> | undefined

  constructor(state?: StoreState) {
    if (state) this.#waiting = new Map(Object.entries(state))
  }

  /** A store whose collections are there from the first, put together in slices. */
  static *build(state: StoreState, kinds: readonly RowKind[]): Slices<Store> {
    const store = new Store(state)
    for (const kind of kinds) {
      const own = store.#waiting?.get(kind.name)
      if (!own) continue
      // What is known of a kind of rows is its definition; only the type of the rows is left out.
      store.#collections.set(
        kind.name,
        yield* Collection.build(kind as CollectionDefinition<Row>, own, store.changeCount),
      )
      store.#waiting?.delete(kind.name)
    }
    return store
  }

  collection<R extends Row>(definition: CollectionDefinition<R>): Collection<R> {
    let collection = this.#collections.get(definition.name) as unknown as Collection<R> | undefined
    if (!collection) {
      collection = new Collection(
        definition,
        this.#waiting?.get(definition.name) as unknown as CollectionState<R> | undefined,
        this.changeCount,
      )
      this.#waiting?.delete(definition.name)
      this.#collections.set(definition.name, collection as unknown as Collection<Row>)
    }
    return collection
  }

  /** Another with the same rows: from now on what one of the two changes the other does not see. */
  fork(): Store {
    const other = new Store()
    if (this.#waiting) other.#waiting = new Map(this.#waiting)
    for (const [name, collection] of this.#collections) other.#collections.set(name, collection.fork(other.changeCount))
    return other
  }

  /** All rows. A collection that nobody ever put a row into is left out: looking changes nothing. */
  state(): StoreState {
    const states = [...this.#collections].map(([name, one]) => [name, one.state()] as const)
    const all = [...(this.#waiting ?? []), ...states.filter(([, { sequence }]) => sequence > 0)]
    return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)))
  }
}
