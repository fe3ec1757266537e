import type { JsonObject } from '../../../core/json.ts'
import type { Attached } from '../../../core/network/attached.ts'
import type { World } from '../../../core/world.ts'
import type { Channel } from '../channels/channel.ts'
import { channelFor } from '../channels/choose-channel.ts'
import type { Contact } from '../contacts/contact.ts'
import { pathOf } from '../dialect/urns.ts'
import { LoopGuard } from './loop-guard.ts'
import { type Message, messages } from './message.ts'
import { PLAN } from './statuses.ts'
import { attachmentIn } from '../media/attachment.ts'
import { AS_REPORTED, submitToAggregator } from './submit-to-aggregator.ts'
import { moment } from '../dialect/times.ts'

interface Outgoing {
  contact: Contact
  text: string
  extra?: Message['extra']
  broadcast?: number | null
}

/** Writes a message to a contact's best address down and takes it on its way; one that cannot go anywhere fails at once. */
export function sendMessage(world: World, { contact, text, extra = null, broadcast = null }: Outgoing): Message {
  const destination = destinationOf(world, contact)
  // It is counted whatever becomes of it, as it would be from the rows.
  const loops = world.tally(LoopGuard).isLoop(contact.id, text)
  const fails = !destination || contact.status !== 'active' || loops
  const handed = fails || !destination.channel.send ? undefined : world.deliveries.newId()
  const now = moment(world)
  const message = world.send(
    messages,
    {
      id: String(world.random.count('rapidpro.message')),
      sequence: 0,
      contact: contact.id,
      broadcast,
      urn: destination?.urn ?? null,
      channel: destination?.channel.id ?? null,
      direction: 'out',
      status: fails ? 'failed' : 'queued',
      text,
      created_on: now,
      sent_on: null,
      modified_on: now,
      extra,
    },
    {
      provider: 'rapidpro',
      from: destination?.channel.address ?? null,
      to: destination ? pathOf(destination.urn) : null,
      text,
      attached: attachedOf(extra),
      ...(handed !== undefined && { delivery: handed }),
    },
    fails ? null : handed === undefined ? COURSE : HANDED_OVER,
  )
  if (handed !== undefined) submitToAggregator(world, handed)
  return message
}

const COURSE = { plan: PLAN }

/** An aggregator that is called is the truth; what plan rules say is for simulated networks. */
const HANDED_OVER = { plan: AS_REPORTED, fixed: true }

/** What a person sees besides the text. */
function attachedOf(extra: Message['extra']): Attached | undefined {
  if (!extra?.attachments && !extra?.quick_replies) return undefined
  return {
    ...(extra.attachments && { media: extra.attachments.map((one) => attachmentIn('/media/{bucket}', one)) }),
    ...(extra.quick_replies && { rich: { quick_replies: extra.quick_replies as JsonObject[] } }),
  }
}

/** The first URN of a contact that a channel reaches. */
function destinationOf(world: World, { urns }: Contact): { urn: string; channel: Channel } | undefined {
  for (const urn of urns) {
    const channel = channelFor(world, urn)
    if (channel) return { urn, channel }
  }
  return undefined
}
