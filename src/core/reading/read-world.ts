import type { TSchema } from 'typebox'
import type { ClockState } from '../clock/clock-state.ts'
import type { FindRow } from '../clock/job-kind.ts'
import { JOURNAL_KEEPS, type JournalState } from '../journal.ts'
import { type Slices, each } from '../slices.ts'
import type { Row } from '../store/row.ts'
import type { WorldState } from '../world.ts'
import { checkRoutes } from './check-routes.ts'
import { checkNumber, checkRows } from './check-rows.ts'
import { fitting } from './fit.ts'
import { type KeptWorld, keptSchema } from './kept-schema.ts'
import { Unreadable, step } from './unreadable.ts'
import { visiting } from './visit.ts'
import { type WorldParts, entrySchema, jobSchema, worldSchema } from './world-schema.ts'

/** Rows by their ids, by collection. */
type Known = ReadonlyMap<string, ReadonlyMap<string, Row>>

/**
 * Reads worlds that come from outside, whole or not at all: by the schemas of all that is in them first, then by what has
 * to be true between its parts. Whatever is accepted can be gone on from as if it had never been away.
 */
export class WorldReader {
  /** What holds a value against a schema, by the schema: made when it is first needed. */
  readonly #fits = new Map<TSchema, (value: unknown) => unknown>()
  readonly #frame: TSchema
  readonly #job: TSchema
  readonly #entry: TSchema

  constructor(readonly parts: WorldParts) {
    this.#frame = worldSchema(parts)
    this.#job = jobSchema(parts)
    this.#entry = entrySchema(parts)
  }

  /** @throws Unreadable at the first place that is wrong */
  *read(raw: unknown): Slices<WorldState> {
    const state = this.#fit(this.#frame)(raw) as WorldState
    yield* this.#fitAll(this.#job, state.clock.jobs, '/clock/jobs')
    yield* this.#fitAll(this.#entry, state.journal.entries, '/journal/entries')
    for (const { name, schema } of this.parts.collections)
      yield* this.#fitAll(schema, state.rows[name]?.rows ?? [], `/rows${step(name)}/rows`)
    yield* checkClock(state.clock)
    yield* checkJournal(state.journal)
    const known = new Map<string, ReadonlyMap<string, Row>>()
    for (const kind of this.parts.collections) {
      const rows = state.rows[kind.name]
      checkNumber(kind, rows)
      if (rows) known.set(kind.name, yield* checkRows(kind, rows, state.counters))
    }
    yield* this.#checkReferences(state, known)
    yield* this.#checkJobs(state, known)
    yield* checkRoutes(this.parts.collections, state.rows)
    yield* this.#visitAll(state, 'depth', checkDepth)
    return state
  }

  /** Reads all worlds that were kept. @throws Unreadable at the first place that is wrong */
  *readKept(raw: unknown): Slices<KeptWorld[]> {
    const read: KeptWorld[] = []
    const { worlds } = this.#fit(keptSchema)(raw) as { worlds: KeptWorld[] }
    for (const [at, { options, state }] of worlds.entries()) {
      const place = `/worlds/${at}`
      if (read.some((one) => one.options.id === options.id))
        throw new Unreadable(`${place}/options/id`, `"${options.id}" is the id of an earlier world`)
      try {
        read.push({ options, state: yield* this.read(state) })
      } catch (error) {
        throw error instanceof Unreadable ? new Unreadable(`${place}/state${error.place}`, error.why) : error
      }
    }
    return read
  }

  #fit(schema: TSchema): (value: unknown) => unknown {
    let fit = this.#fits.get(schema)
    if (!fit) this.#fits.set(schema, (fit = fitting(schema)))
    return fit
  }

  *#fitAll(schema: TSchema, values: readonly unknown[], place: string): Slices<void> {
    if (values.length === 0) return
    const fit = this.#fit(schema)
    yield
    yield* each(values, (value, at) => {
      try {
        fit(value)
      } catch (error) {
        throw error instanceof Unreadable ? new Unreadable(`${place}/${at}${error.place}`, error.why) : error
      }
    })
  }

  *#checkReferences(state: WorldState, known: Known): Slices<void> {
    const providers = new Set(this.parts.providers)
    const isThere = (id: string, collection: string): boolean =>
      collection === 'providers' ? providers.has(id) : (known.get(collection)?.has(id) ?? false)
    yield* this.#visitAll(state, 'refersTo', (value, collection, place) => {
      if (typeof value === 'string' && !isThere(value, collection as string))
        throw new Unreadable(place(), `there is no "${value}" among ${collection as string}`)
    })
  }

  /** Goes to all places that the schemas of jobs, entries and rows mark with a keyword. */
  *#visitAll(state: WorldState, keyword: string, tell: Parameters<typeof visiting>[2]): Slices<void> {
    const lists: [schema: TSchema, values: readonly unknown[], place: string][] = [
      [this.#job, state.clock.jobs, '/clock/jobs'],
      [this.#entry, state.journal.entries, '/journal/entries'],
    ]
    for (const { name, schema } of this.parts.collections)
      lists.push([schema, state.rows[name]?.rows ?? [], `/rows${step(name)}/rows`])
    for (const [schema, values, place] of lists) {
      const visit = visiting(schema, keyword, tell)
      if (visit) yield* each(values, (value, at) => visit(value, () => `${place}/${at}`))
    }
  }

  /** What is on the clock can be carried out. */
  *#checkJobs({ clock }: WorldState, known: Known): Slices<void> {
    const find: FindRow = ({ name }, id) => known.get(name)?.get(id) as never
    const kinds = new Map(this.parts.jobs.map((kind) => [kind.name, kind]))
    yield* each(clock.jobs, ({ kind, payload }, at) => {
      const wrong = kinds.get(kind)!.wrongWith(payload, find)
      if (wrong !== undefined) throw new Unreadable(`/clock/jobs/${at}`, wrong)
    })
  }
}

function* checkClock({ sequence, jobs }: ClockState): Slices<void> {
  const taken = new Set<number>()
  yield* each(jobs, (job, at) => {
    const place = `/clock/jobs/${at}/sequence`
    if (taken.has(job.sequence)) throw new Unreadable(place, `${job.sequence} is that of an earlier job`)
    if (job.sequence > sequence)
      throw new Unreadable(place, `${job.sequence} is not given out yet: the clock's own is ${sequence}`)
    taken.add(job.sequence)
  })
}

/** Entries stand in their order, and none that the ring has no room for any more. */
function* checkJournal({ next, entries }: JournalState): Slices<void> {
  let last = Math.max(0, next - JOURNAL_KEEPS - 1)
  yield* each(entries, ({ id }, at) => {
    if (id <= last || id >= next)
      throw new Unreadable(`/journal/entries/${at}/id`, `${id} does not stand between ${last} and ${next}`)
    last = id
  })
}

function checkDepth(value: unknown, most: unknown, place: () => string): void {
  if (isDeeper(value, most as number))
    throw new Unreadable(place(), `it is nested deeper than ${most as number} levels`)
}

function isDeeper(value: unknown, most: number): boolean {
  if (most < 0) return true
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => isDeeper(one, most - 1))
}
