import { defineJob } from '../../../core/clock/job-kind.ts'
import { type Slices, each } from '../../../core/slices.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { inSlicesOf } from '../../../http/in-slices-of.ts'
import { type Contact, contactRows } from '../contacts/contact.ts'
import { getOrCreateRecipients } from '../contacts/get-or-create-recipients.ts'
import type { Message } from '../messages/message.ts'
import { sendMessage } from '../messages/send-message.ts'
import { type Broadcast, broadcastRows } from './broadcast.ts'
import { expandTemplate } from './expand-template.ts'

/** A broadcast finds its recipients, or writes to the next of them. */
export const STEP = defineJob(
  'rapidpro.broadcast',
  { broadcast: kept.idOf('rapidpro.broadcasts') },
  { makesTexts: true },
)

/** Milliseconds between one step of a broadcast and the next. */
const PAUSE = 500

const BATCH = 100

/** Puts a broadcast's next step on the clock. */
export function continueBroadcast(world: World, { id }: Broadcast): void {
  world.clock.schedule(PAUSE, STEP, { broadcast: id })
}

/** Broadcasts go their way by jobs: first the recipients are found, then they are written to, a hundred at a time. */
export function connectBroadcasts(world: World): void {
  world.clock.register(STEP, ({ broadcast: id }) => {
    const broadcast = broadcastRows(world).get(id)
    if (broadcast?.status === 'pending') return inSlicesOf(world, findRecipients(world, broadcast))
    const next = broadcast && NEXT[broadcast.status]
    return next && goOn(world, next(world, broadcast))
  })
}

const NEXT: { readonly [S in Broadcast['status']]?: (world: World, broadcast: Broadcast) => Broadcast } = {
  queued: sendBatch,
  started: (world, broadcast) =>
    broadcast.waiting.length > 0 ? sendBatch(world, broadcast) : complete(world, broadcast),
}

function goOn(world: World, broadcast: Broadcast): void {
  if (NEXT[broadcast.status]) continueBroadcast(world, broadcast)
}

function* findRecipients(world: World, broadcast: Broadcast): Slices<void> {
  const waiting: string[] = []
  yield* each(yield* getOrCreateRecipients(world, broadcast), (uuid) => {
    // Next to groups, contacts that are not active are passed over; alone they get a message, which fails.
    if (broadcast.groups.length === 0 || contactRows(world).get(uuid)?.status === 'active') waiting.push(uuid)
  })
  const found = { status: 'queued', total: waiting.length, waiting } as const
  goOn(world, waiting.length === 0 ? complete(world, broadcast) : broadcastRows(world).update(broadcast, found))
}

function sendBatch(world: World, broadcast: Broadcast): Broadcast {
  const batch = broadcast.waiting.slice(0, BATCH)
  for (const uuid of batch) {
    const contact = contactRows(world).get(uuid)
    if (contact && !contact.deleted)
      sendMessage(world, { contact, broadcast: Number(broadcast.id), ...contentFor(contact, broadcast, world) })
  }
  return broadcastRows(world).update(broadcast, {
    status: 'started',
    started: broadcast.started + batch.length,
    waiting: broadcast.waiting.slice(BATCH),
  })
}

function complete(world: World, broadcast: Broadcast): Broadcast {
  return broadcastRows(world).update(broadcast, { status: 'completed' })
}

/** What a recipient gets: the translation in its own language where there is one, else the base language's. */
function contentFor(contact: Contact, broadcast: Broadcast, world: World): { text: string; extra: Message['extra'] } {
  const language =
    contact.language !== null && Object.hasOwn(broadcast.text, contact.language)
      ? contact.language
      : broadcast.base_language
  const text = broadcast.text[language] ?? ''
  const attachments = broadcast.attachments[language] ?? []
  const quick_replies = [...(broadcast.quick_replies[language] ?? [])]
  const extra =
    attachments.length + quick_replies.length === 0
      ? null
      : { ...(attachments.length > 0 && { attachments }), ...(quick_replies.length > 0 && { quick_replies }) }
  return { text: expandTemplate(text, contact, world), extra }
}
