import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { forgetExpiry } from './end-run.ts'
import { runChanged } from './events.ts'
import { isLive, runRows } from './run.ts'

/** The runs of a contact go with it, and count no more. */
export const deleteRuns = ({ contact }: ContactDeleted, world: World): Slices<void> =>
  emptied(
    () => runRows(world).by('contact', contact),
    (gone) => {
      for (const run of gone) if (isLive(run)) forgetExpiry(world, run)
      runRows(world).deleteAll(gone)
      for (const { id, flow, status: was } of gone)
        world.publish(runChanged, { provider: 'rapidpro', run: id, flow, contact, was, is: null })
    },
  )
