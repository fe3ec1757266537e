import type { JsonObject } from '../../../core/json.ts'
import type { Attached } from '../../../core/network/attached.ts'
import { type Delivery, type DeliveryPlan, deliveries } from '../../../core/network/delivery.ts'
import { messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { keepAddress } from '../media/keep-media.ts'
import { media, mediumOf } from '../media/media.ts'
import type { Powerpack } from '../powerpacks/powerpack.ts'
import { pickNumber } from '../powerpacks/pick-number.ts'
import { countryOf } from '../numbers/country.ts'
import type { Outgoing } from './check-send.ts'
import { conversationOf } from './open-conversation.ts'
import { drawn, withExpiry } from './expiry.ts'
import { type MessageExtra, messages } from './message.ts'
import { hasOptedOut } from './opt-out.ts'

/** Takes a message for each destination on its way; answers their uuids in the destinations' order. */
export function sendMessage(world: World, outgoing: Outgoing, requester: string): string[] {
  const shared = extraOf(world, outgoing)
  const attached = attachedOf(world, outgoing, shared)
  return outgoing.destinations.map((to) => sendOne(world, outgoing, to, { shared, attached, requester }))
}

/** What all messages of one send have in common. */
interface InCommon {
  shared: MessageExtra | null
  attached: Attached | undefined
  requester: string
}

function sendOne(world: World, outgoing: Outgoing, to: string, { shared, attached, requester }: InCommon): string {
  const from = typeof outgoing.source === 'string' ? outgoing.source : pickNumber(world, outgoing.source, to)!
  const row = world.collection(messages).insert({
    id: world.random.uuid('plivo.message'),
    sequence: 0,
    owner: outgoing.owner,
    direction: 'outbound',
    state: 'queued',
    type: outgoing.type,
    from,
    to,
    country: countryOf(to),
    units: outgoing.units,
    time: world.clock.micros(),
    sentAt: null,
    updatedAt: null,
    errorCode: null,
    log: outgoing.log,
    requester,
    callback: outgoing.callback,
    callbackMethod: outgoing.callbackMethod,
    extra: outgoing.type === 'whatsapp' ? { ...shared, ...conversation(world, outgoing, from, to) } : shared,
  })
  const sender = addressOf(from)
  const entry = world.publish(messageCreated, {
    provider: 'plivo',
    message: row.id,
    direction: 'outbound',
    from: sender,
    to: `+${to}`,
    text: outgoing.text,
  })
  world.journal.within(entry.id, () => deliver(world, outgoing, row.id, { sender, from, to, attached }))
  return row.id
}

function deliver(
  world: World,
  { text, expiry }: Outgoing,
  message: string,
  { sender, from, to, attached }: { sender: string; from: string; to: string; attached: Attached | undefined },
): void {
  const delivery = world.deliveries.submit({ provider: 'plivo', message, from: sender, to: `+${to}`, text, attached })
  // A STOP outranks whatever the network would have done.
  const plan = hasOptedOut(world, from, to) ? BLOCKED : withExpiry(drawn(world, delivery.plan, message), expiry)
  replan(world, delivery, plan)
}

/** Gives a delivery that has not begun another plan. */
function replan(world: World, delivery: Delivery, plan: DeliveryPlan): void {
  if (delivery.plan === plan) return
  world.deliveries.hold(delivery)
  world.deliveries.resume(world.collection(deliveries).update(delivery, { plan, step: 0 }))
}

const BLOCKED = [{ after: 1000, state: 'failed', reason: 'opted_out' }] as const

/** Numbers have a + in the network, names have none. */
const addressOf = (from: string): string => (/^\d{7,}$/.test(from) ? `+${from}` : from)

function extraOf(world: World, { owner, source, input }: Outgoing): MessageExtra | null {
  const extra: MessageExtra = {}
  if (typeof source !== 'string') extra.powerpack = (source satisfies Powerpack).id
  if (input.dlt_entity_id !== undefined) extra.dlt_entity_id = input.dlt_entity_id
  if (input.dlt_template_id !== undefined) extra.dlt_template_id = input.dlt_template_id
  if (input.dlt_template_category !== undefined) extra.dlt_template_category = input.dlt_template_category
  const attachedMedia = [
    ...(input.media_ids ?? []),
    ...(input.media_urls ?? []).map((url) => keepAddress(world, owner, url).id),
  ]
  if (attachedMedia.length > 0) extra.media = attachedMedia
  return Object.keys(extra).length > 0 ? extra : null
}

/** What a person sees besides the text. */
function attachedOf(world: World, { input }: Outgoing, extra: MessageExtra | null): Attached | undefined {
  const { template, interactive, location } = input
  const rich = Object.entries({ template, interactive, location }).filter(([, given]) => given !== undefined)
  if (!extra?.media && rich.length === 0) return undefined
  return {
    ...(extra?.media && { media: extra.media.map((id) => mediumOf(world.collection(media).get(id)!)) }),
    ...(rich.length > 0 && { rich: Object.fromEntries(rich) as JsonObject }),
  }
}

const conversation = (world: World, { input }: Outgoing, from: string, to: string): MessageExtra =>
  conversationOf(world, from, to, input.template === undefined ? 'service' : 'utility')
