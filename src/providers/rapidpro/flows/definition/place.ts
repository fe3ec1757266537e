import { didYouMean } from '../../../../core/nearest.ts'
import { type Issue, MOST_ISSUES, type Path } from '../../../../http/problem.ts'

/** A value in what is being read, where it stands, and what is wrong with it so far. */
export class Place {
  constructor(
    readonly raw: unknown,
    readonly path: Path,
    readonly issues: Issue[],
  ) {}

  /** Says what is wrong, as in "has to be text": the name of the place comes before it. */
  refuse(message: string): undefined {
    if (this.issues.length < MOST_ISSUES)
      this.issues.push({ path: this.path, rule: 'invalid', message: `"${this.path.join('.')}" ${message}` })
    return undefined
  }

  /** What an object has under a name. */
  at(name: string): Place {
    return new Place((this.raw as Record<string, unknown>)[name], [...this.path, name], this.issues)
  }

  has(name: string): boolean {
    const { raw } = this.at(name)
    return raw !== undefined && raw !== null
  }

  isObject(): boolean {
    if (typeof this.raw === 'object' && this.raw !== null && !Array.isArray(this.raw)) return true
    this.refuse(`has to be an object, not ${this.#shown()}.`)
    return false
  }

  /** The items of a list; none where it is no list, or too long. */
  items(most: number): Place[] {
    const { raw } = this
    if (!Array.isArray(raw)) {
      this.refuse(`has to be a list, not ${this.#shown()}.`)
      return []
    }
    if (raw.length > most) {
      this.refuse(`has ${raw.length} items; ${most} are the most.`)
      return []
    }
    return raw.map((one: unknown, index) => new Place(one, [...this.path, index], this.issues))
  }

  text(most = 640): string {
    const { raw } = this
    if (typeof raw !== 'string' || raw === '') return this.refuse(`has to be text, not ${this.#shown()}.`) ?? ''
    if (raw.length > most) return this.refuse(`has ${raw.length} characters; ${most} are the most.`) ?? ''
    return raw
  }

  uuid(): string {
    if (typeof this.raw === 'string' && UUID.test(this.raw)) return this.raw
    return this.refuse(`has to be a uuid in lower case, not ${this.#shown()}.`) ?? ''
  }

  whole(least: number, most: number): number {
    if (Number.isInteger(this.raw) && (this.raw as number) >= least && (this.raw as number) <= most)
      return this.raw as number
    return this.refuse(`has to be a whole number between ${least} and ${most}, not ${this.#shown()}.`) ?? least
  }

  oneOf<W extends string>(words: readonly W[]): W {
    if (words.includes(this.raw as W)) return this.raw as W
    const meant = typeof this.raw === 'string' ? ` ${didYouMean(this.raw, words)}` : ''
    this.refuse(`is not known: ${this.#shown()}.${meant}`)
    return words[0]!
  }

  /** Names something that stands elsewhere. */
  names(known: ReadonlySet<string>, what: string): void {
    if (!known.has(this.raw as string)) this.refuse(`has to be the uuid of ${what}, not ${this.#shown()}.`)
  }

  #shown(): string {
    if (this.raw === undefined) return 'nothing'
    const shown = JSON.stringify(this.raw)
    return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
