import { fileURLToPath } from 'node:url'

/** Somebody called something, and never looked at what came of it: the test would have passed whatever that was. */
export class NobodyAwaited extends Error {
  override readonly name = 'NobodyAwaited'
}

/** The calls of one test, until somebody awaits them. */
export class Calls {
  readonly #forgotten = new Set<NobodyAwaited>()

  /**
   * Begins a call. Where it fails, its error points at the line of the test that made it.
   * @param what how the call is written, for whoever has to find it
   */
  begin<T>(what: string, work: () => Promise<T>): Promise<T> {
    const forgotten = new NobodyAwaited(`Nobody awaited ${what}: write "await" before it, or its verdict is lost.`)
    const lines = linesOfTest(forgotten)
    forgotten.stack = stackOf(forgotten, lines)
    this.#forgotten.add(forgotten)
    const promise = work().catch((error: unknown) => {
      if (error instanceof Error) error.stack = stackOf(error, lines)
      throw error
    })
    // What nobody awaits is told of when the test ends.
    promise.catch(() => {})
    return new Watched(promise, () => this.#forgotten.delete(forgotten))
  }

  /** @throws NobodyAwaited where a call was begun and nobody awaited it */
  refuseForgotten(): void {
    const [first] = this.#forgotten
    this.#forgotten.clear()
    if (first) throw first
  }
}

const KIT = fileURLToPath(new URL('.', import.meta.url))

/** Where an error was made, without the lines of the kit that come first. */
function linesOfTest({ stack = '' }: Error): string[] {
  const lines = stack.split('\n').filter((line) => line.startsWith('    at '))
  const first = lines.findIndex((line) => !line.includes(KIT))
  return lines.slice(Math.max(0, first))
}

const stackOf = ({ name, message }: Error, lines: readonly string[]): string =>
  [`${name}: ${message}`, ...lines].join('\n')

/** A promise that says when somebody begins to wait for it. */
class Watched<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = 'Promise'
  readonly #promise: Promise<T>
  readonly #awaited: () => void

  constructor(promise: Promise<T>, awaited: () => void) {
    this.#promise = promise
    this.#awaited = awaited
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is a promise
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#awaited()
    return this.#promise.then(onValue, onError)
  }

  catch<B = never>(onError?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onError)
  }

  finally(onEnd?: (() => void) | null): Promise<T> {
    this.#awaited()
    return this.#promise.finally(onEnd)
  }
}
