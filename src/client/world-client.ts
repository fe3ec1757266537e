import type * as answers from './answers.ts'
import { type Method, ask, withQuery } from './ask.ts'
import { type WorldEvent, follow } from './events.ts'
import type * as requests from './requests.ts'

/** What can be asked of one world: one method for each operation of the admin API. */
export class WorldClient {
  readonly #url: string

  constructor(
    url: string,
    /** What the world is called in paths. */
    readonly id: string,
  ) {
    this.#url = url
  }

  show(): Promise<answers.World> {
    return this.ask('GET', '')
  }

  /** @param strict refuses it as long as something is left that a test may have forgotten, and says what */
  delete({ strict = false }: { strict?: boolean } = {}): Promise<void> {
    return this.ask('DELETE', strict ? '?strict=true' : '')
  }

  /** Begins the world anew. */
  reset(): Promise<answers.World> {
    return this.ask('POST', '/reset', {})
  }

  /** Copies the world as it is now, under new credentials. */
  fork(options: { id?: string } = {}): Promise<answers.World> {
    return this.ask('POST', '/fork', options)
  }

  /** What can be done with another world of the same textbed, such as a fork. */
  beside(id: string): WorldClient {
    return new WorldClient(this.#url, id)
  }

  snapshot(): Promise<answers.Snapshot> {
    return this.ask('GET', '/snapshot')
  }

  restore(snapshot: answers.Snapshot): Promise<answers.World> {
    return this.ask('PUT', '/snapshot', snapshot)
  }

  clock(): Promise<answers.Clock> {
    return this.ask('GET', '/clock')
  }

  /** Changes who moves the clock. */
  setClock(changes: { mode?: requests.ClockMode; speed?: number }): Promise<answers.Clock> {
    return this.ask('PATCH', '/clock', changes)
  }

  /** Moves the clock, and answers once all that fell due is done, webhooks and what their receivers did included. */
  advance(howFar: requests.HowFar): Promise<answers.Advanced> {
    return this.ask('POST', '/clock/advance', howFar)
  }

  handset(number: string): Promise<answers.Handset> {
    return this.ask('GET', handsetPath(number))
  }

  switchHandset(number: string, changes: requests.SwitchedHandset): Promise<answers.Handset> {
    return this.ask('PATCH', handsetPath(number), changes)
  }

  /** What the person sees, oldest first; where there is nothing, `hint` may say why. */
  handsetMessages(
    number: string,
    query: { limit?: number } = {},
  ): Promise<{ messages: answers.HandsetMessage[]; hint?: string }> {
    return this.ask('GET', withQuery(`${handsetPath(number)}/messages`, query))
  }

  /** The person writes a text to the number of an account. */
  write(number: string, text: requests.WrittenText): Promise<answers.HandsetMessage> {
    return this.ask('POST', `${handsetPath(number)}/messages`, text)
  }

  /** All texts of all platforms in one shape, in the order in which they were sent or written. */
  messages(query: requests.TextQuery = {}): Promise<answers.Texts> {
    return this.ask('GET', withQuery('/messages', query))
  }

  /**
   * Answers once texts are there that are expected, moving a clock that stands still.
   * @throws Refused `unmet`, status 417, where they do not come
   */
  expect(expectation: requests.Expectation): Promise<answers.Met> {
    return this.ask('POST', '/expect', expectation)
  }

  /** What happened, oldest first. */
  journal(query: requests.JournalQuery = {}): Promise<answers.Journal> {
    return this.ask('GET', withQuery('/journal', query))
  }

  /** What happens from now on, or after an entry, as it happens; see `follow`. */
  events(query: requests.JournalQuery = {}): AsyncGenerator<WorldEvent> {
    return follow(this.#url, `${pathOf(this.id)}${withQuery('/events', query)}`)
  }

  /** Holds the answer until something happens; it moves no clock. */
  wait(query: requests.Wait = {}): Promise<answers.Waited> {
    return this.ask('GET', withQuery('/wait', query))
  }

  incoming(): Promise<answers.Incoming> {
    return this.ask('GET', '/incoming')
  }

  /** Says where platforms send on what people write; those that are not named stay as they are. */
  setIncoming(receivers: Partial<Record<requests.Platform, requests.IncomingReceiver>>): Promise<answers.Incoming> {
    return this.ask('PUT', '/incoming', receivers)
  }

  /** The calls that the platforms owe and have made. */
  webhooks(query: requests.WebhookQuery = {}): Promise<answers.Webhooks> {
    return this.ask('GET', withQuery('/webhooks', query))
  }

  webhook(id: string): Promise<answers.Webhook> {
    return this.ask('GET', webhookPath(id))
  }

  /** Makes the call now, as one more attempt, and answers once it is over. */
  resendWebhook(id: string): Promise<answers.Webhook> {
    return this.ask('POST', `${webhookPath(id)}/resend`, {})
  }

  /** Keeps a call back that is owed, until it is released or resent. */
  holdWebhook(id: string): Promise<answers.Webhook> {
    return this.ask('POST', `${webhookPath(id)}/hold`, {})
  }

  releaseWebhook(id: string): Promise<answers.Webhook> {
    return this.ask('POST', `${webhookPath(id)}/release`, {})
  }

  async faults(): Promise<answers.Fault[]> {
    return (await this.ask<{ faults: answers.Fault[] }>('GET', '/faults')).faults
  }

  addFault(fault: requests.NewFault): Promise<answers.Fault> {
    return this.ask('POST', '/faults', fault)
  }

  removeFault(id: string): Promise<void> {
    return this.ask('DELETE', `/faults/${encodeURIComponent(id)}`)
  }

  clearFaults(): Promise<void> {
    return this.ask('DELETE', '/faults')
  }

  async rateLimits(): Promise<answers.RateLimit[]> {
    return (await this.ask<{ rate_limits: answers.RateLimit[] }>('GET', '/rate-limits')).rate_limits
  }

  /** Answers all limits that are in force then. */
  async addRateLimits(limit: requests.NewRateLimit): Promise<answers.RateLimit[]> {
    return (await this.ask<{ rate_limits: answers.RateLimit[] }>('POST', '/rate-limits', limit)).rate_limits
  }

  clearRateLimits(): Promise<void> {
    return this.ask('DELETE', '/rate-limits')
  }

  async deliveryPlans(): Promise<answers.DeliveryPlan[]> {
    return (await this.ask<{ delivery_plans: answers.DeliveryPlan[] }>('GET', '/delivery-plans')).delivery_plans
  }

  addDeliveryPlan(plan: requests.NewDeliveryPlan): Promise<answers.DeliveryPlan> {
    return this.ask('POST', '/delivery-plans', plan)
  }

  clearDeliveryPlans(): Promise<void> {
    return this.ask('DELETE', '/delivery-plans')
  }

  /** Whatever else can be asked of the world, such as what is done on a platform's web pages: `/plivo/…`. */
  ask<T>(method: Method, path: string, body?: object): Promise<T> {
    return ask<T>(this.#url, method, pathOf(this.id) + path, body)
  }
}

const pathOf = (id: string): string => `/_textbed/worlds/${encodeURIComponent(id)}`

const handsetPath = (number: string): string => `/handsets/${encodeURIComponent(number)}`

const webhookPath = (id: string): string => `/webhooks/${encodeURIComponent(id)}`
