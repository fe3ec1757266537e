import { routes } from '../network/route.ts'
import { type Slices, each } from '../slices.ts'
import type { RowKind, RowOf } from '../store/collection.ts'
import type { StoreState } from '../store/store.ts'
import { Unreadable, step } from './unreadable.ts'

/** Whoever receives at an address has the route of that address, and routes lead to nobody else. @throws Unreadable */
export function* checkRoutes(collections: readonly RowKind[], state: StoreState): Slices<void> {
  const book = (state[routes.name]?.rows ?? []) as RowOf<typeof routes>[]
  const accountAt = new Map<string, string>()
  yield* each(book, ({ id, account }) => accountAt.set(id, account))
  for (const kind of collections.filter(({ receivesAt }) => receivesAt)) {
    const rows = state[kind.name]?.rows ?? []
    const receivers = new Set<string>()
    yield* each(rows, (row, at) => {
      const address = kind.receivesAt!(row)
      if (address === null) return
      receivers.add(row.id)
      if (accountAt.get(address) !== row.id)
        throw new Unreadable(
          `/rows${step(kind.name)}/rows/${at}`,
          `it receives at "${address}", and the route of that address leads elsewhere`,
        )
    })
    const provider = kind.name.split('.', 1)[0]
    yield* each(book, (route, at) => {
      if (route.provider === provider && !receivers.has(route.account))
        throw new Unreadable(
          `/rows/network.routes/rows/${at}/account`,
          `there is no "${route.account}" among ${kind.name}`,
        )
    })
  }
}
