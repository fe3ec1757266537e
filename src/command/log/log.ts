import type { Simulator } from '../../simulator/simulator.ts'
import type { World } from '../../core/world.ts'
import { atEndOfTurn } from '../../server/real-time.ts'
import type { Served } from '../../server/served.ts'
import type { Happening } from './happening.ts'
import { inWords } from './in-words.ts'
import { type Paint, paintFor } from './paint.ts'
import { rounded, watchWorld } from './watch-world.ts'

export interface LogOptions {
  json: boolean
  verbose: boolean
  /** What the environment says of colours. */
  noColour: string | undefined
}

/** So many bytes may wait for whoever reads the log; what comes meanwhile is left out. */
const MOST_WAITING = 1_048_576

/** A line for each call, text and webhook. What nobody reads holds nobody up, and takes no more than a little room. */
export class Log {
  readonly #paint: Paint
  readonly #soon = atEndOfTurn()
  /** Worlds that are watched already. */
  readonly #known = new WeakSet<World>()
  #lines: string[] = []
  #size = 0
  #lost = 0
  #isRead = true
  #simulator: Simulator | undefined

  constructor(
    readonly out: NodeJS.WriteStream,
    readonly options: LogOptions,
  ) {
    out.once('error', () => (this.#isRead = false))
    this.#paint = paintFor(out.isTTY, options.noColour)
  }

  /** Whose worlds are told of, by the names that they have there. */
  attach(simulator: Simulator): void {
    this.#simulator = simulator
    for (const world of simulator.worlds.list()) this.watch(world)
  }

  watch(world: World): void {
    if (!this.#simulator || this.#known.has(world) || world.clock.retired) return
    this.#known.add(world)
    watchWorld(world, {
      nameOf: () => this.#nameOf(world.id),
      steps: this.options.verbose,
      tell: (happening) => this.tell(happening),
    })
  }

  call({ method, path, query, status, operation, world, refused, took }: Served): void {
    // Whoever watches over the process asks every few seconds.
    if (path === '/healthz' && status === 200 && !this.options.verbose) return
    this.tell({
      type: 'call',
      method,
      path,
      query,
      status,
      operation: operation ?? null,
      world: world === undefined ? null : this.#nameOf(world),
      refused: refused === undefined ? null : refused.slice(0, 2000),
      ms: rounded(took),
    })
  }

  tell(happening: Happening): void {
    if (!this.#isRead) return
    if (this.out.writableLength + this.#size > MOST_WAITING) {
      this.#lost++
      return
    }
    if (this.#lost > 0) {
      const lines = this.#lost
      this.#lost = 0
      this.tell({ type: 'left_out', lines })
    }
    const { json, verbose } = this.options
    const line = json ? JSON.stringify(happening) : inWords(happening, this.#paint, verbose)
    this.#size += line.length
    if (this.#lines.push(line) === 1) this.#soon(() => this.flush())
  }

  flush(): void {
    const lines = this.#lines
    this.#lines = []
    this.#size = 0
    if (lines.length > 0) this.out.write(`${lines.join('\n')}\n`)
  }

  #nameOf(id: string): string {
    return this.#simulator?.worlds.nameOf(id) ?? id
  }
}
