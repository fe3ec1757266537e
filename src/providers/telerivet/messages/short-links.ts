import type { World } from '../../../core/world.ts'
import { inProject } from '../dialect/in-project.ts'
import type { Project } from '../projects/project.ts'
import { services } from '../services/service.ts'
import { shortLinks, shortUrlOf } from '../short-links/short-link.ts'
import type { MediaFile, ShortUrl } from './message.ts'

/** How links are made. */
export interface LinkParams {
  domain?: string | undefined
  /** Seconds until they lead nowhere any more. */
  expiration_sec?: number | undefined
}

const PAGE = /https?:\/\/[^\s<>"'“”‘’«»]+/gi

/** What ends a sentence, and not the address in front of it. */
const STOPS = '.,;:!?…'
const OPENS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Where an address ends: stops behind it are the sentence's, and so are brackets that it has not opened itself. */
function endOf(written: string): number {
  const surplus = new Map(
    Object.keys(OPENS).map((close) => [close, count(written, close) - count(written, OPENS[close]!)]),
  )
  let end = written.length
  for (; end > 0; end--) {
    const last = written[end - 1]!
    const over = surplus.get(last)
    if (over !== undefined && over > 0) surplus.set(last, over - 1)
    else if (!STOPS.includes(last)) break
  }
  return end
}

const count = (text: string, character: string): number => text.split(character).length - 1

/** An address needs something behind its `//`. */
const isPage = (address: string): boolean => /^https?:\/\/./i.test(address)

/** Replaces the addresses of pages in a text. */
function replacePages(content: string, by: (address: string) => string): string {
  return content.replace(PAGE, (written) => {
    const end = endOf(written)
    const address = written.slice(0, end)
    return isPage(address) ? by(address) + written.slice(end) : written
  })
}

export function countLinks(content: string): number {
  let links = 0
  replacePages(content, (address) => {
    links++
    return address
  })
  return links
}

/** "track_clicks: if true, URLs in the message content will be replaced with unique short URLs", 24 characters long. @param made those that are short already */
export function shortenLinks(
  world: World,
  content: string,
  how: LinkParams,
  made: readonly ShortUrl[],
): { content: string; short_urls: ShortUrl[] } {
  const short_urls = [...made]
  const shortened = replacePages(content, (destination_url) => {
    if (made.some(({ short_url }) => short_url === destination_url)) return destination_url
    const link: ShortUrl = { ...newLink(world, 'redirect', how), destination_url }
    short_urls.push(link)
    return link.short_url
  })
  return { content: shortened, short_urls }
}

/** "If message_type is sms, short links to each URL will be appended": one for each file. */
export const linkMedia = (world: World, media: readonly MediaFile[], how: LinkParams): ShortUrl[] =>
  media.map((_file, media_index) => ({ ...newLink(world, 'media', how), media_index }))

/** `[[link.SV…]]`: a short link that triggers a service for whoever follows it; what is no service of the project leaves nothing. */
export function linkServices(
  world: World,
  project: Project,
  content: string,
  how: LinkParams,
): { content: string; short_urls: ShortUrl[] } {
  const short_urls: ShortUrl[] = []
  const linked = content.replace(TO_SERVICE, (_whole, service_id: string) => {
    if (!inProject(world, services, project, service_id)) return ''
    const link: ShortUrl = { ...newLink(world, 'service', how), service_id }
    short_urls.push(link)
    return link.short_url
  })
  return { content: linked, short_urls }
}

const TO_SERVICE = /\[\[\s*link\.([\w$.]+)\s*\]\]/g

function newLink(
  world: World,
  link_type: ShortUrl['link_type'],
  { domain, expiration_sec: expiration }: LinkParams,
): ShortUrl {
  return {
    short_url: shortUrlOf(newCode(world), domain?.toLowerCase()),
    link_type,
    time_clicked: null,
    expiration_time: expiration === undefined ? null : Math.floor(world.now / 1000) + expiration,
  }
}

/** Nine characters are not so many that no two are ever the same. */
function newCode(world: World): string {
  const code = world.random.hex('telerivet.short-url', 9)
  return world.collection(shortLinks).get(code) ? newCode(world) : code
}
