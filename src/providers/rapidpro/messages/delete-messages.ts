import type { World } from '../../../core/world.ts'
import type { ContactDeleted } from '../contacts/events.ts'
import { blankMessages } from './change-messages.ts'
import { messageRows } from './message.ts'

/** The messages of a contact go with it. */
export function deleteMessages({ contact }: ContactDeleted, world: World): void {
  const rows = messageRows(world)
  const gone = rows.by('contact', contact).toArray()
  // Labels are told of those that they have counted, and only of them.
  const labelled = gone.filter(({ extra }) => extra?.labels)
  if (labelled.length > 0) blankMessages(world, labelled)
  rows.deleteAll(gone)
}
