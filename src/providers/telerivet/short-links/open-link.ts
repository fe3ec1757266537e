import type { World } from '../../../core/world.ts'
import { type Message, type ShortUrl, messages } from '../messages/message.ts'
import { linkClicked } from './events.ts'
import { codeOf, shortLinks } from './short-link.ts'

/** Somebody follows a short link: where it leads, or undefined where it does no more; null where it triggers a service, and leads nowhere. */
export function openLink(world: World, code: string): string | null | undefined {
  const row = world.collection(shortLinks).get(code)
  const message = row && world.collection(messages).get(row.message)
  const link = message?.extra?.short_urls?.find(({ short_url }) => codeOf(short_url) === code)
  if (!message || !link) return undefined
  const { expiration_time } = link
  // "When the short links will stop forwarding to the destination URL."
  if (expiration_time !== null && world.now >= expiration_time * 1000) return undefined
  const destination = destinationOf(link, message)
  world.publish(linkClicked, {
    provider: 'telerivet',
    message: message.id,
    short_url: link.short_url,
    broadcast: message.extra?.broadcast_id ?? null,
    service: link.service_id ?? null,
    first: message.extra?.time_clicked === undefined,
  })
  return destination
}

function destinationOf({ destination_url, media_index, service_id }: ShortUrl, { extra }: Message) {
  if (service_id !== undefined) return null
  return media_index === undefined ? destination_url : (extra?.media?.[media_index]?.url ?? undefined)
}
