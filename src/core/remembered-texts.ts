import type { Sight } from './sight.ts'
import type { Row } from './store/row.ts'
import { type Changing, type Seen, Witness, stands } from './witness.ts'

/** What makes a text of a row. It may depend on the row, on what it looks at of the world, and on the variant: no more. */
export interface TextMaker<R, V = void> {
  text(row: R, world: Sight, variant: V): string
}

interface Remembered extends Seen {
  maker: object
  variant: unknown
  text: string
  next: Remembered | undefined
}

/** So many characters are remembered in one world, those of the latest rows. */
const MOST = 2_000_000

/**
 * The texts made of a world's rows, so that lists that are asked for again and again cost little. Nobody has to forget
 * anything: a text is found by its row and stands as long as the rows that were looked at are those that are there.
 */
export class RememberedTexts {
  readonly #texts = new Map<Row, Remembered>()
  readonly #world: Sight & Changing
  #characters = 0

  constructor(world: Sight & Changing) {
    this.#world = world
  }

  /** The text that `maker` makes of a row: the one remembered where it would be the same. */
  of<R extends Row>(maker: TextMaker<R>, row: R): string
  of<R extends Row, V>(maker: TextMaker<R, V>, row: R, variant: V): string
  of<R extends Row, V>(maker: TextMaker<R, V>, row: R, variant?: V): string {
    const known = this.#texts.get(row)
    for (let one = known; one; one = one.next)
      if (one.maker === maker && one.variant === variant)
        return stands(one, this.#world) ? one.text : this.#renew(one, maker, row)
    const one = { maker, variant, text: '', looks: [], changes: 0, next: known }
    // What was there keeps its place in the order in which rows are forgotten.
    this.#texts.set(row, one)
    return this.#renew(one, maker, row)
  }

  #renew<R extends Row, V>(one: Remembered, maker: TextMaker<R, V>, row: R): string {
    const witness = new Witness(this.#world)
    const text = maker.text(row, witness, one.variant as V)
    // A text put together from parts is kept as parts until one of its characters is asked for.
    text.charCodeAt(0)
    this.#characters += text.length - one.text.length
    one.text = text
    one.looks = witness.looks
    one.changes = this.#world.changes
    for (const [oldest, first] of this.#texts) {
      if (this.#characters <= MOST) break
      this.#forget(oldest, first)
    }
    return text
  }

  #forget(row: Row, first: Remembered): void {
    this.#texts.delete(row)
    for (let one: Remembered | undefined = first; one; one = one.next) this.#characters -= one.text.length
  }
}
