import type { World } from '../../../core/world.ts'
import type { MediaFile, ShortUrl } from './message.ts'

const PAGE = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi

export const countLinks = (content: string): number => content.match(PAGE)?.length ?? 0

/** "track_clicks: if true, URLs in the message content will be replaced with unique short URLs", 24 characters long. */
export function shortenLinks(
  world: World,
  content: string,
  expiration: number | undefined,
): { content: string; short_urls: ShortUrl[] } {
  const short_urls: ShortUrl[] = []
  const shortened = content.replace(PAGE, (destination_url) => {
    const link: ShortUrl = { ...newLink(world, 'redirect', expiration), destination_url }
    short_urls.push(link)
    return link.short_url
  })
  return { content: shortened, short_urls }
}

/** "If message_type is sms, short links to each URL will be appended": one for each file. */
export const linkMedia = (world: World, media: readonly MediaFile[], expiration: number | undefined): ShortUrl[] =>
  media.map((_file, media_index) => ({ ...newLink(world, 'media', expiration), media_index }))

function newLink(world: World, link_type: ShortUrl['link_type'], expiration: number | undefined): ShortUrl {
  return {
    short_url: `https://rvt.me/${world.random.hex('telerivet.short-url', 9)}`,
    link_type,
    time_clicked: null,
    expiration_time: expiration === undefined ? null : Math.floor(world.now / 1000) + expiration,
  }
}
