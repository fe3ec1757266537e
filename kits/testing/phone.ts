import type { Handset, HandsetMessage, Met, Text } from '../../src/client/answers.ts'
import type { Duration, Platform } from '../../src/client/requests.ts'
import type { WorldClient } from '../../src/client/world-client.ts'
import type { Calls } from './awaited.ts'
import { Received } from './received.ts'
import { meeting } from './unmet.ts'
import { type Wording, writtenOf } from './wording.ts'

/** How long to wait for a text, and which. */
export interface Waiting {
  /** How far the world's clock may be moved: an hour unless given, seconds or ISO 8601. */
  within?: Duration
  /** Real seconds to wait for code that works in the background: five unless given. */
  patience?: number
  /** Only texts of this platform. */
  provider?: Platform
  /** Only texts from this number. */
  from?: string
}

/** What a phone needs of the world of its test. */
interface WorldOfPhone {
  readonly client: WorldClient
  readonly calls: Calls
  /** How long is waited where nothing else is said. */
  readonly waiting: Readonly<{ within: Duration; patience: number }>
}

/** The phone of a person. Every phone number is one; none has to be registered. */
export class Phone {
  readonly #world: WorldOfPhone
  /** Only what the journal told of after this entry has still to be received. */
  #after = 0

  constructor(
    world: WorldOfPhone,
    /** With its country code. */
    readonly number: string,
  ) {
    this.#world = world
  }

  /**
   * Waits for the next text that says this, and is then past it: asked again, it waits for another one. It looks at what
   * is there first, waits for code in the background, and then moves the clock.
   * @throws Unmet where it does not come, which says what came instead
   */
  receives(wording?: Wording, waiting: Waiting = {}): Promise<Received> {
    return this.#expect('receives', wording, { ...waiting, after: this.#after }, (met) => {
      this.#after = met.messages[0]!.entry
      return new Received(met)
    })
  }

  /** Whether a text that says this has come or comes, whichever were received before. @throws Unmet */
  hasReceived(wording?: Wording, waiting: Waiting & { times?: number } = {}): Promise<Text[]> {
    return this.#expect('hasReceived', wording, waiting, ({ messages }) => messages)
  }

  /** Whether exactly one text that says this has come once all of `within` has passed. @throws Unmet */
  hasReceivedOnce(wording?: Wording, waiting: Waiting = {}): Promise<Text> {
    return this.#expect('hasReceivedOnce', wording, { ...waiting, times: 1 }, ({ messages }) => messages[0]!)
  }

  /**
   * Whether no text at all has come once all of `within` has passed. It has no patience for code in the background
   * unless some is given: that would be waited for to its end.
   * @throws Unmet
   */
  receivesNothing(waiting: Waiting & { text?: Wording } = {}): Promise<void> {
    const { text, ...others } = waiting
    return this.#expect('receivesNothing', text, { patience: 0, ...others, times: 0 }, () => undefined)
  }

  /**
   * The person writes. It answers once the platform has told your code of it, and your code has answered.
   * @param to the number that they write to: the one that texted them last unless given
   */
  writes(text: string, { to }: { to?: string } = {}): Promise<HandsetMessage> {
    return this.#world.calls.begin(`phone.writes(${JSON.stringify(text)})`, async () => {
      const written = await this.#world.client.write(this.number, { text, ...(to !== undefined && { to }) })
      await this.#world.client.advance({ by: 0 })
      return written
    })
  }

  /**
   * Switches the phone off: texts wait for it.
   * @param patience for how long; a day unless given, not at all where it is 0
   */
  switchOff({ patience }: { patience?: Duration } = {}): Promise<Handset> {
    return this.#world.calls.begin('phone.switchOff()', () =>
      this.#world.client.switchHandset(this.number, { on: false, ...(patience !== undefined && { patience }) }),
    )
  }

  /** Switches the phone on: what waited for it comes when the clock is moved next. */
  switchOn(): Promise<Handset> {
    return this.#world.calls.begin('phone.switchOn()', () =>
      this.#world.client.switchHandset(this.number, { on: true }),
    )
  }

  /** What the person sees now, what they wrote included, oldest first. */
  messages(): Promise<HandsetMessage[]> {
    return this.#world.calls.begin('phone.messages()', async () => {
      const { messages } = await this.#world.client.handsetMessages(this.number)
      return messages
    })
  }

  #expect<T>(
    name: string,
    wording: Wording | undefined,
    waiting: Waiting & { times?: number; after?: number },
    read: (met: Met) => T,
  ): Promise<T> {
    const text = writtenOf(wording)
    return this.#world.calls.begin(`phone.${name}(${text === undefined ? '' : JSON.stringify(text)})`, async () =>
      read(
        await meeting(
          this.#world.client.expect({
            phone: this.number,
            direction: 'outbound',
            ...(text !== undefined && { text }),
            ...this.#world.waiting,
            ...waiting,
          }),
        ),
      ),
    )
  }
}
