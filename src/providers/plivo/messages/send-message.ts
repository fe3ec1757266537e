import type { JsonObject } from '../../../core/json.ts'
import type { Attached } from '../../../core/network/attached.ts'
import type { Course } from '../../../core/network/delivery-engine.ts'
import type { World } from '../../../core/world.ts'
import { keepAddress } from '../media/keep-media.ts'
import { media, mediumOf } from '../media/media.ts'
import type { Powerpack } from '../powerpacks/powerpack.ts'
import { pickNumber } from '../powerpacks/pick-number.ts'
import { countryOf } from '../numbers/country.ts'
import type { Outgoing } from './check-send.ts'
import { conversationOf } from './open-conversation.ts'
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
  const draft = {
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
  } as const
  const sending = { provider: 'plivo', from: addressOf(from), to: `+${to}`, text: outgoing.text, attached }
  // A STOP outranks whatever the network would have done.
  const course = hasOptedOut(world, from, to) ? BLOCKED : { validity: outgoing.expiry }
  return world.send(messages, draft, sending, course).id
}

const BLOCKED: Course = { plan: [{ after: 1000, state: 'failed', reason: 'opted_out' }], fixed: true }

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
