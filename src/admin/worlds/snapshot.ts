import * as Type from 'typebox'
import { Unreadable } from '../../core/reading/unreadable.ts'
import type { RowKind } from '../../core/store/collection.ts'
import { type World, type WorldState, unfold } from '../../core/world.ts'
import { writeJson } from '../../core/write-json.ts'
import { Body } from '../../http/message.ts'
import { invalid } from '../../http/problem.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { anything, number } from '../../http/strict-fields.ts'

/** The form of what a snapshot holds; raised when an older snapshot can no longer be read. */
const VERSION = 2

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

/** The same as an answer that keeps nobody waiting, however much the world holds. */
export const streamOf = (world: World): Body =>
  new Body(
    'application/json',
    writeJson({ textbed_snapshot: VERSION, state: unfold(world.copy()) }, () => world.clock.breathe()),
  )

/**
 * As small a snapshot as can be put back, for an example: the rows that no world is without, and nothing that ever happened.
 * @param kinds all that a world can hold
 */
export function leastOf(world: World, kinds: readonly RowKind[]) {
  const { textbed_snapshot, state } = snapshotOf(world)
  const { rows, journal, clock } = state
  const needed = kinds.filter(({ least }) => least > 0)
  return {
    textbed_snapshot,
    state: {
      ...state,
      clock: { ...clock, jobs: [] },
      journal: { ...journal, entries: [] },
      rows: Object.fromEntries(needed.map(({ name }) => [name, rows[name]!])),
    },
  }
}

/** @throws Problem `invalid` where this was not taken from a world, with the place where it differs; nothing is changed then */
export async function readSnapshot(simulator: Simulator, state: unknown): Promise<WorldState> {
  try {
    return await simulator.readWorld(state)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    throw invalid(
      ['state'],
      `The snapshot is not one that a world gave: ${error.message}. Put back what GET …/snapshot answered, unchanged.`,
    )
  }
}
