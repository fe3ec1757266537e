import { adminOf } from './admin/index.ts'
import type { ClockMode } from './core/clock/modes.ts'
import type { Profile } from './core/profile.ts'
import { providers } from './providers/index.ts'
import { start } from './server/start.ts'

export interface TextbedOptions {
  /** Address to listen on, loopback unless given. */
  host?: string
  /** Port to listen on, any free one unless given. */
  port?: number
  /** Unknown credentials are refused, or open a world of their own. */
  unknownCredentials?: 'strict' | 'auto'
  /** Public hosts that webhooks may reach. */
  allowWebhooksTo?: readonly string[]
  /** Host names by which it may be called, besides addresses and local ones: names, `.suffix` or `*`. */
  allowHosts?: readonly string[]
}

/** A textbed in this process. */
export interface Running {
  /** Where it listens, for people and clients on this machine. */
  readonly url: string
  readonly simulator: Simulator
  /** Takes no more calls, and is over once all that are under way have been answered: what waits is answered at once. */
  stop(): Promise<void>
}

/** Makes worlds, finds them, and ends them. */
export interface Simulator {
  /** A world without a past. @throws Error where a world of that id is there already */
  create(options?: WorldOptions): World
  /** As `create`; one that is to begin as a fixture holds what that does. @throws Error also where there is no such fixture */
  createFrom(options: WorldOptions): Promise<World>
  /** A copy of a world as it is now. @throws Error where it is not there */
  fork(id: string, forkId?: string): World
  /** Begins a world anew, as it was asked for. @throws Error where it is not there */
  reset(id: string): Promise<World>
  /** The world of that id, its time up to date. @throws Error where it is not there, with the nearest ids */
  get(id: string): World
  /** @throws Error where it is not there */
  delete(id: string): void
}

/** How a world is to begin. What is left out is decided by textbed, and the same each time. */
export interface WorldOptions {
  id?: string
  /** What people call it, such as the title of a test. */
  name?: string
  /** Start of all chance: the same seed and calls give the same bytes. */
  seed?: string
  profile?: Profile
  clock?: {
    mode?: ClockMode
    /** Milliseconds since 1970. */
    now?: number
    /** How many times as fast as real time a `scaled` clock goes. */
    speed?: number
  }
  /** The ready-made world that it begins as, by the name of its file: for `createFrom`. */
  fixture?: string
  /** It ends once nobody has called it for so long, real milliseconds. */
  expiresIn?: number
}

/** An isolated universe: accounts on all platforms, phones, a clock. */
export interface World {
  readonly id: string
  /** What clients log in with and the ids that they start from, by platform. */
  readonly credentials: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Milliseconds since 1970, by its clock. */
  readonly now: number
  readonly clock: Clock
}

export interface Clock {
  /**
   * Moves on to `time` (milliseconds since 1970), running all that falls due in its order, webhooks and what their
   * receivers do included. Answers how many jobs ran. @throws Error where the time lies in the past
   */
  advanceTo(time: number): Promise<number>
  /** Runs until nothing is left that somebody waits for. Answers how many jobs ran. */
  runUntilIdle(): Promise<number>
}

/** Starts textbed inside a test: worlds are made on `simulator`, clients are pointed at `url`, `stop` ends it. */
export const startTextbed = (options: TextbedOptions = {}): Promise<Running> =>
  start({ providers, admin: adminOf, ...options })
