import type { World } from '../../../core/world.ts'
import type { LinkClicked } from '../short-links/events.ts'
import { messages } from './message.ts'

/** "The first time that URL was clicked", and the first time that any of the message was. */
export function followClick({ message: id, short_url }: LinkClicked, world: World): void {
  const rows = world.collection(messages)
  const message = rows.get(id)
  const links = message?.extra?.short_urls
  if (!message || links?.find((link) => link.short_url === short_url)?.time_clicked !== null) return
  const now = Math.floor(world.now / 1000)
  rows.update(message, {
    time_updated: now,
    extra: {
      ...message.extra,
      time_clicked: message.extra?.time_clicked ?? now,
      short_urls: links.map((link) => (link.short_url === short_url ? { ...link, time_clicked: now } : link)),
    },
  })
}
