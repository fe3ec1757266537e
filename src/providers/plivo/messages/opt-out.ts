import { defineCollection } from '../../../core/store/collection.ts'
import type { World } from '../../../core/world.ts'

/** Somebody who wants no more from one number; the id is the pair. */
export const optOuts = defineCollection('plivo.opt-outs', {})

export type MessageIntent = 'optout' | 'optin' | 'help' | ''

/** Plivo's keywords; only a message that is nothing else counts. */
const KEYWORDS = new Map<string, MessageIntent>([
  ...['STOP', 'END', 'QUIT', 'CANCEL', 'UNSUBSCRIBE', 'UNSUB', 'STOP ALL'].map((word) => [word, 'optout'] as const),
  ...['START', 'YES', 'RESUME', 'UNSTOP', 'GO'].map((word) => [word, 'optin'] as const),
  ...['HELP', 'INFO'].map((word) => [word, 'help'] as const),
])
const LONGEST_KEYWORD = 64

export const intentOf = (text: string): MessageIntent =>
  text.length > LONGEST_KEYWORD ? '' : (KEYWORDS.get(text.trim().replace(/\s+/g, ' ').toUpperCase()) ?? '')

/** Remembers what a person wants of the number that they wrote to. */
export function obeyIntent(world: World, intent: MessageIntent, number: string, person: string): void {
  const rows = world.collection(optOuts)
  const row = rows.get(pair(number, person))
  if (intent === 'optout' && !row) rows.insert({ id: pair(number, person) })
  if (intent === 'optin' && row) rows.delete(row)
}

export function hasOptedOut(world: World, number: string, person: string): boolean {
  const rows = world.collection(optOuts)
  return rows.size > 0 && rows.get(pair(number, person)) !== undefined
}

const pair = (number: string, person: string): string => `${number}|${person}`
