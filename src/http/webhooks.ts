import type { Collection } from '../core/store/collection.ts'
import type { World } from '../core/world.ts'
import type { Entry } from '../core/journal.ts'
import type { Provider } from './api.ts'
import { webhookAttempted, webhookGivenUp, webhookOwed } from './events.ts'
import type { OutboundCall } from './outbound-call.ts'
import { type CallOut, requestOf } from './outbound-request.ts'
import { type Answered, FAILURES, type Outcome } from './outcome.ts'
import { ATTEMPT, type Webhook, webhooks } from './webhook.ts'
import { begin, leaveQueue, schedule } from './webhook-queue.ts'
import { textEntryOf } from './text-entry.ts'
import { Patience, receiverOf } from './patience.ts'
import { tellAnswer, tellSent } from './told.ts'

/** Calls out as jobs: queues them, tries them, tries them again, and writes down each attempt. */
export class Webhooks {
  readonly #patience = new Patience()

  constructor(
    readonly world: World,
    readonly providers: readonly Provider[],
    readonly callOut: CallOut,
  ) {
    world.clock.register(ATTEMPT, ({ webhook }) => this.#attempt(webhook))
  }

  get #rows(): Collection<Webhook> {
    return this.world.collection(webhooks)
  }

  owe(provider: string, calls: readonly OutboundCall[]): void {
    const { world } = this
    if (calls.length === 0) return
    const textEntry = textEntryOf(world, world.journal.cause)
    for (const call of calls) {
      const id = `W${world.random.count('http.webhook')}`
      const { id: entry } = world.publish(webhookOwed, { webhook: id, provider, event: call.event, url: call.url })
      const busy = call.queue !== undefined && this.#rows.by('queue', call.queue).length > 0
      // A provider may owe once more what it has just heard of.
      const draft = { ...call, id, provider, attempts: 0, entry }
      const row = this.#rows.insert(textEntry === undefined ? draft : { ...draft, textEntry })
      if (!busy) begin(world, row)
    }
  }

  /** One try. Whoever hangs is asked, and heard before time moves on: it does not hold up the others of this moment. */
  #attempt(id: string): void | Promise<void> | (() => Promise<void>) {
    const { world } = this
    const row = this.#rows.get(id)
    if (!row || row.done !== undefined || row.held !== undefined) return
    const provider = this.providers.find(({ name }) => name === row.provider)!
    const { advance } = world.clock
    const receiver = receiverOf(row.url)
    const left = this.#patience.with(receiver, advance)
    const timeout = Math.min(left ?? row.timeout, row.timeout)
    const request = requestOf(row, provider.sign?.(row, world) ?? {}, timeout)
    const entry = world.publish(webhookAttempted, {
      webhook: row.id,
      provider: row.provider,
      event: row.event,
      url: row.url,
      attempt: row.attempts + 1,
      sent: tellSent(request, row),
      outcome: null,
      answered: null,
      error: null,
      ok: null,
    })
    world.attempting.add(entry.id)
    const coming = this.callOut(request)
    const hear = async () => {
      const outcome = await coming
      world.attempting.delete(entry.id)
      if (world.clock.retired) return
      const late = outcome.kind === 'too_slow'
      this.#patience.learn(receiver, advance, late, timeout)
      this.#hear(row, provider, entry, left !== undefined && late ? { ...outcome, why: outcome.why + HANGS } : outcome)
    }
    return left === undefined ? hear() : hear
  }

  #hear(tried: Webhook, provider: Provider, entry: Entry, outcome: Outcome): void {
    const { world } = this
    const ok = isReceived(tried, outcome)
    world.journal.amend({
      ...entry,
      outcome: outcome.kind,
      answered: outcome.kind === 'answered' ? tellAnswer(outcome) : null,
      error: outcome.kind === 'answered' ? null : outcome.why,
      ok,
    })
    const row = this.#rows.update(this.#rows.get(tried.id)!, { attempts: tried.attempts + 1 })
    const wait = ok || isVain(outcome) ? undefined : row.retryAfter[row.attempts - 1]
    const attempt = { call: row, number: row.attempts, last: wait === undefined }
    world.journal.within(entry.id, () => {
      if (wait === undefined) this.#finish(row, ok)
      else this.#tryAgain(row, wait)
      const owed = provider.onOutcome?.(ok ? { ...attempt, ok, outcome } : { ...attempt, ok, outcome }, world)
      if (owed) this.owe(provider.name, owed)
    })
  }

  #tryAgain(row: Webhook, wait: number): void {
    schedule(this.world, row.retriesAside ? leaveQueue(this.world, row) : row, wait)
  }

  /** Lets the next of its queue go. It is kept among the latest that ended so. */
  #finish(row: Webhook, ok: boolean): void {
    const { id: webhook, provider, event, url, attempts } = row
    if (!ok) this.world.publish(webhookGivenUp, { webhook, provider, event, url, attempts })
    const done = ok ? 'made' : 'given_up'
    this.#rows.update(leaveQueue(this.world, row), { done })
    const ended = this.#rows.by('done', done)
    // One that was made again goes on being there, however old it is.
    if (ended.length > KEPT_OF_EACH_END) this.#rows.delete(ended.find(({ id }) => id !== webhook)!)
  }
}

/** So many of those that were made are kept, and so many of those that were given up. */
const KEPT_OF_EACH_END = 1000

/** Why it was given so little. */
const HANGS = ', which is all that a receiver is given that let its whole time pass earlier in the same advance'

/** Whether trying again would come to the same. */
const isVain = (outcome: Outcome): boolean => outcome.kind !== 'answered' && !FAILURES[outcome.kind].again

const isReceived = ({ success }: OutboundCall, outcome: Outcome): outcome is Answered =>
  outcome.kind === 'answered' &&
  (success === 'only 200' ? outcome.status === 200 : outcome.status >= 200 && outcome.status < 300)
