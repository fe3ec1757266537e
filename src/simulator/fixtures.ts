import { didYouMean } from '../core/nearest.ts'
import { Refusal } from '../core/refusal.ts'
import type { WorldCopy } from '../core/world.ts'

/** Where ready-made worlds come from. */
export interface FixtureSource {
  names(): Promise<readonly string[]>
  /** A snapshot; only names that are there are asked for. */
  read(name: string): Promise<{ state: unknown }>
}

/** Ready-made worlds by name. Each is read once, and then shared by all that begin with it until they write. */
export class Fixtures {
  readonly #copies = new Map<string, Promise<WorldCopy>>()

  constructor(
    readonly source: FixtureSource,
    /** @throws Unreadable */
    readonly build: (state: unknown) => Promise<WorldCopy>,
  ) {}

  /** What a world that is to begin like this holds. @throws Refusal `unknown`, with the names that there are */
  async copyOf(name: string): Promise<WorldCopy> {
    const known = await this.source.names()
    if (!known.includes(name))
      throw new Refusal(
        'unknown',
        `There is no fixture "${name}". ${didYouMean(name, known) || 'There are none at all.'}`,
      )
    const copy = await this.#remembered(name)
    const { clock, counters, rows } = copy
    return { ...copy, counters: { ...counters }, rows: rows.fork(), clock: { ...clock, jobs: clock.jobs.copy() } }
  }

  #remembered(name: string): Promise<WorldCopy> {
    let copy = this.#copies.get(name)
    if (!copy) {
      copy = this.source.read(name).then(({ state }) => this.build(state))
      // What could not be read is read anew by whoever asks next.
      copy.catch(() => this.#copies.delete(name))
      this.#copies.set(name, copy)
    }
    return copy
  }
}
