import type { MessageCreated } from '../../../core/network/events.ts'
import type { World } from '../../../core/world.ts'
import { messages } from '../messages/message.ts'
import { codeOf, shortLinks } from './short-link.ts'

/** The short links of a new message lead somewhere from now on. */
export function addLinks({ message: id }: MessageCreated, world: World): void {
  const links = world.collection(messages).get(id)?.extra?.short_urls
  if (!links) return
  const rows = world.collection(shortLinks)
  for (const { short_url } of links) {
    const code = codeOf(short_url)
    if (!rows.get(code)) rows.insert({ id: code, message: id })
  }
}
