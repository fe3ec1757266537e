import type { ClockCopy, ClockState } from './clock/clock-state.ts'
import { Clock } from './clock/clock.ts'
import { JobQueue } from './clock/job-queue.ts'
import { WAIT_OVER, Waits } from './clock/waits.ts'
import type { Outside } from './clock/works.ts'
import type { EventKind } from './events.ts'
import { type Entry, Journal, type JournalState } from './journal.ts'
import { KeptBytes } from './kept-bytes.ts'
import { type Credentials, Keyring } from './keyring.ts'
import { Listeners } from './listeners.ts'
import { type Course, DeliveryEngine } from './network/delivery-engine.ts'
import { toAddress } from './network/address.ts'
import type { Attached } from './network/attached.ts'
import { handsetWrote } from './network/events.ts'
import { switchedOff } from './network/handset-condition.ts'
import { type Inbound, receive } from './network/inbound.ts'
import { type Sending, send } from './network/send.ts'
import type { Profile } from './profile.ts'
import { Random } from './random.ts'
import { Refusal } from './refusal.ts'
import { RememberedTexts } from './remembered-texts.ts'
import type { Slices } from './slices.ts'
import type { Collection, CollectionDefinition, RowKind } from './store/collection.ts'
import type { Draft, Row } from './store/row.ts'
import { TimeZones } from '../standards/time-zones.ts'
import { Store, type StoreState } from './store/store.ts'
import { WorkedOut } from './worked-out.ts'

/** Everything of a world that a snapshot carries. */
export interface WorldState {
  seed: string
  profile: Profile
  clock: ClockState
  counters: Readonly<Record<string, number>>
  journal: JournalState
  rows: StoreState
}

/** The same at one moment, which costs little however much it is: what is large is shared until somebody writes. */
export interface WorldCopy extends Omit<WorldState, 'clock' | 'rows'> {
  clock: ClockCopy
  rows: Store
}

/** Something that is counted of a world's rows as they come, and can be counted again from those that are there. */
export interface Tally {
  /** The same for a fork of the world, which counts on by itself. */
  copy(fork: World): Tally
}

type TallyKind<T extends Tally = Tally> = new (world: World) => T

/** One isolated universe: rows, clock, chance, network, journal. */
export class World {
  readonly profile: Profile
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly journal: Journal
  readonly listeners: Listeners<World>
  readonly deliveries: DeliveryEngine
  readonly keyring: Keyring
  /** What calls came with, by their lines in the journal. No snapshot carries it. */
  readonly asked = new KeptBytes()
  #zones: TimeZones | undefined
  /** How many follow its journal just now. */
  readers = 0
  /** The journal's first entry of what happens in this world; those before came with the state that it began with. */
  readonly firstEntry: number
  /** How many ids each stream had given out when it began: rows with those came with the state that it began with. */
  readonly idsBefore: Readonly<Record<string, number>>
  // What most worlds never have is made when it is first asked for: there may be thousands of them.
  #texts: RememberedTexts | undefined
  #worked: WorkedOut | undefined
  #tallies: Map<TallyKind, Tally> | undefined
  #waits: Waits | undefined
  #attempting: Set<number> | undefined
  #read: Set<string> | undefined

  constructor(
    readonly id: string,
    state: WorldState | WorldCopy | { seed: string; profile?: Profile; clock: Partial<ClockState> & { now: number } },
    outside: Outside,
  ) {
    this.profile = state.profile ?? 'actual'
    this.keyring = new Keyring(id)
    const { counters, journal, rows } = { counters: undefined, journal: undefined, rows: undefined, ...state }
    this.random = new Random(state.seed, counters)
    this.journal = new Journal(journal)
    this.firstEntry = this.journal.next
    this.idsBefore = counters ? { ...counters } : NOTHING
    this.listeners = new Listeners(this)
    this.store = rows instanceof Store ? rows : new Store(rows)
    this.clock = new Clock(state.clock, { causes: this.journal, outside })
    this.clock.register(WAIT_OVER, (_payload: unknown, job) => this.waits.end(job))
    this.deliveries = new DeliveryEngine(this)
  }

