import type { TSchema } from '@sinclair/typebox'
import type { ClockState } from '../clock/clock.ts'
import type { FindRow } from '../clock/job-kind.ts'
import { JOURNAL_KEEPS, type JournalState } from '../journal.ts'
import type { Row } from '../store/row.ts'
import type { WorldState } from '../world.ts'
import { checkRoutes } from './check-routes.ts'
import { checkNumber, checkRows } from './check-rows.ts'
import { type KeptWorld, keptSchema } from './kept-schema.ts'
import { Unreadable } from './unreadable.ts'
import { visiting } from './visit.ts'
import { type WorldParts, worldSchema } from './world-schema.ts'

/**
 * Reads worlds that come from outside, whole or not at all: by the schemas of all that is in them first, then by what has
 * to be true between its parts. Whatever is accepted can be gone on from as if it had never been away.
 */
export class WorldReader {
  #schema: TSchema | undefined
  #fit: ((value: unknown) => unknown) | undefined

  constructor(readonly parts: WorldParts) {}

  /** @throws Unreadable at the first place that is wrong */
  async read(raw: unknown): Promise<WorldState> {
    // What makes the check is large, and most runs never read a world.
    const { fitting } = await import('./fit.ts')
    const schema = (this.#schema ??= worldSchema(this.parts))
    this.#fit ??= fitting(schema)
    const state = this.#fit(raw) as WorldState
    checkClock(state.clock)
    checkJournal(state.journal)
    for (const kind of this.parts.collections) {
      const rows = state.rows[kind.name]
      checkNumber(kind, rows)
      if (rows) checkRows(kind, rows, state.counters)
    }
    this.#checkReferences(schema, state)
    this.#checkJobs(state)
    checkRoutes(this.parts.collections, state.rows)
    visiting(schema, 'depth', checkDepth)?.(state, '')
    return state
  }

  /** Reads all worlds that were kept. @throws Unreadable at the first place that is wrong */
  async readKept(raw: unknown): Promise<KeptWorld[]> {
    const { fitting } = await import('./fit.ts')
    const read: KeptWorld[] = []
    for (const [at, { options, state }] of fitting(keptSchema)(raw).worlds.entries()) {
      const place = `/worlds/${at}`
      if (read.some((one) => one.options.id === options.id))
        throw new Unreadable(`${place}/options/id`, `"${options.id}" is the id of an earlier world`)
      try {
        read.push({ options, state: await this.read(state) })
      } catch (error) {
        throw error instanceof Unreadable ? new Unreadable(`${place}/state${error.place}`, error.why) : error
      }
    }
    return read
  }

  #checkReferences(schema: TSchema, state: WorldState): void {
    const known = new Map<string, Set<string>>([['providers', new Set(this.parts.providers)]])
    const idsOf = (collection: string): Set<string> => {
      let ids = known.get(collection)
      if (!ids) known.set(collection, (ids = new Set(state.rows[collection]?.rows.map(({ id }) => id))))
      return ids
    }
    const check = (value: unknown, collection: unknown, place: string): void => {
      if (typeof value === 'string' && !idsOf(collection as string).has(value))
        throw new Unreadable(place, `there is no "${value}" among ${collection as string}`)
    }
    visiting(schema, 'refersTo', check)?.(state, '')
  }

  /** What is on the clock can be carried out. */
  #checkJobs(state: WorldState): void {
    const known = new Map<string, Map<string, Row>>()
    const find: FindRow = ({ name }, id) => {
      let rows = known.get(name)
      if (!rows) known.set(name, (rows = new Map(state.rows[name]?.rows.map((row) => [row.id, row]))))
      return rows.get(id) as never
    }
    const kinds = new Map(this.parts.jobs.map((kind) => [kind.name, kind]))
    for (const [at, { kind, payload }] of state.clock.jobs.entries()) {
      const wrong = kinds.get(kind)!.wrongWith(payload, find)
      if (wrong !== undefined) throw new Unreadable(`/clock/jobs/${at}`, wrong)
    }
  }
}

function checkClock({ sequence, jobs }: ClockState): void {
  const taken = new Set<number>()
  for (const [at, job] of jobs.entries()) {
    const place = `/clock/jobs/${at}/sequence`
    if (taken.has(job.sequence)) throw new Unreadable(place, `${job.sequence} is that of an earlier job`)
    if (job.sequence > sequence)
      throw new Unreadable(place, `${job.sequence} is not given out yet: the clock's own is ${sequence}`)
    taken.add(job.sequence)
  }
}

/** Entries stand in their order, and none that the ring has no room for any more. */
function checkJournal({ next, entries }: JournalState): void {
  let last = Math.max(0, next - JOURNAL_KEEPS - 1)
  for (const [at, { id }] of entries.entries()) {
    if (id <= last || id >= next)
      throw new Unreadable(`/journal/entries/${at}/id`, `${id} does not stand between ${last} and ${next}`)
    last = id
  }
}

function checkDepth(value: unknown, most: unknown, place: string): void {
  if (typeof value !== 'object') return
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > (most as number)) throw new Unreadable(place, `it is nested deeper than ${most as number} levels`)
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
}
