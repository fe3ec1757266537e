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

export function hasOptedOut(world: World, number: string, person: string): boolean {
  const rows = world.collection(optOuts)
  return rows.size > 0 && rows.get(pair(number, person)) !== undefined
}

export const pair = (number: string, person: string): string => `${number}|${person}`
