interface Shard<K, V> {
  /** Whose it is alone, and who may write in it. */
  readonly owner: object
  readonly map: Map<K, V>
}

/** So many entries to a shard, on average, make it worth to have twice as many shards. */
const FULL = 512

/** A map in shards, which worlds share until one of them writes there. Keys are told apart as those of a `Map`. */
export class SharedMap<K, V> {
  #owner = {}
  /** As many as a power of two. */
  #shards: Shard<K, V>[] = [{ owner: this.#owner, map: new Map<K, V>() }]
  #size = 0

  get size(): number {
    return this.#size
  }

  get(key: K): V | undefined {
    return this.#shards[this.#placeOf(key)]!.map.get(key)
  }

  /** Answers whether the key is new. */
  set(key: K, value: V): boolean {
    const { map } = this.#own(this.#placeOf(key))
    const before = map.size
    map.set(key, value)
    if (map.size === before) return false
    if (++this.#size > FULL * this.#shards.length) this.#spread()
    return true
  }

  delete(key: K): void {
    const place = this.#placeOf(key)
    if (this.#shards[place]!.map.has(key) && this.#own(place).map.delete(key)) this.#size--
  }

  /** Another with the same entries; from now on what one of the two writes the other does not see. */
  fork(): SharedMap<K, V> {
    const other = new SharedMap<K, V>()
    other.#shards = this.#shards.slice()
    other.#size = this.#size
    this.#owner = {}
    return other
  }

  #own(place: number): Shard<K, V> {
    const shard = this.#shards[place]!
    if (shard.owner === this.#owner) return shard
    return (this.#shards[place] = { owner: this.#owner, map: new Map(shard.map) })
  }

  #placeOf(key: K): number {
    return this.#shards.length === 1 ? 0 : hashOf(key) & (this.#shards.length - 1)
  }

  #spread(): void {
    const before = this.#shards
    this.#shards = Array.from({ length: before.length * 2 }, () => ({ owner: this.#owner, map: new Map<K, V>() }))
    for (const { map } of before) for (const [key, value] of map) this.#shards[this.#placeOf(key)]!.map.set(key, value)
  }
}

/** What tells most ids and numbers apart stands at their end. */
const TAIL = 6

function hashOf(key: unknown): number {
  const text = typeof key === 'string' ? key : String(key)
  let hash = text.length
  for (let at = Math.max(0, text.length - TAIL); at < text.length; at++)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1)
  return hash >>> 16
}
