import type { World } from '../../../core/world.ts'
import type { ShortUrl } from './message.ts'

const PAGE = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]]/gi

/** "track_clicks: if true, URLs in the message content will be replaced with unique short URLs", 24 characters long. */
export function shortenLinks(
  world: World,
  content: string,
  expiration: number | undefined,
): { content: string; short_urls: ShortUrl[] } {
  const expiration_time = expiration === undefined ? null : Math.floor(world.now / 1000) + expiration
  const short_urls: ShortUrl[] = []
  const shortened = content.replace(PAGE, (destination_url) => {
    const short_url = `https://rvt.me/${world.random.hex('telerivet.short-url', 9)}`
    short_urls.push({ short_url, link_type: 'redirect', time_clicked: null, expiration_time, destination_url })
    return short_url
  })
  return { content: shortened, short_urls }
}
