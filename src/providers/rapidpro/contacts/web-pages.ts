import type { World } from '../../../core/world.ts'
import { choice } from '../../../http/strict-fields.ts'
import { webPages } from '../../../http/web-app.ts'
import { setStatus } from './change-contact.ts'
import { CONTACT_STATUSES, contactRows } from './contact.ts'
import { contactView } from './contact-view.ts'

/** People are archived and stopped on the web pages alone; the API blocks and unblocks. */
export const contactPages = webPages({
  noun: 'contact',
  nouns: 'contacts',
  view: contactView,
  rows: (world: World) => contactRows(world).all(),
  find(world, id) {
    const contact = contactRows(world).get(id)
    return contact?.deleted ? undefined : contact
  },
  change: {
    description: 'Whoever is not active leaves all groups, and what is sent to them fails.',
    body: { status: choice('What it is from now on.', CONTACT_STATUSES) },
    example: () => ({ status: 'archived' }),
    apply: (world, row, { status }) => setStatus(world, row, status),
  },
})
