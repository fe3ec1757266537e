import * as Type from 'typebox'
import type { Entry, EntryHead } from '../../core/journal.ts'
import type { World } from '../../core/world.ts'
import { askedOf } from '../../http/asked.ts'
import { callCame } from '../../http/events.ts'
import { jsonObject } from '../../http/json-text.ts'
import { onOnePage } from '../../http/one-page.ts'
import { viewOf } from '../../http/view.ts'
import { iso } from '../worlds/world.ts'

/**
 * How journal entries look: moments instead of milliseconds. What else they tell depends on their type, and stands
 * beside as it is.
 * @param types the kinds of events that there are
 */
export function entriesOf(types: readonly string[]) {
  const view = viewOf<EntryHead>()(
    'Journal entry',
    {
      id: [
        Type.Integer({ description: 'Counts up by one from the first thing that happened in the world.' }),
        ({ id }) => id,
      ],
      at: [Type.String({ description: "When, by the world's clock." }), ({ at }) => iso(at)],
      type: [Type.Unsafe<string>(Type.String({ enum: [...types] })), ({ type }) => type],
      cause: [
        Type.Union([Type.Integer(), Type.Null()], { description: 'The entry that led to this one.' }),
        ({ cause }) => cause,
      ],
    },
    {
      additionalProperties: true,
      description: 'Something that happened, and why. What else it tells depends on its type.',
    },
  )
  const show = (entry: Entry, world: World) => {
    const { id: _id, at: _at, type: _type, cause: _cause, ...others } = entry
    const asked = entry.type === callCame.name ? askedOf(world, entry.id) : {}
    return jsonObject(view.json(entry, world), others, asked)
  }
  /** So many entries as an answer holds. */
  const page = (entries: readonly Entry[], world: World) => onOnePage(entries, (entry) => show(entry, world))
  return { schema: view.schema, show, page }
}
