import { derive } from '../core/random.ts'
import type { JobKind } from '../core/clock/job-kind.ts'
import { WAIT_OVER } from '../core/clock/waits.ts'
import { type Consequences, consequencesOf } from '../core/consequences.ts'
import { chainCut } from '../core/listeners.ts'
import { networkCollections, networkEvents, networkJobs } from '../core/network/kinds.ts'
import type { KeptWorld } from '../core/reading/kept-schema.ts'
import { type JsonBounds, readJson } from '../core/reading/read-json.ts'
import type { WorldReader } from '../core/reading/read-world.ts'
import { type Slices, inSlices } from '../core/slices.ts'
import type { RowKind } from '../core/store/collection.ts'
import type { Keys } from '../core/keyring.ts'
import type { Outside } from '../core/clock/works.ts'
import { type World, type WorldCopy, type WorldState, buildWorld } from '../core/world.ts'
import { type WorldOptions, Worlds } from '../core/worlds.ts'
import type { Provider } from '../http/api.ts'
import { httpCollections, httpEvents, httpJobs } from '../http/kinds.ts'
import type { OutboundCall } from '../http/outbound-call.ts'
import type { CallOut } from '../http/outbound-request.ts'
import { Webhooks } from '../http/webhooks.ts'
import { type FixtureSource, Fixtures } from './fixtures.ts'
import { Idleness } from './idleness.ts'

/** The real outside, as far as a simulator needs it. Tests pass a recorder. */
export interface SimulatorOutside extends Outside {
  wallClock(): number
  /** Does something after so many real milliseconds; answers how to call it off. */
  after: (milliseconds: number, run: () => void) => () => void
  callOut: CallOut
  /** Why no call may go to an address, in a sentence; undefined where one may. All may go anywhere unless given. */
  whyNotCalled?: (url: string) => Promise<string | undefined>
}

export interface SimulatorOptions {
  providers: readonly Provider[]
  outside: SimulatorOutside
  /** Whether an unknown, well-formed credential opens a fresh world of its own. */
  unknownCredentials?: 'strict' | 'auto'
  onWorldChange?(world: World): void
  /** Ready-made worlds; none unless given. */
  fixtures?: FixtureSource
  /** Told before a world is looked at or changed, so that its time can be brought up to date. */
  onWorldUse?(world: World): void
}

/** Worlds furnished with every provider: the whole product, without a server. */
export class Simulator {
  readonly providers: readonly Provider[]
  readonly worlds: Worlds
  /** All that a world here can hold, that can stand on its clock, and that can stand in its journal. */
  readonly collections: readonly RowKind[]
  readonly jobs: readonly JobKind[]
  readonly events: readonly string[]
  readonly #options: SimulatorOptions
  readonly #consequences: Consequences
  readonly #fixtures: Fixtures
  readonly #idleness: Idleness
  #reader: Promise<WorldReader> | undefined

