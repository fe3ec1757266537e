import type { World } from '../../../core/world.ts'
import type { ContactChanged } from '../contacts/events.ts'
import { messageRows } from './message.ts'

/** Messages show the name of their contact. */
export function forgetNames({ changed }: ContactChanged, world: World): void {
  if (changed.includes('name')) messageRows(world).forgetTexts()
}
