import type { Attached } from '../../../core/network/attached.ts'
import type { Course } from '../../../core/network/delivery-engine.ts'
import type { World } from '../../../core/world.ts'
import type { Phone } from '../phones/phone.ts'
import { newId } from '../dialect/ids.ts'
import { hasToWait } from './keep-limit.ts'
import type { MessageDraft, MessageIds } from './draft-message.ts'
import { type Message, messages } from './message.ts'
import { destinationOf, planOf } from './sending-plans.ts'
import { priced } from './tariff.ts'

/** The ids of a message to be sent, and of its delivery. */
export const newIds = (world: World): MessageIds => ({
  message: newId(world, 'message'),
  delivery: world.deliveries.newId(),
})

/** Puts a message in the queue of its phone. */
export const sendOut = (world: World, draft: MessageDraft, phone: Phone): Message =>
  world.send(messages, priced(draft, phone), sendingOf(draft, phone), courseOf(world, draft, phone))

/** A message whose content became too long never leaves: it has failed, as it was asked for. */
export function failTooLong(world: World, draft: MessageDraft, phone: Phone): Message {
  const { id, delivery } = world.send(messages, draft, sendingOf(draft, phone), { hold: true })
  world.deliveries.move(world.deliveries.get(delivery!)!, 'failed', 'too_long')
  return world.collection(messages).get(id)!
}

/** Hands a message that is there to a phone, anew or to another than before. */
export function submit(world: World, { id }: Message, phone: Phone): Message {
  const rows = world.collection(messages)
  const before = rows.get(id)!
  const message = rows.update(before, { delivery: world.deliveries.newId(), extra: priced(before, phone).extra })
  const { delivery, ...sending } = sendingOf(message, phone)
  world.deliveries.submit(
    { ...sending, message: id, id: delivery },
    { ...courseOf(world, message, phone), again: true },
  )
  return rows.get(id)!
}

const sendingOf = (message: Message, { phone_number }: Phone) => ({
  provider: 'telerivet',
  from: phone_number,
  to: destinationOf(message),
  text: message.content ?? '',
  attached: attachedOf(message),
  delivery: message.delivery!,
})

const courseOf = (world: World, message: Message, phone: Phone): Course => ({
  plan: planOf(message),
  // A service is run by the platform itself: no network loses what it hears of that, or says it twice.
  fixed: message.message_type === 'service',
  hold: hasToWait(world, phone, message),
})

/** What a person sees besides the text; in an SMS the addresses of files are a part of it. */
function attachedOf({ message_type, extra }: Message): Attached | undefined {
  if (message_type === 'sms' || !extra?.media) return undefined
  return {
    media: extra.media.map(({ url, type }) => ({
      ...(url !== null && { url }),
      ...(type !== null && { content_type: type }),
    })),
  }
}
