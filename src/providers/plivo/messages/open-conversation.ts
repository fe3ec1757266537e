import { defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { CONVERSATION_ORIGINS, type MessageExtra } from './message.ts'

/** A day of WhatsApp between a number and a person, billed as one; the row's id is the pair. */
export const conversations = defineCollection('plivo.conversations', {
  conversation: kept.text,
  origin: kept.oneOf(CONVERSATION_ORIGINS),
  expires: kept.micros,
})

/** The last moment that can be shown, microseconds. */
const LAST_MOMENT = kept.FURTHEST * 1000

const DAY = 24 * 60 * 60 * 1_000_000

/** The open conversation of a pair, or a new one. */
export function conversationOf(world: World, from: string, to: string, origin: 'service' | 'utility'): MessageExtra {
  const rows = world.collection(conversations)
  const id = `${from}|${to}`
  const now = world.now * 1000
  let row = rows.get(id)
  if (!row || row.expires <= now) {
    const fresh = {
      conversation: world.random.hex('plivo.conversation', 32),
      origin,
      expires: Math.min(now + DAY, LAST_MOMENT),
    }
    row = row ? rows.update(row, fresh) : rows.insert({ id, ...fresh })
  }
  return { conversation_id: row.conversation, conversation_origin: row.origin, conversation_expires: row.expires }
}
