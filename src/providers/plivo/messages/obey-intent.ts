import type { World } from '../../../core/world.ts'
import { type MessageIntent, optOuts, pair } from './opt-out.ts'

/** Remembers what a person wants of the number that they wrote to. */
export function obeyIntent(world: World, intent: MessageIntent, number: string, person: string): void {
  const rows = world.collection(optOuts)
  const row = rows.get(pair(number, person))
  if (intent === 'optout' && !row) rows.insert({ id: pair(number, person) })
  if (intent === 'optin' && row) rows.delete(row)
}
