import type { RequestListener } from 'node:http'
import type { Advanced, DeliveryPlan, World } from '../../src/client/answers.ts'
import type { Client } from '../../src/client/client.ts'
import type { Duration, NewDeliveryPlan, NewWorld, Platform } from '../../src/client/requests.ts'
import type { WorldClient } from '../../src/client/world-client.ts'
import { Calls } from './awaited.ts'
import { type Receiver, listenOnLoopback } from './listen.ts'
import { Phone } from './phone.ts'
import { PlatformOf, type PlatformWithCredentials } from './platform.ts'
import { storyOf } from './story.ts'

export interface TestWorldOptions extends NewWorld {
  /** Real seconds to wait for code that works in the background, where nothing else is said: five unless given. */
  patience?: number
}

/** Nobody has called a world for so long, real seconds: then its run has crashed. */
const LONGEST_IDLENESS = 600

/** The world of one test: accounts at all platforms, phones, and a clock that stands still until it is moved. */
export class TestWorld {
  /** What the world is called in paths. */
  readonly id: string
  /** What people call it, such as the title of the test. */
  readonly name: string
  /** A number of its account at each platform, in E.164: where people write to. */
  readonly numbers: Readonly<Record<Platform, string>>
  /** Addresses and credentials as environment variables, for code that reads them there. */
  readonly env: Readonly<Record<string, string>>
  readonly telerivet: PlatformWithCredentials<'telerivet'>
  readonly rapidpro: PlatformWithCredentials<'rapidpro'>
  readonly plivo: PlatformWithCredentials<'plivo'>
  /** All that the admin API can do with the world. */
  readonly client: WorldClient
  /** How long is waited where nothing else is said. */
  readonly waiting: Readonly<{ within: Duration; patience: number }>
  /** What the test has begun. */
  readonly calls = new Calls()
  readonly #phones = new Map<string, Phone>()
  readonly #receivers: Receiver[] = []
  readonly #forks: TestWorld[] = []

  private constructor(client: WorldClient, made: World, patience: number) {
    this.client = client
    this.id = made.id
    this.name = made.name ?? made.id
    this.numbers = made.numbers
    this.env = made.env
    // A clock that follows real time is moved by nobody.
    const moves = made.clock.mode === 'frozen' || made.clock.mode === 'auto'
    this.waiting = { within: moves ? 'PT1H' : 0, patience }
    const platform = <P extends Platform>(name: P): PlatformWithCredentials<P> =>
      Object.assign(new PlatformOf(client, this.calls, name, made.urls[name]), made.credentials[name])
    this.telerivet = platform('telerivet')
    this.rapidpro = platform('rapidpro')
    this.plivo = platform('plivo')
  }

  /** Makes a world on a textbed that runs. It ends by itself where its run crashes. */
  static async make(textbed: Client, { patience = 5, ...options }: TestWorldOptions = {}): Promise<TestWorld> {
    const made = await textbed.createWorld({ expires_in: LONGEST_IDLENESS, ...options })
    return new TestWorld(textbed.world(made.id), made, patience)
  }

  /** The phone of whoever has this number, with its country code: `+14155550123`. The same one each time. */
  phone(number: string): Phone {
    const key = number.replaceAll(/[^+\d]/g, '')
    const phone = this.#phones.get(key) ?? new Phone(this, number)
    this.#phones.set(key, phone)
    return phone
  }

  /**
   * Moves the clock, and answers once all that fell due is done, webhooks and what their receivers did included.
   * @param by how far: seconds, or ISO 8601 such as `PT1H`; `idle` for until nothing is left to do
   */
  advance(by: Duration): Promise<Advanced> {
    return this.calls.begin(`world.advance(${JSON.stringify(by)})`, () =>
      this.client.advance(by === 'idle' ? { until: 'idle' } : { by }),
    )
  }

  /** Says how texts that fit go, or what their platform hears of that. */
  plan(plan: NewDeliveryPlan): Promise<DeliveryPlan> {
    return this.calls.begin('world.plan(…)', () => this.client.addDeliveryPlan(plan))
  }

  /** Another world that goes on from where this one stands: neither hears of the other, and they end together. */
  fork(): Promise<TestWorld> {
    return this.calls.begin('world.fork()', async () => {
      const made = await this.client.fork()
      const fork = new TestWorld(this.client.beside(made.id), made, this.waiting.patience)
      this.#forks.push(fork)
      return fork
    })
  }

  /**
   * Listens on a free port until the test ends.
   * @param handler what answers, such as an application of Express; unless given, all is well received and kept in `calls`
   */
  async listen(handler?: RequestListener): Promise<Receiver> {
    const receiver = await listenOnLoopback(handler)
    this.#receivers.push(receiver)
    return receiver
  }

  /** What went between people and platforms, and the last lines of the journal. */
  story(): Promise<string> {
    return storyOf(this.client)
  }

  /**
   * Ends the world and what listens for it.
   * @throws NobodyAwaited where the test called something and did not await it
   */
  async end(): Promise<void> {
    try {
      this.refuseForgotten()
    } finally {
      await this.close()
    }
  }

  /** @throws NobodyAwaited where the test called something and did not await it; of each it is told once */
  refuseForgotten(): void {
    for (const fork of this.#forks) fork.refuseForgotten()
    this.calls.refuseForgotten()
  }

  /** Ends the world and what listens for it, whatever the test has left. */
  async close(): Promise<void> {
    await Promise.all([...this.#receivers, ...this.#forks].map((one) => one.close()))
    await this.client.delete()
  }
}
