import type { ClockMode } from './clock/modes.ts'
import type { Credentials, Keys } from './keyring.ts'
import { didYouMean } from './nearest.ts'
import type { Profile } from './profile.ts'
import { Refusal } from './refusal.ts'
import type { Outside } from './clock/works.ts'
import { World, type WorldCopy, type WorldState } from './world.ts'

/** How a world is to begin. What is left out is decided here, and the same each time. */
export interface WorldOptions {
  id?: string | undefined
  /** What people call it, such as the title of a test. */
  name?: string | undefined
  seed?: string | undefined
  profile?: Profile | undefined
  clock?: { mode?: ClockMode | undefined; now?: number | undefined; speed?: number | undefined } | undefined
  /** The ready-made world that it begins as. */
  fixture?: string | undefined
  /** It ends once nobody has called it for so long, real milliseconds. */
  expiresIn?: number | undefined
  /** Credentials that were not made for it: those of the call that opened it, in the place of its own. */
  adopted?: Readonly<Credentials> | undefined
}

/** What a world may be called: it stands in paths. */
export const WORLD_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

export interface WorldsPorts {
  outside: Outside
  /** The wall clock, milliseconds: where worlds that follow real time begin. */
  wallClock(): number
  /** What a world's clients log in with, and the ids that they start from, as they are now. */
  credentialsOf(world: World): Credentials
  /** Connects a world with its providers; a fresh one is also given what an account holds on its first day. */
  furnish(world: World, fresh: boolean): void
  /** Every credential by which a call finds this world, and whose it is. */
  keysOf(world: World): Keys
  /** Told of a world that came, changed or went, so that its clock can be driven. */
  onChange?(world: World): void
}

/** Where a clock that follows nothing begins, so that the same calls give the same times. */
export const DAWN = Date.UTC(2026, 0, 1)

interface Entry {
  world: World
  options: WorldOptions
  /** What led to it before it was reset or put back, and is no key of its rows now; undefined where it never was. */
  former: Keys | undefined
}

/** Finds, creates, resets, forks and deletes worlds. */
export class Worlds {
  readonly #worlds = new Map<string, Entry>()
  /** By provider and credential, the ids of those to whom one leads, or has led; mostly that is one. */
  readonly #byKey = new Map<string, Map<string, string | string[]>>()
  #created = 0

  constructor(readonly ports: WorldsPorts) {}

