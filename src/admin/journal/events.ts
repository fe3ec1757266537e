import * as Type from 'typebox'
import { optional } from '../../http/field.ts'
import { Body, Reply } from '../../http/message.ts'
import { Problem } from '../../http/problem.ts'
import { number } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { waitingOf } from './await-entry.ts'
import { entriesOf } from './entry.ts'
import { entryCriteriaFields, entryCriteriaOf } from './entry-criteria.ts'
import { follow } from './follow.ts'
import { Place } from './place.ts'
import { wanting } from './wanted.ts'

/** So many may follow one world's journal at the same time. */
const MOST_READERS = 32

const MEDIA_TYPE = 'text/event-stream'

export const followJournal = (types: readonly string[]) => {
  const { show } = entriesOf(types)
  return endpoint({
    id: 'admin.followJournal',
    method: 'get',
    path: `${inWorld}/events`,
    tag: 'Journal',
    summary: 'Tells what happens in a world as it happens, as server-sent events.',
    description: [
      'An event is an entry of the journal, as GET …/journal shows it. One that was told before its end was known comes again as `amended`.',
      'Events come from now on, or from where `after` or the header Last-Event-ID says: give back the `id` that came last, and nothing is lost.',
      '`gap` says what the journal had forgotten before it could be told, as where a reader takes less than happens: nobody waits for a reader.',
      '`end` is the last event, and says why: the world is deleted, reset or put back, textbed stops, or `limit` is reached.',
      `At most ${MOST_READERS} follow a world.`,
    ].join(' '),
    query: {
      ...entryCriteriaFields(types),
      cause: optional(number('Only what this entry caused, directly or through others.', { whole: true, min: 1 })),
      after: optional(
        number('Begins after this entry, unless a Last-Event-ID says otherwise; 0 begins with the oldest.', {
          whole: true,
          min: 0,
        }),
      ),
      limit: optional(number('Ends after so many entries.', { whole: true, min: 1 })),
    },
    returns: Type.String({ description: 'Events, each with an `id`, one line of `data`, and mostly no name.' }),
    returnsMedia: [MEDIA_TYPE],
    example: () => ({ query: { type: 'message.inbound', after: 0, limit: 5 } }),
    async handle(call) {
      const world = worldOf(call)
      const { simulator } = call.caller
      const { headers, signal } = call.request
      const { cause, after = world.journal.next - 1, limit = Infinity, ...given } = call.query
      refuseOtherMedia(headers['accept'])
      const place = readPlace(headers['last-event-id']) ?? new Place(after)
      const criteria = await entryCriteriaOf(given, simulator.providers)
      refuseMoreReaders(world.readers)
      if (signal && !signal.aborted) {
        world.readers++
        signal.addEventListener('abort', () => world.readers--, { once: true })
      }
      const events = follow(world, {
        place,
        isWanted: wanting(world, { cause, criteria }, place.last),
        show: (entry) => show(entry, world),
        limit,
        ...waitingOf(call),
      })
      return new Reply(200, new Body(MEDIA_TYPE, events), { 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    },
  })
}

/** Who reconnects without having received anything sends none, or an empty one. */
const readPlace = (id: string | undefined): Place | undefined =>
  id === undefined || id.trim() === '' ? undefined : Place.read(id)

/** @throws Problem where whoever asks says that they would not understand the answer */
function refuseOtherMedia(accept = '*/*'): void {
  const ranges = accept.split(',').map((range) => range.trim().toLowerCase())
  if (ranges.some((range) => /^(?:\*\/\*|text\/\*|text\/event-stream|)(?:\s*;(?!\s*q=0(?:\.0*)?$)|$)/.test(range)))
    return
  const message = `The events are ${MEDIA_TYPE}, and Accept is ${JSON.stringify(accept.slice(0, 200))}. Accept that, or read GET …/journal, which is JSON.`
  throw new Problem('unsupported_media', message, { status: 406, code: 'not_acceptable' })
}

/** @throws Problem `rate_limited` */
function refuseMoreReaders(readers: number): void {
  if (readers >= MOST_READERS)
    throw new Problem(
      'rate_limited',
      `${readers} follow the journal of this world already, which are the most. End one of them first, or read GET …/journal.`,
    )
}
