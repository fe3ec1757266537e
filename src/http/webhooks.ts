import type { PayloadOf } from '../core/clock/job-kind.ts'
import type { Collection } from '../core/store/collection.ts'
import type { World } from '../core/world.ts'
import type { Entry } from '../core/journal.ts'
import type { Provider } from './api.ts'
import { webhookAttempted, webhookGivenUp, webhookOwed } from './events.ts'
import type { OutboundCall } from './outbound-call.ts'
import { type CallOut, requestOf } from './outbound-request.ts'
import { type Answered, FAILURES, type Outcome } from './outcome.ts'
import { ATTEMPT, type OwedWebhook, owedWebhooks } from './owed-webhook.ts'
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
    world.clock.register(ATTEMPT.name, ({ webhook }: PayloadOf<typeof ATTEMPT>) => this.#attempt(webhook))
  }

  get #owed(): Collection<OwedWebhook> {
    return this.world.collection(owedWebhooks)
  }

  owe(provider: string, calls: readonly OutboundCall[]): void {
    const { world } = this
    for (const call of calls) {
      const id = `W${world.random.count('http.webhook')}`
      const { id: entry } = world.publish(webhookOwed, { webhook: id, provider, event: call.event, url: call.url })
      const busy = call.queue !== undefined && this.#owed.by('queue', call.queue).length > 0
      const row = this.#owed.insert({ id, ...call, provider, attempts: 0, entry })
      if (!busy) this.#begin(row)
    }
  }

  #begin({ id, entry }: OwedWebhook): void {
    this.world.journal.within(entry, () => this.#schedule(id, 0))
  }

  #schedule(webhook: string, delay: number): void {
    this.world.clock.schedule(delay, ATTEMPT.name, { webhook })
  }

  /** One try. Whoever hangs is asked, and heard before time moves on: it does not hold up the others of this moment. */
  #attempt(id: string): void | Promise<void> | (() => Promise<void>) {
    const { world } = this
    const row = this.#owed.get(id)
    if (!row) return
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

  #hear(tried: OwedWebhook, provider: Provider, entry: Entry, outcome: Outcome): void {
    const { world } = this
    const ok = isReceived(tried, outcome)
    world.journal.amend(entry, {
      outcome: outcome.kind,
      answered: outcome.kind === 'answered' ? tellAnswer(outcome) : null,
      error: outcome.kind === 'answered' ? null : outcome.why,
      ok,
    })
    const row = this.#owed.update(this.#owed.get(tried.id)!, { attempts: tried.attempts + 1 })
    const wait = ok || isVain(outcome) ? undefined : row.retryAfter[row.attempts - 1]
    const attempt = { call: row, number: row.attempts, last: wait === undefined }
    world.journal.within(entry.id, () => {
      if (wait === undefined) this.#finish(row, ok)
      else this.#tryAgain(row, wait)
      const owed = provider.onOutcome?.(ok ? { ...attempt, ok, outcome } : { ...attempt, ok, outcome }, world)
      if (owed) this.owe(provider.name, owed)
    })
  }

  #tryAgain(row: OwedWebhook, wait: number): void {
    if (row.retriesAside) this.#leaveQueue(row)
    this.#schedule(row.id, wait)
  }

  #finish(row: OwedWebhook, ok: boolean): void {
    const { id: webhook, provider, event, url, attempts } = row
    if (!ok) this.world.publish(webhookGivenUp, { webhook, provider, event, url, attempts })
    this.#owed.delete(this.#leaveQueue(row))
  }

  /** Lets the next one go. */
  #leaveQueue(row: OwedWebhook): OwedWebhook {
    const { queue, ...others } = row
    if (queue === undefined) return row
    const left = this.#owed.replace(row, others)
    const next = this.#owed.by('queue', queue).at(0)
    if (next) this.#begin(next)
    return left
  }
}

/** Why it was given so little. */
const HANGS = ', which is all that a receiver is given that let its whole time pass earlier in the same advance'

/** Whether trying again would come to the same. */
const isVain = (outcome: Outcome): boolean => outcome.kind !== 'answered' && !FAILURES[outcome.kind].again

const isReceived = ({ success }: OutboundCall, outcome: Outcome): outcome is Answered =>
  outcome.kind === 'answered' &&
  (success === 'only 200' ? outcome.status === 200 : outcome.status >= 200 && outcome.status < 300)
