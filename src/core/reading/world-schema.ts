import type { TSchema } from 'typebox'
import * as Type from 'typebox'
import { CLOCK_MODES } from '../clock/modes.ts'
import type { JobKind } from '../clock/job-kind.ts'
import { FASTEST, SLOWEST } from '../clock/speed.ts'
import type { RowKind } from '../store/collection.ts'
import * as kept from '../store/kept.ts'
import { PROFILES } from '../profile.ts'

/** Longer than anybody writes, and still quick to draw from. */
const LONGEST_SEED = 10_000

/** What the worlds of one simulator are made of, besides what every world has. */
export interface WorldParts {
  readonly collections: readonly RowKind[]
  readonly jobs: readonly JobKind[]
  /** Names of the kinds of events. */
  readonly events: readonly string[]
  /** Names of the providers, which rows speak of. */
  readonly providers: readonly string[]
}

const cause = kept.orNull(kept.count)

/** An entry of a journal. */
export const entrySchema = ({ events }: WorldParts): TSchema =>
  Type.Object(
    { id: kept.count, at: kept.time, type: kept.oneOf(events), cause },
    // What else an entry tells is shown as it is, and nothing is worked out of it.
    { additionalProperties: kept.json },
  )

/** A job on a clock. */
export const jobSchema = ({ jobs }: WorldParts): TSchema =>
  kept.either(
    ...jobs.map(({ name, payload }) =>
      kept.object({
        sequence: kept.count,
        dueAt: kept.due,
        kind: kept.always(name),
        payload,
        cause,
        patient: kept.optional(kept.always(true)),
      }),
    ),
  )

/** A world's state around its jobs, entries and rows, each of which is read by itself. */
export const worldSchema = ({ collections }: WorldParts): TSchema =>
  kept.object({
    seed: Type.String({ maxLength: LONGEST_SEED }),
    profile: kept.oneOf(PROFILES),
    clock: kept.object({
      mode: kept.oneOf(CLOCK_MODES),
      speed: Type.Number({ minimum: SLOWEST, maximum: FASTEST }),
      now: kept.time,
      micros: kept.micros,
      sequence: kept.count,
      jobs: many,
    }),
    counters: kept.mapOf(kept.count),
    journal: kept.object({ next: Type.Integer({ minimum: 1, maximum: kept.HIGHEST }), entries: many }),
    rows: kept.object(
      Object.fromEntries(
        collections.map(({ name }) => [name, kept.optional(kept.object({ sequence: kept.count, rows: many }))]),
      ),
    ),
  })

const many = Type.Array(Type.Unknown())
