import * as Type from 'typebox'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { keptReply } from '../dialect/links.ts'
import { STATUSES } from './statuses.ts'

/** A text to or from a contact. Its id is its number; its uuid is made of it. */
export type Message = RowOf<typeof messages>

/** Whether it is neither archived nor deleted. */
export const isVisible = ({ extra }: Message): boolean => !extra?.archived && !extra?.deleted

/** What left by a channel went to an address. */
const wrongWith = ({ channel, urn }: { channel: string | null; urn: string | null }): string | undefined =>
  channel !== null && urn === null ? 'it has a channel, but no urn' : undefined

export const messages = defineCollection(
  'rapidpro.messages',
  {
    contact: kept.idOf('rapidpro.contacts'),
    broadcast: kept.orNull(kept.count),
    urn: kept.orNull(kept.text),
    channel: kept.orNull(kept.idOf('rapidpro.channels')),
    direction: kept.oneOf(['in', 'out']),
    status: kept.oneOf(STATUSES),
    text: kept.text,
    created_on: kept.micros,
    sent_on: kept.orNull(kept.micros),
    modified_on: kept.micros,
    /** What few messages have; null for the others. */
    extra: kept.orNull(
      kept.object({
        archived: kept.optional(kept.always(true)),
        /** It has no content any more, and stands only where changes are asked for. */
        deleted: kept.optional(kept.always(true)),
        /** Uuids, in the order in which it got them. */
        labels: kept.optional(kept.listOf(kept.idOf('rapidpro.labels'))),
        /** `content-type:url`. */
        attachments: kept.optional(kept.listOf(kept.text)),
        quick_replies: kept.optional(Type.Array(keptReply)),
        /** How often sending failed so far. */
        errors: kept.optional(kept.count),
      }),
    ),
  },
  {
    indexes: ['contact', 'broadcast', 'direction', ['extra', 'archived']],
    unlisted: { broadcast: null, direction: 'out' },
    members: [['extra', 'labels']],
    orders: ['created_on'],
    ids: 'rapidpro.message',
    prefix: '',
    wrongWith,
  },
)

export const messageRows = (world: World) => world.collection(messages)
