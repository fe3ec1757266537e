import type { World } from '../../core/world.ts'
import { withDefault } from '../../http/field.ts'
import { number } from '../../http/strict-fields.ts'

/** How much of a list is asked for that goes on after an entry of the journal. */
export const limitField = withDefault(
  number('At most so many; fewer where they are very long.', { whole: true, min: 1, max: 10_000 }),
  1000,
)

/** What was told of at an entry of the journal. */
interface Told {
  readonly entry: number
}

/**
 * After which entry such a list goes on, and whether it does already.
 * @param found what was found, one more than was asked for at most
 * @param shown how many of that are shown
 */
export function goesOn({ journal }: World, found: readonly Told[], shown: number): { after: number; more: boolean } {
  const more = shown < found.length
  return { after: more ? found[shown - 1]!.entry : journal.next - 1, more }
}
