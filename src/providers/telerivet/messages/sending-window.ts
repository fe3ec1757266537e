import { defineJob } from '../../../core/clock/job-kind.ts'
import { defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { keptId } from '../dialect/ids.ts'
import type { Phone } from '../phones/phone.ts'
import type { Message } from './message.ts'

/** What a phone that keeps its limit has sent lately; its id is the phone's. */
export const sendingWindows = defineCollection('telerivet.sending-windows', {
  /** The phone may be gone. */
  id: keptId('phone'),
  since: kept.time,
  parts: kept.count,
  /** Whether some wait for the next one: nobody goes before them. */
  full: kept.boolean,
})

/** The next window of a phone begins: what waits may go. */
export const RELEASE = defineJob('telerivet.release', { phone: keptId('phone') })

/** "30 SMS per 30 minutes" for each pack that is installed, "each part counted", milliseconds. */
export const WINDOW = 30 * 60_000

/** How many parts a phone sends in a window; `send_limit` is the figure for an hour. */
export const mostParts = ({ android }: Phone): number => Math.max(1, Math.floor((android?.send_limit ?? Infinity) / 2))

/** Other messages are not sent by the network of the phone, and simulated ones not at all. */
export const isLimited = (phone: Phone, { simulated, message_type }: Message): boolean =>
  phone.keeps_send_limit && phone.android !== null && message_type === 'sms' && !simulated
