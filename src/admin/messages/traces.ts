import type { Entry } from '../../core/journal.ts'
import { deliveryReported, messageCreated } from '../../core/network/events.ts'
import type { Text } from '../../core/network/texts.ts'
import type { World } from '../../core/world.ts'
import { callCame, webhookAttempted, webhookGivenUp, webhookOwed } from '../../http/events.ts'

/** What the journal still knows of a text: the call that made it, what was reported of it, who was called because of it. */
export interface Trace {
  message: string | null
  call: Entry | null
  reports: Entry[]
  webhooks: TracedWebhook[]
}

export interface TracedWebhook {
  owed: Entry
  attempts: Entry[]
  givenUp: boolean
}

/** Traces of several texts, by the ids of these: the journal is gone through once, from the first of them on. */
export function tracesOf(world: World, texts: readonly Text[]): Map<string, Trace> {
  const traces = new Map<string, Trace>()
  const byDelivery = new Map<string, Trace>()
  /** Whose doing an entry is: that of the text that it follows from. */
  const following = new Map<number, Trace>()
  const webhooks = new Map<unknown, TracedWebhook>()
  for (const text of texts) {
    const trace = { message: text.message, call: callOf(world, text.entry), reports: [], webhooks: [] }
    traces.set(text.id, trace)
    byDelivery.set(text.id, trace)
    following.set(text.entry, trace)
  }
  const first = texts.reduce((lowest, { entry }) => Math.min(lowest, entry), Infinity)
  for (const entry of world.journal.from(first, Infinity)) {
    const trace = byDelivery.get(entry['delivery'] as string) ?? following.get(entry.id) ?? followed(following, entry)
    if (!trace) continue
    following.set(entry.id, trace)
    learn(trace, entry, webhooks)
  }
  return traces
}

/** What somebody calls is no consequence of the text, although the text may have led to it. */
const followed = (following: ReadonlyMap<number, Trace>, { cause, type }: Entry): Trace | undefined =>
  cause === null || type === callCame.name ? undefined : following.get(cause)

function learn(trace: Trace, entry: Entry, webhooks: Map<unknown, TracedWebhook>): void {
  const webhook = webhooks.get(entry['webhook'])
  if (entry.type === deliveryReported.name) trace.reports.push(entry)
  else if (entry.type === webhookOwed.name) {
    const owed = { owed: entry, attempts: [], givenUp: false }
    webhooks.set(entry['webhook'], owed)
    trace.webhooks.push(owed)
  } else if (entry.type === webhookAttempted.name && webhook) {
    webhook.attempts.push(entry)
    // What was given up may be sent again.
    webhook.givenUp = false
  } else if (entry.type === webhookGivenUp.name && webhook) webhook.givenUp = true
  else if (entry.type === messageCreated.name) trace.message ??= entry['message'] as string
}

/** The call that an entry follows from, where the journal still has it. */
function callOf({ journal }: World, id: number): Entry | null {
  for (let entry = journal.get(id); entry; entry = entry.cause === null ? undefined : journal.get(entry.cause))
    if (entry.type === callCame.name) return entry
  return null
}
