import { deliveries } from '../../core/network/delivery.ts'
import { inbounds } from '../../core/network/inbound.ts'
import { type Text, textOfDelivery, textsOf } from '../../core/network/texts.ts'
import { unsent } from '../../core/network/unsent.ts'
import type { Slices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { type Criteria, STANDING, missed } from '../messages/criteria.ts'

/** What is expected: texts that meet the criteria, each kind after the one before it. */
export interface Expectation {
  readonly inOrder: readonly Criteria[]
  /** How often exactly; at least once where it is left out. */
  readonly times: number | undefined
  readonly after: number
}

/** What a text says, and between whom, stays as it is: patterns are asked once. */
const fitsButForState = (text: Text, criteria: Criteria): boolean => missed(text, criteria, STANDING).length === 0

/** Whether the state is the one that is asked for; an outbound text has to be on the handset unless one is. */
const isInState = (text: Text, { state }: Criteria): boolean =>
  state === undefined ? text.arrived !== null : text.state === state

/** Watches the texts of a world for those that are expected. It looks at each again only while it may still come to fit. */
export class Lookout {
  /** Every text since `after`, those that may come to fit as they were last seen. */
  readonly texts: Text[] = []
  /** Places of those that fit all but for their state, by the place of what is expected. */
  readonly #candidates: Set<number>[]
  #seen: number
  #changes = -1

  constructor(
    readonly world: World,
    readonly expected: Expectation,
  ) {
    this.#seen = expected.after
    this.#candidates = expected.inOrder.map(() => new Set())
  }

  /** Looks at what has come or changed since the last look. Patterns may take long: a slice is one text. */
  *look(): Slices<void> {
    const { store } = this.world
    const changes = [deliveries, inbounds, unsent].reduce(
      (sum, kind) => sum + store.collection(kind as typeof deliveries).changes,
      0,
    )
    if (changes === this.#changes) return
    this.#changes = changes
    for (const places of this.#candidates) for (const place of places) this.texts[place] = this.now(this.texts[place]!)
    for (const text of textsOf(store, { after: this.#seen })) {
      const place = this.texts.push(text) - 1
      this.#seen = text.entry
      for (const [index, criteria] of this.expected.inOrder.entries())
        if (fitsButForState(text, criteria)) this.#candidates[index]!.add(place)
      yield
    }
  }

  /** A text as it is now. */
  now(text: Text): Text {
    return textOfDelivery(this.world.store, text.id) ?? text
  }

  /** Whether something came that fits all that is expected but for its state. */
  get hasCandidates(): boolean {
    return this.#candidates.every((places) => places.size >= Math.max(1, this.expected.times ?? 1))
  }

  /** The texts that fit, those for each kind that is expected: as many as there are, or the first one where several are in order. */
  get found(): Text[] {
    const { inOrder } = this.expected
    if (inOrder.length === 1) return this.#fitting(0)
    const found: Text[] = []
    for (const index of inOrder.keys()) {
      const last = found.at(-1)
      const next = this.#fitting(index).find((text) => last === undefined || isLater(text, last))
      if (!next) return found
      found.push(next)
    }
    return found
  }

  get isMet(): boolean {
    const { inOrder, times } = this.expected
    const { length } = this.found
    return inOrder.length > 1 ? length === inOrder.length : times === undefined ? length > 0 : length === times
  }

  #fitting(index: number): Text[] {
    const criteria = this.expected.inOrder[index]!
    return [...this.#candidates[index]!]
      .map((place) => this.texts[place]!)
      .filter((text) => isInState(text, criteria))
      .sort((one, other) => (isLater(one, other) ? 1 : -1))
  }
}

/** Whether one text came after another: by when they arrived, and by when they were sent where that is the same. */
export function isLater(one: Text, other: Text): boolean {
  const [mine, its] = [one, other].map(({ arrived, at }) => arrived ?? at) as [number, number]
  return mine === its ? one.entry > other.entry : mine > its
}
