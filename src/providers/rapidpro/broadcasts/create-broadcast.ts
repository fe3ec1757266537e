import type { World } from '../../../core/world.ts'
import type { FieldValues } from '../../../http/field.ts'
import { moment } from '../dialect/times.ts'
import { asAttachment } from '../media/attachment.ts'
import type { broadcastBody } from './broadcast-body.ts'
import { type Broadcast, broadcastRows } from './broadcast.ts'
import { continueBroadcast } from './send-broadcast.ts'

/** What is asked of a broadcast, read and found good. */
type Asked = { readonly [K in keyof typeof broadcastBody]?: FieldValues<typeof broadcastBody>[K] }

/** Writes a broadcast down and puts its first step on the clock. */
export function createBroadcast(world: World, asked: Asked): Broadcast {
  const {
    urns = [],
    contacts = [],
    groups = [],
    text = NOTHING,
    attachments = NOTHING,
    quick_replies = NOTHING,
  } = asked
  const languages = [...new Set([...text.keys(), ...attachments.keys(), ...quick_replies.keys()])]
  const byLanguage = <T>(of: (language: string) => T): Record<string, T> =>
    Object.fromEntries(languages.map((one) => [one, of(one)]))
  const broadcast = broadcastRows(world).insert({
    id: String(world.random.count('rapidpro.broadcast')),
    sequence: 0,
    status: 'pending',
    total: -1,
    started: 0,
    urns: [...new Set(urns)],
    contacts: [...new Set(contacts.map(({ id }) => id))],
    groups: [...new Set(groups.map(({ id }) => id))],
    text: byLanguage((one) => text.get(one) ?? null),
    attachments: byLanguage((one) => (attachments.get(one) ?? []).map(asAttachment)),
    quick_replies: byLanguage((one) => quick_replies.get(one) ?? []),
    base_language: asked.base_language ?? languages[0]!,
    created_on: moment(world),
    waiting: [],
  })
  continueBroadcast(world, broadcast)
  return broadcast
}

const NOTHING = new Map<string, never>()
