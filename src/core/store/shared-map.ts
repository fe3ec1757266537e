/** What a layer says of a key that a lower one still has. */
const GONE = Symbol('no longer there')

type Layer<K, V> = ReadonlyMap<K, V | typeof GONE>

/**
 * A map that worlds share until one of them writes: what there was when it was forked lies in layers that nobody changes
 * any more, and each world writes in a layer of its own above them. Values are never undefined.
 */
export class SharedMap<K, V> {
  #own = new Map<K, V | typeof GONE>()
  /** The newest first, each more than twice as large as the one above it, so that they are few. */
  #below: readonly Layer<K, V>[] = []
  #size = 0
  /** How many keys of the own layer only say that a lower one is wrong. */
  #gone = 0

  get size(): number {
    return this.#size
  }

  get(key: K): V | undefined {
    let value = this.#own.get(key)
    if (value === undefined && this.#below.length > 0) value = this.#shared(key)
    return value === GONE ? undefined : value
  }

  /** Answers whether the key is new. */
  set(key: K, value: V): boolean {
    const own = this.#own
    const before = own.size
    const wasGone = this.#gone > 0 && own.get(key) === GONE
    // Looking first would cost as much again as putting it there.
    own.set(key, value)
    if (wasGone) this.#gone--
    else if (own.size === before || (this.#below.length > 0 && isThere(this.#shared(key)))) return false
    this.#size++
    return true
  }

  delete(key: K): void {
    if (this.get(key) === undefined) return
    this.#size--
    if (!isThere(this.#shared(key))) return void this.#own.delete(key)
    this.#own.set(key, GONE)
    this.#gone++
  }

  /** Another with the same entries; from now on what one of the two writes the other does not see. */
  fork(): SharedMap<K, V> {
    if (this.#own.size > 0) {
      this.#below = settled([this.#own, ...this.#below])
      this.#own = new Map()
      this.#gone = 0
    }
    const other = new SharedMap<K, V>()
    other.#below = this.#below
    other.#size = this.#size
    return other
  }

  #shared(key: K): V | typeof GONE | undefined {
    for (const layer of this.#below) {
      const value = layer.get(key)
      if (value !== undefined) return value
    }
    return undefined
  }
}

const isThere = (value: unknown): boolean => value !== undefined && value !== GONE

/** The same layers, the upper ones put together until each is more than twice as large as the one above it. */
function settled<K, V>([top, ...others]: readonly Layer<K, V>[]): readonly Layer<K, V>[] {
  const [next, ...rest] = others
  if (!top || !next || top.size * 2 < next.size) return [top!, ...others]
  const both = new Map(next)
  for (const [key, value] of top) {
    if (value === GONE && rest.length === 0) both.delete(key)
    else both.set(key, value)
  }
  return settled([both, ...rest])
}
