import type { World } from '../../../core/world.ts'
import type { RunChanged } from '../runs/events.ts'
import { changeContact } from './change-contact.ts'
import { contactRows } from './contact.ts'

/** A contact names the flow of the run that waits for it. */
export function followRun({ contact: id, flow, was, is }: RunChanged, world: World): void {
  const contact = contactRows(world).get(id)
  if (!contact || contact.deleted) return
  if (is === 'waiting') changeContact(world, contact, { flow })
  else if (was === 'waiting' && contact.flow === flow) changeContact(world, contact, { flow: null })
}
