import * as Type from 'typebox'
import { inSlices } from '../../core/slices.ts'
import { optional, withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { number } from '../../http/strict-fields.ts'
import { endpoint } from '../dialect/index.ts'
import { entriesWith } from './entries-with.ts'
import { entryCriteriaFields, entryCriteriaOf } from './entry-criteria.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { entriesOf } from './entry.ts'
import { followJournal } from './events.ts'
import { waitFor } from './wait.ts'

const readJournal = (types: readonly string[]) => {
  const { schema, page } = entriesOf(types)
  return endpoint({
    id: 'admin.readJournal',
    method: 'get',
    path: `${inWorld}/journal`,
    tag: 'Journal',
    summary: 'What happened in a world, oldest first, and what caused what.',
    description:
      'Calls tell with which `headers` and `body` they came, as long as there is room: the first 64 kB of each, 8 MB in a world. JSON is shown as its value, any other text as it is; `body_note` tells of what is cut, or is no text. What lets somebody in is masked. A fork has that of the calls before it, a snapshot does not carry it.',
    query: {
      ...entryCriteriaFields(types),
      after: withDefault(number('Only entries with a higher id.', { whole: true, min: 0 }), 0),
      cause: optional(number('Only what this entry caused, directly or through others.', { whole: true, min: 1 })),
      limit: withDefault(
        number('At most so many entries; fewer where they are very long.', { whole: true, min: 1, max: 10_000 }),
        1000,
      ),
    },
    returns: Type.Object({
      entries: Type.Array(schema),
      oldest: Type.Integer({ description: 'Id of the oldest entry still kept; a journal keeps the last 10,000.' }),
      next: Type.Integer({ description: 'The id that the next entry will have.' }),
    }),
    example: () => ({ query: { type: 'message.inbound', limit: 20 } }),
    async handle(call) {
      const world = worldOf(call)
      const { journal } = world
      const { after, cause, limit, ...given } = call.query
      const criteria = await entryCriteriaOf(given, call.caller.simulator.providers)
      const search = entriesWith(world, { after, cause, limit, criteria })
      const entries = await inSlices(search, () => call.caller.simulator.breathe())
      return jsonObject({
        entries: jsonList(page(entries, world)),
        oldest: journal.oldest,
        next: journal.next,
      })
    },
  })
}

/** @param types the kinds of events that there are */
export const journalEndpoints = (types: readonly string[]) => [readJournal(types), followJournal(types), waitFor(types)]
