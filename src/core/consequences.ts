import type { EventKind } from './events.ts'
import type { Entry } from './journal.ts'
import type { ListenersByKind } from './listeners.ts'
import type { Slices } from './slices.ts'
import type { World } from './world.ts'

/**
 * What follows from events of one kind: rows change, more is published, and calls come to be owed. What may have very many
 * rows to go through does so in slices.
 */
export interface Consequence<Owed> {
  readonly kind: EventKind
  readonly follow: (event: never, world: World) => readonly Owed[] | Slices<void> | void
}

/** Says what follows from events of a kind. It hears the entry of the journal, and answers what is owed to others for it. */
export const when = <Data extends object, Owed>(
  kind: EventKind<Data>,
  follow: (event: Entry<Data>, world: World) => readonly Owed[] | Slices<void> | void,
): Consequence<Owed> => ({ kind, follow })

/** What follows from events, by their kinds: the tables of several providers, one after the other. */
export type Consequences = ListenersByKind<World>

export function consequencesOf(
  tables: Iterable<{ name: string; consequences: readonly Consequence<unknown>[] }>,
): Consequences {
  const byKind = new Map<string, { provider: string; follow: Consequence<unknown>['follow'] }[]>()
  for (const { name: provider, consequences } of tables)
    for (const { kind, follow } of consequences) {
      const others = byKind.get(kind.name)
      if (others) others.push({ provider, follow })
      else byKind.set(kind.name, [{ provider, follow }])
    }
  return byKind
}

/** From now on follows in this world what a provider's table says. */
export function obey<Owed>(
  world: World,
  provider: string,
  consequences: readonly Consequence<Owed>[],
  owe: (owed: readonly Owed[]) => void,
): void {
  world.listeners.obey(consequencesOf([{ name: provider, consequences }]), (_provider, owed) =>
    owe(owed as readonly Owed[]),
  )
}
