import type { World } from '../../../core/world.ts'
import { channelRows } from '../channels/channel.ts'
import { messageRows } from '../messages/message.ts'

export const DAY_MICROS = 24 * 3_600_000_000

interface Day {
  date: string
  channels: Record<string, { type: string; counts: Record<string, number> }>
}

/** How many texts each channel took in and sent on each day of UTC on which there were any; both moments in microseconds. None where a moment is none. */
export function dailyCounts(world: World, since: number, until: number): Day[] {
  if (!(since < until)) return []
  const days = new Map<number, Day['channels']>()
  const rows = messageRows(world).all()
  for (let at = rows.length - 1; at >= 0; at--) {
    const { created_on, channel: uuid, direction } = rows.at(at)!
    // They stand in the order in which they came to be.
    if (created_on < since) break
    if (created_on >= until) continue
    const channel = uuid === null ? undefined : channelRows(world).get(uuid)
    if (!channel) continue
    const day = Math.floor(created_on / DAY_MICROS)
    const channels = days.get(day) ?? {}
    days.set(day, channels)
    const { counts } = (channels[channel.id] ??= { type: channel.type, counts: {} })
    const scope = `text:${direction}`
    counts[scope] = (counts[scope] ?? 0) + 1
  }
  return [...days].sort(([a], [b]) => a - b).map(([day, channels]) => ({ date: dateOf(day), channels }))
}

const dateOf = (day: number): string => new Date((day * DAY_MICROS) / 1000).toISOString().slice(0, 10)
