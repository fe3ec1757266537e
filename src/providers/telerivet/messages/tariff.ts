import type { Phone } from '../phones/phone.ts'
import type { MessageDraft } from './draft-message.ts'
import type { Message, MessageExtra } from './message.ts'

/** What a message costs by its phone's tariff; nothing is known of it without one. */
export function priced<M extends Message | MessageDraft>(message: M, { tariff }: Phone): M {
  if (tariff === null || message.message_type === 'service')
    return message.extra?.price === undefined ? message : { ...message, extra: unpriced(message) }
  const price = Math.round(tariff.price * (message.num_parts ?? 1) * 1e6) / 1e6
  return { ...message, extra: { ...message.extra, price, price_currency: tariff.currency } }
}

function unpriced({ extra }: Message): MessageExtra {
  const { price: _price, price_currency: _currency, ...others } = extra!
  return others
}

/** How a call went that was answered, or was not: it rings from when it was sent. */
export const talkOf = (
  { time_sent }: Message,
  state: 'delivered' | 'undelivered',
  now: number,
  phone: Phone | undefined,
): Pick<MessageExtra, 'ring_time' | 'duration'> => ({
  ...(time_sent !== null && { ring_time: now - time_sent }),
  ...(state === 'undelivered'
    ? { duration: -1 }
    : phone?.tariff?.call_duration != null && { duration: phone.tariff.call_duration }),
})
