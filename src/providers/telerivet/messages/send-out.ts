import type { Attached } from '../../../core/network/attached.ts'
import { messageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import type { Phone } from '../phones/phone.ts'
import type { MessageDraft } from './draft-message.ts'
import { type Message, messages } from './message.ts'
import { destinationOf, planOf } from './sending-plans.ts'

/** Puts a message in the queue of its phone. */
export function sendOut(world: World, draft: MessageDraft, phone: Phone): Message {
  const message = world.collection(messages).insert(draft)
  const entry = world.publish(messageCreated, {
    provider: 'telerivet',
    message: message.id,
    direction: 'outbound',
    from: message.from_number,
    to: message.to_number,
    text: message.content ?? '',
  })
  return world.journal.within(entry.id, () => submit(world, message, phone))
}

/** Hands a message to the network; while its phone is paused it waits, unless the phone is not to be touched anyway. */
export function submit(world: World, message: Message, phone: Phone): Message {
  const delivery = world.deliveries.submit(
    {
      provider: 'telerivet',
      message: message.id,
      from: phone.phone_number,
      to: destinationOf(message),
      text: message.content ?? '',
      attached: attachedOf(message),
    },
    { plan: planOf(message), hold: phone.send_paused && !message.simulated },
  )
  const rows = world.collection(messages)
  return rows.update(rows.get(message.id)!, { delivery: delivery.id })
}

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
