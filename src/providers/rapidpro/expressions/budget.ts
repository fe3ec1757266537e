/** More work than an expression may make, whatever it is written like. Never leaves this folder. */
export class TooComplex extends Error {
  constructor() {
    super('expression is too complex to evaluate')
  }
}

/** So many units of about half a microsecond: a template is done, or given up, within some 50 milliseconds even where none was before. */
export const UNITS = 60_000

/** Characters that are read or written for a unit. */
const CHARACTERS = 4

/** How many evaluations and values may lie within each other. */
const DEEPEST = 500

/** The work that is left for one template. It is spent before the work is done. */
export class Budget {
  #left = UNITS
  #depth = 0

  spend(units: number): void {
    this.#left -= units
    if (this.#left < 0) throw new TooComplex()
  }

  /** For a text of so many characters. */
  spendText(length: number): void {
    this.spend(1 + length / CHARACTERS)
  }

  /** Does what lies within something else. */
  within<T>(work: () => T): T {
    this.spend(1)
    if (this.#depth >= DEEPEST) throw new TooComplex()
    this.#depth++
    try {
      return work()
    } finally {
      this.#depth--
    }
  }
}