  /** @throws Refusal `exists` where a world of that id is there already. */
  create(options: WorldOptions = {}): World {
    const id = options.id ?? this.#freshId()
    if (this.#worlds.has(id))
      throw new Refusal('exists', `There is a world "${id}" already. Delete it, reset it, or choose another id.`)
    return this.#begin(id, options)
  }

  /** How a world was asked for; what a reset goes back to. What it has adopted may have been completed since. */
  optionsOf(id: string): WorldOptions & { id: string } {
    const { world, options } = this.#entry(id)
    return { ...options, id, ...(options.adopted && { adopted: world.keyring.adopted }) }
  }

  /** What people call a world: its name, or its id where it has none or is no longer there. */
  nameOf(id: string): string {
    return this.#worlds.get(id)?.options.name ?? id
  }

  /** The id itself, or where a world has it already, the first that follows and is free. */
  freeId(wanted: string): string {
    let id = wanted
    for (let number = 2; this.#worlds.has(id); number++) id = `${wanted}-${number}`
    return id
  }

  list(): World[] {
    return [...this.#worlds.values()].map(({ world }) => world)
  }

  find(id: string): World | undefined {
    return this.#worlds.get(id)?.world
  }

  /** @throws Refusal `unknown`, with the nearest ids. */
  get(id: string): World {
    const world = this.find(id)
    if (!world)
      throw new Refusal(
        'unknown',
        `There is no world "${id}". ${didYouMean(id, this.#worlds.keys()) || 'There are none at all.'}`,
      )
    return world
  }

  /**
   * The world that a provider's credential belongs to: the first that has it, for worlds with the same rows may have the
   * same. What nobody has any more still leads to where it did, and is refused there.
   */
  byKey(provider: string, credential: string): World | undefined {
    const ids = this.#byKey.get(provider)?.get(credential)
    if (ids === undefined) return undefined
    if (typeof ids === 'string') return this.find(ids)
    return this.find(ids.find((id) => this.#has(id, provider, credential)) ?? ids[0]!)
  }

  delete(id: string): void {
    const entry = this.#entry(id)
    this.#end(entry.world)
    this.#worlds.delete(id)
    this.#forgetKeys(id, entry.world.keyring.keys)
    if (entry.former) this.#forgetKeys(id, entry.former)
  }

  /** Begins the world anew: it cannot be told from a new one, and what still answers the old one is not heard. */
  reset(id: string): World {
    const options = this.optionsOf(id)
    this.#end(this.get(id))
    return this.#begin(id, options)
  }

  /**
   * Puts a saved state in the place of what the world holds now. It keeps its id and its credentials. Where the state
   * cannot be put back, what the world holds stays.
   */
  restore(id: string, state: WorldState | WorldCopy): World {
    const options = this.optionsOf(id)
    const world = new World(id, state, this.ports.outside)
    this.#equip(world, options, false)
    this.#end(this.get(id))
    return this.#place(world, options)
  }

  /** A copy of the world as it is now, under new credentials, that goes on by itself. */
  fork(id: string, forkId: string = this.#freshId()): World {
    const { world, options } = this.#entry(id)
    if (this.#worlds.has(forkId))
      throw new Refusal('exists', `There is a world "${forkId}" already. Delete it, or choose another id for the fork.`)
    const copy = new World(forkId, world.copy(), this.ports.outside)
    copy.takeOver(world)
    return this.#install(copy, { ...options, id: forkId, seed: world.random.seed, adopted: undefined }, false)
  }

  #begin(id: string, options: WorldOptions): World {
    const mode = options.clock?.mode ?? 'frozen'
    const followsReality = mode === 'real' || mode === 'scaled'
    const now = options.clock?.now ?? (followsReality ? this.ports.wallClock() : DAWN)
    const clock = { mode, now, speed: mode === 'scaled' ? (options.clock?.speed ?? 1) : 1 }
    const world = new World(
      id,
      { seed: options.seed ?? id, profile: options.profile ?? 'actual', clock },
      this.ports.outside,
    )
    return this.#install(world, options, true)
  }

  #install(world: World, options: WorldOptions, fresh: boolean): World {
    this.#equip(world, options, fresh)
    return this.#place(world, options)
  }

  /** Connects a world with all that is around it. */
  #equip(world: World, { adopted = NOTHING }: WorldOptions, fresh: boolean): void {
    world.keyring.connect({
      adopted,
      shown: () => this.ports.credentialsOf(world),
      added: (provider, credential) => this.find(world.id) === world && this.#learn(provider, credential, world),
    })
    this.ports.furnish(world, fresh)
    const [stranger] = world.clock.strangers()
    if (stranger !== undefined) throw new Error(`nobody here runs jobs of kind "${stranger}"`)
    world.keyring.learn(this.ports.keysOf(world))
  }

  #place(world: World, options: WorldOptions): World {
    this.#worlds.set(world.id, { world, options, former: this.#formerKeys(world) })
    for (const [provider, keys] of world.keyring.keys) for (const key of keys.keys()) this.#learn(provider, key, world)
    this.ports.onChange?.(world)
    return world
  }

  #end(world: World): void {
    world.clock.retire()
    this.ports.onChange?.(world)
  }

  #learn(provider: string, key: string, { id }: World): void {
    let known = this.#byKey.get(provider)
    if (!known) this.#byKey.set(provider, (known = new Map()))
    const ids = known.get(key)
    if (ids === undefined) known.set(key, id)
    else if (typeof ids === 'string') {
      if (ids !== id) known.set(key, [ids, id])
    } else if (!ids.includes(id)) ids.push(id)
  }

  #has(id: string, provider: string, key: string): boolean {
    return this.find(id)?.keyring.ownerOf(provider, key) !== undefined
  }

  #forgetKeys(id: string, keys: Keys): void {
    for (const [provider, all] of keys) {
      const known = this.#byKey.get(provider)
      for (const key of all.keys()) {
        const ids = known?.get(key)
        const others = Array.isArray(ids) ? ids.filter((one) => one !== id) : []
        if (others.length > 0) known!.set(key, others)
        else if (ids === id || Array.isArray(ids)) known!.delete(key)
      }
    }
  }

  /** What has led to a world, and is no key of the one that takes its place. */
  #formerKeys({ id, keyring }: World): Keys | undefined {
    const entry = this.#worlds.get(id)
    if (!entry) return undefined
    const former: Keys = new Map()
    for (const keys of [entry.former ?? [], entry.world.keyring.keys])
      for (const [provider, all] of keys) {
        const lost = [...all].filter(([key]) => keyring.ownerOf(provider, key) === undefined)
        former.set(provider, new Map([...(former.get(provider) ?? []), ...lost]))
      }
    return former
  }

  #entry(id: string): Entry {
    this.get(id)
    return this.#worlds.get(id)!
  }

  #freshId(): string {
    do this.#created++
    while (this.#worlds.has(`world-${this.#created}`))
    return `world-${this.#created}`
  }
}

const NOTHING: Readonly<Credentials> = Object.freeze({})
