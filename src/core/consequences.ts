import type { EventKind } from './events.ts'
import type { Entry } from './journal.ts'
import type { World } from './world.ts'

/** What follows from events of one kind: rows change, more is published, and calls come to be owed. */
export interface Consequence<Owed> {
  readonly kind: EventKind
  readonly follow: (event: never, world: World) => readonly Owed[] | void
}

/** Says what follows from events of a kind. It hears the entry of the journal, and answers what is owed to others for it. */
export const when = <Data extends object, Owed>(
  kind: EventKind<Data>,
  follow: (event: Entry<Data>, world: World) => readonly Owed[] | void,
): Consequence<Owed> => ({ kind, follow })

/**
 * From now on follows in this world what a provider's table says.
 * @param owe is handed what is owed for an event, with the event in force as the cause
 */
export function obey<Owed>(
  world: World,
  provider: string,
  consequences: readonly Consequence<Owed>[],
  owe: (owed: readonly Owed[]) => void,
): void {
  for (const { kind, follow } of consequences)
    world.listeners.add(kind.name, provider, (event) => {
      // A listener hears events of its own kind alone: what they tell is what it expects.
      const owed = follow(event as never, world)
      if (owed && owed.length > 0) owe(owed)
    })
}
