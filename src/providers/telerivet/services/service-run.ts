import { defineJob } from '../../../core/clock/job-kind.ts'
import { type RowOf, defineCollection } from '../../../core/store/collection.ts'
import * as kept from '../../../core/store/kept.ts'
import { CONTEXTS } from './words.ts'

/** Services under way for one occasion, one after the other; gone once the last of them is done. */
export type ServiceRun = RowOf<typeof serviceRuns>

export const serviceRuns = defineCollection(
  'telerivet.service-runs',
  {
    project_id: kept.idOf('telerivet.projects'),
    context: kept.oneOf(CONTEXTS),
    event: kept.text,
    /** What it is about; all of it may be gone meanwhile. */
    message_id: kept.orNull(kept.text),
    contact_id: kept.orNull(kept.text),
    route_id: kept.orNull(kept.text),
    /** Temporary ones of this run. */
    variables: kept.mapOf(kept.either(kept.text, kept.number, kept.boolean)),
    /** Whether somebody invoked it, so that the message stays as it is. */
    by_hand: kept.boolean,
    /** The project in whose queue it stands, from when it waits for its turn until it has had it. */
    queue: kept.orNull(kept.text),
    /** Services whose turn is to come. */
    to_come: kept.listOf(kept.text),
    /** The service whose turn it is. */
    turn: kept.orNull(kept.text),
    /** Services that had their turn, and whose webhook is tried again. */
    tried_again: kept.listOf(kept.text),
    /** Whether a service has handled it, so that those that are for what is unhandled are passed over. */
    handled: kept.boolean,
    /** The service that took it, if one did. */
    taken_by: kept.orNull(kept.text),
  },
  { indexes: ['project_id', 'message_id', 'queue'], ids: 'telerivet.service-run', prefix: 'R' },
)

/** A run that was queued has its turn. */
export const TURN = defineJob('telerivet.service-run', { run: kept.text }, { makesTexts: true })

/** What its calls out wait in, one for the other. */
export const queueOf = ({ id }: Pick<ServiceRun, 'id'>): string => `telerivet:${id}`
