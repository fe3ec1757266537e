import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { RUN_STATUSES, type RunStatus, isExit } from './statuses.ts'

/** One contact's way through one flow. Its id is its number; its uuid is made of it. */
export type Run = RowOf<typeof runs>

/** What has ended has ended at some time, and nothing else has. */
const wrongWith = ({ status, exited_on }: { status: RunStatus; exited_on: number | null }): string | undefined =>
  isExit(status) === (exited_on !== null) ? undefined : `it is ${status}, and exited_on is ${exited_on}`

export const runs = defineCollection(
  'rapidpro.runs',
  {
    flow: kept.idOf('rapidpro.flows'),
    contact: kept.idOf('rapidpro.contacts'),
    /** Uuid of the flow start that it came of; null where it came otherwise. */
    start: kept.orNull(kept.text),
    status: kept.oneOf(RUN_STATUSES),
    /** Whether a message of the contact belongs to it. */
    responded: kept.boolean,
    /** Each visit of a node; the exit is null as long as the run is there. */
    path: kept.listOf(
      kept.object({ uuid: kept.text, node: kept.text, time: kept.micros, exit: kept.orNull(kept.text) }),
    ),
    /** What was found out, by the key of the result. */
    values: kept.mapOf(
      kept.object({
        name: kept.text,
        value: kept.text,
        category: kept.orNull(kept.text),
        node: kept.text,
        time: kept.micros,
        input: kept.orNull(kept.text),
      }),
    ),
    created_on: kept.micros,
    modified_on: kept.micros,
    exited_on: kept.orNull(kept.micros),
  },
  { indexes: ['contact', 'flow'], orders: ['modified_on'], ids: 'rapidpro.run', prefix: '', wrongWith },
)

export const runRows = (world: World) => world.collection(runs)

/** Whether it goes on: at a wait, or between steps. */
export const isLive = ({ status }: Pick<Run, 'status'>): boolean => !isExit(status)

/** The runs of a contact that go on: the one that waits, and those that wait for it. */
export const liveRunsOf = (world: World, contact: string): Run[] => runRows(world).by('contact', contact).filter(isLive)