  constructor(options: SimulatorOptions) {
    this.#options = options
    this.providers = options.providers
    this.#consequences = consequencesOf(options.providers)
    this.worlds = new Worlds({
      outside: options.outside,
      wallClock: () => options.outside.wallClock(),
      credentialsOf: (world) => Object.fromEntries(this.providers.map((one) => [one.name, one.credentials(world)])),
      furnish: (world, fresh) => this.#furnish(world, fresh),
      keysOf: (world) => this.#keysOf(world),
      onChange: (world) => options.onWorldChange?.(world),
    })
    this.#fixtures = new Fixtures(options.fixtures ?? NO_FIXTURES, async (state) =>
      this.#inSlices(buildWorld(await this.readWorld(state), this.collections)),
    )
    this.#idleness = new Idleness(options.outside, (id) => {
      // Whoever holds the worlds may have deleted it.
      if (this.worlds.find(id)) this.worlds.delete(id)
    })
    this.collections = [...networkCollections, ...httpCollections, ...this.providers.flatMap((one) => one.collections)]
    this.jobs = [WAIT_OVER, ...networkJobs, ...httpJobs, ...this.providers.flatMap((one) => one.jobs ?? [])]
    const events = [...networkEvents, ...httpEvents, chainCut, ...this.providers.flatMap((one) => one.events ?? [])]
    this.events = events.map(({ name }) => name).sort()
  }

  /** The world that a provider's credential belongs to; in auto mode an unknown one opens a world. */
  worldOf(provider: string, credential: string | null): World | undefined {
    if (credential === null) return undefined
    const known = this.worlds.byKey(provider, credential)
    if (known || this.#options.unknownCredentials !== 'auto') return known
    return this.#adopt(provider, credential)
  }

  create(options: WorldOptions = {}): World {
    return this.#expiring(this.worlds.create(options), options)
  }

  /** A copy of a world as it is now, which expires by itself where that does. @throws Refusal `exists` */
  fork(id: string, forkId?: string): World {
    return this.#expiring(this.worlds.fork(id, forkId), this.worlds.optionsOf(id))
  }

  /**
   * As `create`; a world that is to begin as a fixture holds what that does, and its clock goes as it is told.
   * @throws Refusal `unknown` where there is no such fixture
   */
  async createFrom(options: WorldOptions): Promise<World> {
    if (options.fixture === undefined) return this.create(options)
    const copy = await this.#fixtures.copyOf(options.fixture)
    return this.#furnishWith(copy, this.create(options), options)
  }

  /** Begins a world anew, as it was asked for. */
  async reset(id: string): Promise<World> {
    const options = this.worlds.optionsOf(id)
    if (options.fixture === undefined) return this.worlds.reset(id)
    const copy = await this.#fixtures.copyOf(options.fixture)
    return this.#furnishWith(copy, this.worlds.reset(id), options)
  }

  delete(id: string): void {
    this.worlds.delete(id)
    this.#idleness.forget(id)
  }

  #expiring(world: World, { expiresIn }: WorldOptions): World {
    if (expiresIn !== undefined) this.#idleness.begin(world.id, expiresIn)
    return world
  }

  #furnishWith(copy: WorldCopy, { id }: World, { clock = {} }: WorldOptions): World {
    const { mode = 'frozen', speed = 1 } = clock
    return this.worlds.restore(id, { ...copy, clock: { ...copy.clock, mode, speed: mode === 'scaled' ? speed : 1 } })
  }

  /** A JSON text, others having their turn meanwhile. @throws BrokenJson */
  readJson(bytes: Uint8Array, bounds: JsonBounds): Promise<unknown> {
    return this.#inSlices(readJson(bytes, bounds))
  }

  /** A world's state that comes from outside. @throws Unreadable where it is not one of a world with these providers */
  async readWorld(state: unknown): Promise<WorldState> {
    const reader = await this.#openReader()
    return this.#inSlices(reader.read(state))
  }

  /** Worlds that an earlier run has kept. @throws Unreadable */
  async readKept(worlds: unknown): Promise<KeptWorld[]> {
    const reader = await this.#openReader()
    return this.#inSlices(reader.readKept(worlds))
  }

  /**
   * Puts a state that was read in the place of what a world holds. Until it is there altogether, calls find what was there
   * before. @throws Refusal `unknown` where the world is not there by then
   */
  async restore(id: string, state: WorldState): Promise<World> {
    return this.worlds.restore(id, await this.#inSlices(buildWorld(state, this.collections)))
  }

  /** The world of that id, its time up to date. @throws Refusal `unknown`, with the nearest ids */
  get(id: string): World {
    const world = this.worlds.get(id)
    this.use(world)
    return world
  }

  /** Somebody calls a world: its time is brought up to date, and it is not idle. */
  use(world: World): void {
    this.#idleness.used(world)
    this.#options.onWorldUse?.(world)
  }

  /** To be told when somebody changed how a world's clock goes. */
  worldChanged(world: World): void {
    this.#options.onWorldChange?.(world)
  }

  /** Gives others their turn after a stretch of work; undefined where there is no need to wait. */
  breathe(): Promise<void> | undefined {
    return this.#options.outside.breathe()
  }

  /** A guard on a real wait. */
  get after(): SimulatorOutside['after'] {
    return this.#options.outside.after
  }

  /** Why none of its calls may go to an address, in a sentence; undefined where they may. */
  async whyNotCalled(url: string): Promise<string | undefined> {
    return this.#options.outside.whyNotCalled?.(url)
  }

  /** What reads worlds is large, and most runs never read one. */
  #openReader(): Promise<WorldReader> {
    return (this.#reader ??= import('../core/reading/read-world.ts').then(
      ({ WorldReader }) =>
        new WorldReader({
          collections: this.collections,
          jobs: this.jobs,
          events: this.events,
          providers: this.providers.map(({ name }) => name),
        }),
    ))
  }

  #inSlices<T>(work: Slices<T>): Promise<T> {
    return inSlices(work, () => this.breathe())
  }

  #adopt(provider: string, credential: string): World | undefined {
    const credentials = this.providers.find(({ name }) => name === provider)?.adopts?.(credential)
    if (!credentials) return undefined
    const id = this.worlds.freeId(`auto-${provider}-${derive(credential, 'abcdefghijklmnopqrstuvwxyz0123456789', 8)}`)
    return this.worlds.create({ id, adopted: { [provider]: credentials } })
  }

  #furnish(world: World, fresh: boolean): void {
    const webhooks = new Webhooks(world, this.providers, this.#options.outside.callOut)
    world.listeners.obey(this.#consequences, (provider, owed) => webhooks.owe(provider, owed as OutboundCall[]))
    world.clock.registerLater(() => {
      for (const provider of this.providers) provider.connect?.(world)
    })
    if (fresh) for (const provider of this.providers) provider.furnish(world)
  }

  #keysOf(world: World): Keys {
    return new Map(this.providers.map((provider) => [provider.name, new Map(provider.keys(world))]))
  }
}

const NO_FIXTURES: FixtureSource = { names: () => Promise.resolve([]), read: (name) => Promise.reject(new Error(name)) }
