import * as Type from 'typebox'
import { defineJob } from '../../../core/clock/job-kind.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import type { World } from '../../../core/world.ts'
import { viewOf } from '../../../http/view.ts'
import { contacts } from '../contacts/contact.ts'
import { contactRef, instant } from '../dialect/links.ts'
import { formatTime } from '../dialect/times.ts'

/** An event of a campaign is to come to a contact. Its id is made of both, so that it comes once. */
export type Fire = RowOf<typeof fires>

export const fires = defineCollection(
  'rapidpro.campaign_fires',
  {
    event: kept.idOf('rapidpro.campaign_events'),
    contact: kept.idOf('rapidpro.contacts'),
    /** Milliseconds since 1970. */
    due: kept.due,
  },
  { indexes: ['event', 'contact'] },
)

export const fireRows = (world: World) => world.collection(fires)

export const fireId = (event: string, contact: string): string => `${event} ${contact}`

/** The job by which it comes. */
export const FIRE = defineJob('rapidpro.campaign-fire', { fire: kept.idOf('rapidpro.campaign_fires') })

/** How the web pages show what is to come to whom. */
export const fireView = viewOf<Fire>()('Campaign fire', {
  event: [Type.String({ format: 'uuid', description: 'The uuid of the event.' }), ({ event }) => event],
  contact: [
    contactRef.schema,
    ({ contact }, world) => contactRef.json(world.collection(contacts).get(contact)!, world),
  ],
  scheduled: [instant('When it comes.'), ({ due }) => formatTime(due * 1000)],
})