  get texts(): RememberedTexts {
    return (this.#texts ??= new RememberedTexts(this))
  }

  get worked(): WorkedOut {
    return (this.#worked ??= new WorkedOut(this))
  }

  /** What a provider counts beside the rows, made when it is first asked for. No snapshot carries it. */
  tally<T extends Tally>(kind: TallyKind<T>): T {
    const tallies = (this.#tallies ??= new Map<TallyKind, Tally>())
    let tally = tallies.get(kind) as T | undefined
    if (!tally) tallies.set(kind, (tally = new kind(this)))
    return tally
  }

  get waits(): Waits {
    return (this.#waits ??= new Waits(this.clock))
  }

  /** Webhook attempts whose answer has not come yet: what is called meanwhile is called because of them. */
  get attempting(): Set<number> {
    return (this.#attempting ??= new Set())
  }

  /** Texts, by the ids of their deliveries, that somebody who tests has looked at. */
  get read(): Set<string> {
    return (this.#read ??= new Set())
  }

  get now(): number {
    return this.clock.now
  }

  /** Clocks on the wall somewhere, which cost much to make. */
  get zones(): TimeZones {
    return (this.#zones ??= new TimeZones())
  }

  /** What its clients log in with and the ids that they start from, by provider, as they are now. */
  get credentials(): Credentials {
    return this.keyring.shown()
  }

  /** Another with every change of any row. */
  get changes(): number {
    return this.store.changeCount.count
  }

  collection<R extends Row>(definition: CollectionDefinition<R>): Collection<R> {
    return this.store.collection(definition)
  }

  /** Writes an event down and tells those who listen, with it as the cause of what they do. */
  publish<Data extends object>(kind: EventKind<Data>, data: NoInfer<Data>): Entry<Data> {
    const entry = this.journal.record(kind.name, data, this.clock.now)
    this.listeners.tell(entry)
    return entry
  }

  /**
   * The same for what very many rows may follow: those who go through them do it after all else, in slices. Others find in
   * between what has happened, and some of the rows as they were.
   */
  *publishInSlices<Data extends object>(kind: EventKind<Data>, data: NoInfer<Data>): Slices<Entry<Data>> {
    const entry = this.journal.record(kind.name, data, this.clock.now)
    yield* this.listeners.tellInSlices(entry)
    return entry
  }

  /**
   * A provider sends a message: its own record of it is written down, told of, and taken on its way. Answers the record.
   * @param course how it goes unless plan rules decide; null where it goes nowhere
   */
  send<R extends Row>(
    records: CollectionDefinition<R>,
    draft: Draft<R>,
    sending: Sending,
    course: Course | null = {},
  ): R {
    return send(this, records, draft, sending, course)
  }

  /**
   * A person writes a message to a provider's address.
   * @throws Refusal `illegal` where the handset is switched off; `unknown` where no provider has that address
   */
  write(handset: string, to: string, text: string, attached?: Attached): Inbound {
    if (this.collection(switchedOff).get(toAddress(handset)))
      throw new Refusal('illegal', `${handset} is switched off, and writes nothing. Switch it on first.`)
    const entry = this.publish(handsetWrote, { handset, to, text })
    return this.journal.within(entry.id, () => this.receive(handset, to, text, attached))
  }

  /** A message arrives at a route; nobody's handset need have written it. */
  receive(from: string, to: string, text: string, attached?: Attached): Inbound {
    return receive(this, { from, to, text, attached })
  }

  /** Everything in it, which nothing changes any more. */
  state(): WorldState {
    return { ...this.#small(), clock: this.clock.state(), rows: this.store.state() }
  }

  toJSON(): WorldState {
    return this.state()
  }

  /** The same for a fork, or for whoever writes it out bit by bit while calls go on. */
  copy(): WorldCopy {
    return { ...this.#small(), clock: this.clock.copy(), rows: this.store.fork() }
  }

  /** Begins with what another has of which it is a fork, and no state carries. */
  takeOver(other: World): void {
    this.asked.takeOver(other.asked)
    if (other.#tallies) this.#tallies = new Map([...other.#tallies].map(([kind, tally]) => [kind, tally.copy(this)]))
  }

  #small(): Omit<WorldState, 'clock' | 'rows'> {
    return {
      seed: this.random.seed,
      profile: this.profile,
      counters: { ...this.random.counters },
      journal: this.journal.state(),
    }
  }
}

/** A state that was read, with all by which it is found, so that a world can begin with it at once. */
export function* buildWorld(state: WorldState, collections: readonly RowKind[]): Slices<WorldCopy> {
  const { jobs, ...hands } = state.clock
  const rows = yield* Store.build(state.rows, collections)
  return { ...state, clock: { ...hands, jobs: yield* JobQueue.build(jobs) }, rows }
}

/** A copy as what `writeJson` writes: the same as the world's state, whose jobs are put in order as they are asked for. */
export function unfold({ clock: { jobs, ...hands }, rows, ...small }: WorldCopy): object {
  return { ...small, clock: { ...hands, jobs: jobs.drain() }, rows: rows.state() }
}

const NOTHING: Readonly<Record<string, number>> = Object.freeze({})
