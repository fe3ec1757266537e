import type { Entry } from '../../core/journal.ts'
import {
  type MessageCreated,
  type MessageInbound,
  deliveryChanged,
  messageCreated,
  messageInbound,
} from '../../core/network/events.ts'
import type { DeliveryChanged } from '../../core/network/events.ts'
import type { DataOf } from '../../core/events.ts'
import type { World } from '../../core/world.ts'
import { webhookAttempted, webhookGivenUp } from '../../http/events.ts'
import { passed } from '../../server/real-time.ts'
import type { Happening, WebhookTried } from './happening.ts'

export interface Told {
  /** What people call the world. */
  nameOf: () => string
  /** Whether each step of a delivery is told of. */
  steps: boolean
  tell: (happening: Happening) => void
}

/** Tells of the texts and webhooks of a world from now on. */
export function watchWorld(world: World, { nameOf, steps, tell }: Told): void {
  /** When webhooks that are under way were sent, by their entries. */
  const sent = new Map<number, number>()
  const tellers: Record<string, (entry: Entry) => void> = {
    [messageCreated.name](entry) {
      const { provider, direction, from, to, text } = entry as Entry<MessageCreated>
      if (direction === 'outbound') tell({ type: 'text', provider, direction, from, to, text, world: nameOf() })
    },
    [messageInbound.name](entry) {
      const { provider, from, to, text } = entry as Entry<MessageInbound>
      tell({ type: 'text', provider, direction: 'inbound', from, to, text, world: nameOf() })
    },
    [webhookAttempted.name](entry) {
      const attempt = entry as Entry<Attempt>
      if (attempt.ok === null) {
        sent.set(entry.id, passed())
        return
      }
      const began = sent.get(entry.id)
      sent.delete(entry.id)
      tell(triedOf(attempt, nameOf(), began === undefined ? 0 : passed() - began))
    },
    [webhookGivenUp.name](entry) {
      const { provider, event, url, attempts } = entry as Entry<DataOf<typeof webhookGivenUp>>
      tell({ type: 'webhook.given_up', provider, event, url, attempts, world: nameOf() })
    },
    ...(steps && {
      [deliveryChanged.name](entry: Entry) {
        const { provider, to, state, reason } = entry as Entry<DeliveryChanged>
        tell({ type: 'delivery', provider, to, state, reason, world: nameOf() })
      },
    }),
  }
  world.journal.watch((entry) => tellers[entry.type]?.(entry))
}

type Attempt = DataOf<typeof webhookAttempted>

function triedOf(
  { provider, event, url, sent, answered, error, ok, attempt }: Attempt,
  world: string,
  took: number,
): WebhookTried {
  const status = answered?.status ?? null
  return {
    type: 'webhook',
    provider,
    event,
    method: sent.method,
    url,
    status,
    ok: ok === true,
    why: ok ? null : (error ?? `answered with ${status}`),
    attempt,
    world,
    ms: rounded(took),
  }
}

/** Milliseconds to the microsecond. */
export const rounded = (milliseconds: number): number => Math.round(milliseconds * 1000) / 1000
