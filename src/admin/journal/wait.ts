import * as Type from 'typebox'
import type { Entry } from '../../core/journal.ts'
import { inSlices } from '../../core/slices.ts'
import type { World } from '../../core/world.ts'
import { SOMEBODY } from '../../http/example.ts'
import { withDefault } from '../../http/field.ts'
import { jsonList, jsonObject } from '../../http/json-text.ts'
import { number } from '../../http/strict-fields.ts'
import { dueHint, hintSchema } from '../clock/due-hint.ts'
import { endpoint } from '../dialect/index.ts'
import { inWorld, worldOf } from '../worlds/world.ts'
import { type Waiting, awaitEntry, waitingOf } from './await-entry.ts'
import { entriesWith, isOver } from './entries-with.ts'
import { entriesOf } from './entry.ts'
import { type EntryCriteria, entryCriteriaFields, entryCriteriaOf, meets } from './entry-criteria.ts'
import { nearestEntries } from './nearest-entries.ts'

/** @param types the kinds of events that there are */
export const waitFor = (types: readonly string[]) => {
  const { schema, show } = entriesOf(types)
  return endpoint({
    id: 'admin.wait',
    method: 'get',
    path: `${inWorld}/wait`,
    tag: 'Journal',
    summary: 'Holds the answer until something stands in the journal, and says at time-out what came nearest.',
    description:
      'Looks at what happened already (after `after`) first. It moves no clock: in a frozen world somebody else has to. The criteria are those of the journal. Calls and webhook attempts are found once their end is known.',
    query: {
      ...entryCriteriaFields(types),
      after: withDefault(number('Only entries with a higher id.', { whole: true, min: 0 }), 0),
      timeout: withDefault(number('Real seconds to wait for it.', { min: 0, max: 300 }), 10),
    },
    returns: Type.Object({
      matched: Type.Boolean(),
      entry: Type.Union([schema, Type.Null()], { description: 'What matched.' }),
      nearest: Type.Array(
        Type.Object({
          entry: schema,
          differs: Type.Array(Type.String(), { description: 'The criteria that it does not meet.' }),
        }),
        {
          description: 'Where nothing matched: what came nearest, best first.',
        },
      ),
      hint: hintSchema,
    }),
    example: () => ({ query: { type: 'delivery.changed', to: SOMEBODY, state: 'delivered' } }),
    async handle(call) {
      const world = worldOf(call)
      const waiting = waitingOf(call)
      const { after, timeout, ...given } = call.query
      const criteria = await entryCriteriaOf(given, call.caller.simulator.providers)
      const entry = await firstMatch(world, criteria, { after, timeout: timeout * 1000 }, waiting)
      if (entry) return jsonObject({ matched: true, entry: show(entry, world), nearest: NONE })
      const nearest = await inSlices(nearestEntries(world, criteria, after), waiting.breathe)
      const shown = nearest.map((one) => jsonObject({ ...one, entry: show(one.entry, world) }))
      return jsonObject({ matched: false, entry: null, nearest: jsonList(shown), hint: dueHint(world) })
    },
  })
}

const NONE: never[] = []

/** The first entry that is over and fits. What comes while the journal is searched is heard, too. */
function firstMatch(
  world: World,
  criteria: EntryCriteria,
  { after, timeout }: { after: number; timeout: number },
  waiting: Waiting,
): Promise<Entry | undefined> {
  const search = inSlices(entriesWith(world, { after, limit: 1, over: true, criteria }), waiting.breathe)
  const fits = (entry: Entry) => entry.id > after && isOver(entry) && meets(world, entry, criteria)
  return awaitEntry(
    world,
    fits,
    timeout,
    waiting,
    search.then(([found]) => found),
  )
}
