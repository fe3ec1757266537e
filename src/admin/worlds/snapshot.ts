import { Type } from '@sinclair/typebox'
import { CLOCK_MODES } from '../../core/clock/clock.ts'
import { FURTHEST } from '../../core/store/kept.ts'
import { Refusal } from '../../core/refusal.ts'
import { PROFILES, type World, type WorldState } from '../../core/world.ts'
import type { Worlds } from '../../core/worlds.ts'
import { type Problem, invalid } from '../../http/problem.ts'
import { anything, number } from '../dialect/fields.ts'

/** The form of what a snapshot holds; raised when an older snapshot can no longer be read. */
const VERSION = 1

const time = Type.Number({ minimum: -FURTHEST, maximum: 2 * FURTHEST })
const cause = Type.Union([Type.Integer(), Type.Null()])
const job = Type.Object({
  sequence: Type.Integer(),
  dueAt: time,
  kind: Type.String(),
  payload: Type.Object({}),
  cause,
})
const row = Type.Object({ id: Type.String(), sequence: Type.Integer() })

const stateSchema = Type.Object({
  seed: Type.String(),
  profile: Type.Union(PROFILES.map((word) => Type.Literal(word))),
  clock: Type.Object({
    mode: Type.Union(CLOCK_MODES.map((word) => Type.Literal(word))),
    speed: Type.Number({ minimum: 0.001 }),
    now: time,
    micros: Type.Number(),
    sequence: Type.Integer(),
    jobs: Type.Array(job),
  }),
  counters: Type.Record(Type.String(), Type.Integer()),
  journal: Type.Object({
    next: Type.Integer(),
    entries: Type.Array(Type.Object({ id: Type.Integer(), at: time, type: Type.String(), cause })),
  }),
  rows: Type.Record(Type.String(), Type.Object({ sequence: Type.Integer(), rows: Type.Array(row) })),
})

export const snapshotSchema = Type.Object(
  {
    textbed_snapshot: Type.Integer({ description: 'The form of the snapshot.' }),
    state: Type.Unsafe<WorldState>({ type: 'object', description: 'What the world holds.' }),
  },
  { additionalProperties: false, title: 'Snapshot' },
)

export const snapshotFields = {
  textbed_snapshot: number('The form of the snapshot.', { whole: true, min: VERSION, max: VERSION }),
  state: anything('What the world held.'),
}

export const snapshotOf = (world: World) => ({ textbed_snapshot: VERSION, state: world.toJSON() })

/** @throws Problem `invalid` where this was not taken from a world, with the place where it differs */
export async function readSnapshot(state: unknown): Promise<WorldState> {
  const { Value } = await import('@sinclair/typebox/value')
  const error = Value.Errors(stateSchema, state).First()
  if (error) throw notFromAWorld(`at ${error.path || '/'}: ${error.message}`)
  return state as WorldState
}

/** @throws Problem `invalid` where the rows are not those of a world; it then stays as it was */
export function restore(worlds: Worlds, id: string, state: WorldState): World {
  try {
    return worlds.restore(id, state)
  } catch (error) {
    throw error instanceof Refusal ? error : notFromAWorld((error as Error).message)
  }
}

const notFromAWorld = (why: string): Problem =>
  invalid(
    ['state'],
    `The snapshot is not one that a world gave: ${why}. Put back what GET …/snapshot answered, unchanged.`,
  )
