import { type Slices, emptied } from '../../../core/slices.ts'
import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { blankMessages } from './change-messages.ts'
import { messageRows } from './message.ts'

/** The messages of a contact go with it. */
export const deleteMessages = ({ contact }: ContactDeleted, world: World): Slices<void> =>
  emptied(
    () => messageRows(world).by('contact', contact),
    (gone) => {
      // Labels are told of those that they have counted, and only of them.
      const labelled = gone.filter(({ extra }) => extra?.labels)
      if (labelled.length > 0) blankMessages(world, labelled)
      messageRows(world).deleteAll(gone)
    },
  )
