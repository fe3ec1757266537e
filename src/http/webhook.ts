import { defineJob } from '../core/clock/job-kind.ts'
import { type RowOf, defineCollection } from '../core/store/collection.ts'
import * as kept from '../core/store/kept.ts'
import type { World } from '../core/world.ts'
import { outboundFields } from './outbound-call.ts'

/** How a call out can end: it was received as it asks for, or will not be tried again by itself. */
const WEBHOOK_ENDS = ['made', 'given_up'] as const

/** A call that is owed, or was: the latest of those that are done with are kept, to be looked at and made again. */
export type Webhook = RowOf<typeof webhooks>

export const webhooks = defineCollection(
  'http.webhooks',
  {
    ...outboundFields,
    provider: kept.provider,
    attempts: kept.count,
    /** The journal entry that tells of it. */
    entry: kept.count,
    /** The journal entry that told first of the text that led to it, where one did. */
    textEntry: kept.optional(kept.count),
    /** Of one that somebody holds back: when its next attempt was due. */
    held: kept.optional(kept.due),
    /** Of one that is done with: how it ended. */
    done: kept.optional(kept.oneOf(WEBHOOK_ENDS)),
  },
  {
    indexes: ['queue', 'done'],
    ids: 'http.webhook',
    prefix: 'W',
    wrongWith: ({ done, held, queue }) =>
      done !== undefined && (held !== undefined || queue !== undefined)
        ? 'what is done with is neither held nor in a queue'
        : undefined,
  },
)

/** A webhook that is owed is tried. */
export const ATTEMPT = defineJob('webhook.attempt', { webhook: kept.text })

/** How a webhook stands: `under_way` while its receiver's answer is awaited. */
export const WEBHOOK_STATES = ['owed', 'held', 'under_way', ...WEBHOOK_ENDS] as const

export interface WebhookStanding {
  state: (typeof WEBHOOK_STATES)[number]
  /** When it is tried next, virtual milliseconds; null where nothing on the clock says so. */
  due: number | null
  /** The one in its queue that it waits for. */
  waitsFor: string | null
}

export function standingOf(world: World, { id, done, held, queue }: Webhook): WebhookStanding {
  if (done !== undefined) return { state: done, due: null, waitsFor: null }
  if (held !== undefined) return { state: 'held', due: null, waitsFor: null }
  const job = world.clock.find(ATTEMPT, 'webhook', id)
  if (job) return { state: 'owed', due: job.dueAt, waitsFor: null }
  const first = queue === undefined ? undefined : world.collection(webhooks).by('queue', queue).at(0)
  return first === undefined || first.id === id
    ? { state: 'under_way', due: null, waitsFor: null }
    : { state: 'owed', due: null, waitsFor: first.id }
}

/** Those that somebody holds back. */
export const heldWebhooks = (world: World): Webhook[] => owedWebhooks(world).filter(({ held }) => held !== undefined)

/** Those that are not done with, in the order in which they came to be owed. */
export const owedWebhooks = (world: World): Webhook[] =>
  world
    .collection(webhooks)
    .all()
    .filter(({ done }) => done === undefined)
