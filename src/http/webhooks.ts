import { type PayloadOf, defineJob } from '../core/clock/job-kind.ts'
import { type RowOf, defineCollection } from '../core/store/collection.ts'
import * as kept from '../core/store/kept.ts'
import type { World } from '../core/world.ts'
import type { Entry } from '../core/journal.ts'
import type { Provider } from './api.ts'
import { webhookAttempted, webhookGivenUp, webhookOwed } from './events.ts'
import { Patience, receiverOf } from './patience.ts'
import {
  type NoAnswer,
  type SendWebhook,
  type WebhookAnswer,
  type WebhookCall,
  type WebhookRequest,
  webhookFields,
} from './webhook-call.ts'

type OwedWebhook = RowOf<typeof owedWebhooks>

export const owedWebhooks = defineCollection(
  'http.webhooks',
  {
    ...webhookFields,
    provider: kept.provider,
    attempts: kept.count,
    /** The journal entry that tells of it. */
    entry: kept.count,
  },
  { indexes: ['queue'], ids: 'http.webhook', prefix: 'W' },
)

/** A webhook that is owed is tried. */
export const ATTEMPT = defineJob('webhook.attempt', { webhook: kept.text })

/** Calls out as jobs: queues them, tries them, tries them again, and writes down each attempt. */
export class Webhooks {
  readonly #patience = new Patience()

  constructor(
    readonly world: World,
    readonly providers: readonly Provider[],
    readonly send: SendWebhook,
  ) {
    world.clock.register(ATTEMPT.name, ({ webhook }: PayloadOf<typeof ATTEMPT>) => this.#attempt(webhook))
  }

  owe(provider: string, calls: readonly WebhookCall[]): void {
    const { world } = this
    const owed = world.collection(owedWebhooks)
    for (const call of calls) {
      const busy = call.queue !== undefined && owed.by('queue', call.queue).length > 0
      const row = owed.insert({
        id: `W${world.random.count('http.webhook')}`,
        ...call,
        provider,
        attempts: 0,
        entry: 0,
      })
      const entry = world.publish(webhookOwed, { webhook: row.id, provider, event: call.event, url: call.url })
      row.entry = entry.id
      if (!busy) this.#begin(row)
    }
  }

  #begin(row: OwedWebhook): void {
    this.world.journal.within(row.entry, () => this.#schedule(row, 0))
  }

  #schedule(row: OwedWebhook, delay: number): void {
    this.world.clock.schedule(delay, ATTEMPT.name, { webhook: row.id })
  }

  /** One try. Whoever hangs is asked, and heard before time moves on: it does not hold up the others of this moment. */
  #attempt(id: string): void | Promise<void> | (() => Promise<void>) {
    const { world } = this
    const row = world.collection(owedWebhooks).get(id)
    if (!row) return
    const provider = this.providers.find(({ name }) => name === row.provider)!
    const { advance } = world.clock
    const receiver = receiverOf(row.url)
    const left = this.#patience.with(receiver, advance)
    const request = toRequest(row, provider.sign?.(row, world) ?? {}, left)
    const entry = world.publish(webhookAttempted, {
      webhook: row.id,
      provider: row.provider,
      event: row.event,
      url: row.url,
      attempt: row.attempts + 1,
      sent: {
        method: request.method,
        url: request.url,
        headers: request.headers,
        parameters: byName(row.parameters),
      },
      answered: null,
      error: null,
      ok: null,
    })
    world.attempting.add(entry.id)
    const answering = this.send(request)
    const hear = async () => {
      const answer = await answering
      world.attempting.delete(entry.id)
      if (world.clock.retired) return
      const late = 'error' in answer && answer.late === true
      this.#patience.learn(receiver, advance, late, request.timeout)
      const given = left === undefined || !late ? answer : { ...answer, error: `${answer.error}${HANGS}` }
      this.#hear(row, provider, entry, given)
    }
    return left === undefined ? hear() : hear
  }

  #hear(row: OwedWebhook, provider: Provider, entry: Entry, answer: WebhookAnswer | NoAnswer): void {
    const { world } = this
    const attempt = (row.attempts += 1)
    const failed = 'error' in answer
    const ok = !failed && isSuccess(row, answer.status)
    world.journal.amend(entry, {
      answered: failed ? null : keptOf(answer),
      error: failed ? answer.error : null,
      ok,
    })
    world.journal.within(entry.id, () => {
      if (ok) return this.#finish(row, provider, answer)
      const wait = failed && answer.final ? undefined : row.retryAfter[attempt - 1]
      if (wait !== undefined) {
        if (row.retriesAside) this.#leaveQueue(row)
        return this.#schedule(row, wait)
      }
      world.publish(webhookGivenUp, {
        webhook: row.id,
        provider: row.provider,
        event: row.event,
        url: row.url,
        attempts: attempt,
      })
      this.#finish(row, provider, null)
    })
  }

  #finish(row: OwedWebhook, provider: Provider, answer: WebhookAnswer | null): void {
    this.#leaveQueue(row)
    this.world.collection(owedWebhooks).delete(row)
    this.owe(provider.name, provider.onAnswer?.(row, answer, this.world) ?? [])
  }

  /** Lets the next one go. */
  #leaveQueue(row: OwedWebhook): void {
    const { queue } = row
    if (queue === undefined) return
    const owed = this.world.collection(owedWebhooks)
    owed.update(row, { queue: undefined })
    const next = owed.by('queue', queue)[0]
    if (next) this.#begin(next)
  }
}

/** Why it was given so little. */
const HANGS = ', which is all that a receiver is given that let its whole time pass earlier in the same advance'

/** Values by name; a list where a name comes more than once. */
function byName(parameters: WebhookCall['parameters']): Record<string, string | string[]> {
  const names = new Map<string, string[]>()
  for (const [name, value] of parameters) names.set(name, [...(names.get(name) ?? []), value])
  return Object.fromEntries([...names].map(([name, values]) => [name, values.length === 1 ? values[0]! : values]))
}

/** More of a receiver's answer than this many characters is not kept. */
const LONGEST_KEPT = 4096

/** What the journal keeps of an answer. Its date is the wall clock's: the same calls would never give the same journal. */
function keptOf({ status, headers, body }: WebhookAnswer): WebhookAnswer {
  const { date: _date, ...others } = headers
  return { status, headers: others, body: body.slice(0, LONGEST_KEPT) }
}

const isSuccess = (call: WebhookCall, status: number): boolean =>
  call.success === 'only 200' ? status === 200 : status >= 200 && status < 300

function toRequest(call: WebhookCall, proof: Record<string, string>, left = call.timeout): WebhookRequest {
  const timeout = Math.min(left, call.timeout)
  const form = new URLSearchParams(call.parameters).toString()
  const headers = { 'user-agent': 'textbed', ...call.headers, ...proof }
  if (call.method === 'GET') {
    // What stands after a # never travels.
    const address = call.url.split('#', 1)[0]!
    const joint = form === '' ? '' : address.includes('?') ? '&' : '?'
    return { url: `${address}${joint}${form}`, method: 'GET', headers, body: null, timeout }
  }
  return {
    url: call.url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: form,
    timeout,
  }
}
